/** Turns what is new on the work list into a soft note and a notice of the computer's, unless one has it before one's eyes. */
import type { Watched } from "../../core/observable"
import type { OverflowCase, WorkItem } from "../../core/protocol/wire"
import type { OpenedWorklist } from "../../core/worklist/worklistClient"
import * as m from "../../texts/messages"
import { playAlarm, playNote, playOffer } from "../shell/sounds"
import { showDesktopNotice } from "../shell/desktopNotices"
import { lostOffers, newOffers, wasAnswered } from "../offers/offers"
import { warn } from "../notices"
import { newlyWanting } from "../threats/threats"
import { newlyLent } from "../overflow/overflow"
import { cameBack, type Me, newlyAsked, newlyHanded } from "../transfers/transfers"
import { newlyAbsent, newlyAlarming } from "../absences/absences"
import { lostBySilence, newlyForSupervisor, newlyOverdue, newlyUnopened } from "../silences/silences"
import { newAlarms } from "./alarms"

/** My rooms in which the resident has written between the two lists. */
export function answeredRooms(before: readonly WorkItem[], after: readonly WorkItem[], me: string): string[] {
  const known = new Map(before.map((item) => [item.case_id, item]))
  return after
    .filter((item) => {
      const earlier = known.get(item.case_id)
      if (item.holder_id !== me || item.turn !== "staff" || earlier?.holder_id !== me) return false
      return earlier.turn === "resident" || Date.parse(item.turn_at) > Date.parse(earlier.turn_at)
    })
    .map((item) => item.case_id)
}

/** Cases of the highest priority that nobody has and that were not there before. */
export function newImmediate(before: readonly WorkItem[], after: readonly WorkItem[]): string[] {
  const known = new Set(before.filter((item) => item.priority === 1).map((item) => item.case_id))
  return after.filter((item) => item.priority === 1 && item.holder_id === null && !known.has(item.case_id)).map((item) => item.case_id)
}

/** Cases that nobody has, whose resident has written since the list before. Pure. */
function newlyWritten(before: readonly WorkItem[], after: readonly WorkItem[]): string[] {
  const known = new Set(before.filter((item) => (item.wrote_at ?? null) !== null).map((item) => item.case_id))
  return after.filter((item) => (item.wrote_at ?? null) !== null && item.holder_id === null && !known.has(item.case_id)).map((item) => item.case_id)
}

/** Cases of mine or nobody's whose resident says that they are worse, and had not in the list before. Pure. */
function newlyWorse(before: readonly WorkItem[], after: readonly WorkItem[], me: string): string[] {
  const known = new Map(before.map((item) => [item.case_id, item.worse_at ?? null]))
  return after
    .filter((item) => (item.worse_at ?? null) !== null && known.get(item.case_id) !== item.worse_at)
    .filter((item) => item.holder_id === null || item.holder_id === me)
    .map((item) => item.case_id)
}

/** Whether a list has anything that the one before had not; nothing is new in the first. */
function news<Item>(newly: (before: readonly Item[], after: readonly Item[]) => readonly Item[]): (after: readonly Item[]) => boolean {
  let before: readonly Item[] | null = null
  return (after) => {
    const found = before !== null && newly(before, after).length > 0
    before = after
    return found
  }
}

/** An alarm is heard wherever one looks: the room may stand open with nobody before it. `looksAt`: the room is in focus in a window that is looked at. The notices say nothing about anybody. */
export function announceNews(list: Watched<OpenedWorklist>, self: Me & { roles?: readonly string[] }, looksAt: (roomId: string) => boolean, now: () => number = Date.now): () => void {
  const me = self.account_id
  const leads = self.roles?.includes("supervisor") === true
  let before: readonly WorkItem[] | null = null
  const unitAsks = news(newlyAsked)
  const lends = news<OverflowCase>((earlier, latest) => newlyLent(earlier, latest, self))
  return list.subscribe((opened) => {
    if (opened.phase !== "open") return
    const after = opened.state.items
    const unitAsked = unitAsks(opened.state.handed ?? [])
    const lent = lends(opened.state.overflow ?? [])
    const earlier = before
    before = after
    if (earlier === null) return
    if (newAlarms(earlier, after).length > 0) {
      playAlarm()
      showDesktopNotice(m.staff_notice_alarm())
      return
    }
    for (const lost of lostOffers(earlier, after, me)) tellOfLost(lost, earlier)
    for (const { resident_name: name } of cameBack(earlier, after, me)) warn(() => m.transfer_came_back({ name }))
    for (const { resident_name: name } of lostBySilence(earlier, after, me, now())) warn(() => m.silence_back({ name }))
    const offered = newOffers(earlier, after, me).length > 0
    const handed = newlyHanded(earlier, after, self).length > 0
    if (offered || handed || unitAsked) playOffer()
    if (offered) showDesktopNotice(m.staff_notice_offer())
    if (handed) showDesktopNotice(m.staff_notice_transfer())
    if (unitAsked) showDesktopNotice(m.staff_notice_unit_asked())
    if (lent) showDesktopNotice(m.staff_notice_overflow())
    const answered = answeredRooms(earlier, after, me).some((room) => !looksAt(room))
    const immediate = newImmediate(earlier, after).length > 0
    const asked = newlyWanting(earlier, after, me).length > 0
    const worse = newlyWorse(earlier, after, me).length > 0
    const written = newlyWritten(earlier, after).length > 0
    const overdue = newlyOverdue(earlier, after, me).length > 0
    const unopened = newlyUnopened(earlier, after).length > 0
    const absent = newlyAbsent(earlier, after, me).length > 0
    const forLeaders = leads && newlyForSupervisor(earlier, after).length > 0
    const alarming = leads && newlyAlarming(earlier, after).length > 0
    if (answered || immediate || asked || worse || written || overdue || unopened || absent || forLeaders || alarming || lent) playNote()
    if (overdue) showDesktopNotice(m.silence_notice_overdue())
    if (absent) showDesktopNotice(m.absence_notice_mine())
    if (forLeaders) showDesktopNotice(m.silence_notice_supervisor())
    if (alarming) showDesktopNotice(m.absence_notice_supervisor())
    if (worse) showDesktopNotice(m.staff_notice_worse())
    if (asked) showDesktopNotice(m.staff_notice_company())
    if (answered) showDesktopNotice(m.staff_notice_answered())
    if (immediate) showDesktopNotice(m.staff_notice_immediate())
  })
}

/** An offer that went on without an answer of mine is told, since it has gone from the screen. */
function tellOfLost(lost: WorkItem, earlier: readonly WorkItem[]): void {
  const offer = earlier.find((item) => item.case_id === lost.case_id)?.offer
  if (!offer || wasAnswered(offer.id)) return
  const { resident_name: name, holder_name: holder } = lost
  warn(() => (holder === null ? m.offer_went_on({ name }) : m.desk_claim_lost({ name, holder })))
}
