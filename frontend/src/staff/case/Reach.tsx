/** The top of the case: who, where they are, and how to reach them now. */
import { type ReactElement, useEffect, useRef, useState } from "react"
import bell from "@phosphor-icons/core/assets/regular/bell.svg?icon"
import chats from "@phosphor-icons/core/assets/regular/chats-circle.svg?icon"
import globe from "@phosphor-icons/core/assets/regular/globe-hemisphere-west.svg?icon"
import mapPin from "@phosphor-icons/core/assets/regular/map-pin.svg?icon"
import phoneIcon from "@phosphor-icons/core/assets/regular/phone.svg?icon"
import target from "@phosphor-icons/core/assets/regular/target.svg?icon"
import translate from "@phosphor-icons/core/assets/regular/translate.svg?icon"
import usersIcon from "@phosphor-icons/core/assets/regular/users.svg?icon"
import { localized } from "../../core/language"
import { request } from "../../core/net/http"
import type { CaseSummary, PersonReach, RoomView, StaffView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { settleReach } from "./commands"
import { Contact } from "./Contact"
import { Phone } from "./Phone"
import { ReachLine } from "./ReachLine"
import { ANOTHER_LANGUAGE, caseNumber, countryName, languageName, moment, nameAndAge } from "../words"

const HERE = "SE"
/** What triage calls a language that none of its choices names; which one stands among the answers. */

const personReach = (caseId: string): Promise<PersonReach> => request("GET", `/api/staff/cases/${caseId}/reach`)

interface ReachProps {
  desk: Desk
  room: RoomView
  staff: StaffView
  now: number
  fold: ReactElement
}

export function Reach({ desk, room, staff, now, fold }: ReachProps): ReactElement {
  const { summary } = staff
  const abroad = summary.country !== "" && summary.country !== HERE
  const name = useRef<HTMLHeadingElement>(null)
  const settled = useRef(false)
  const settle = (): void => {
    settled.current = true
    void settleReach(desk, { roomId: room.id, name: room.resident.name })
  }
  useEffect(() => {
    // The button is gone; whoever pressed it by keyboard is not thrown to the top of the page.
    if (settled.current && document.activeElement === document.body) name.current?.focus()
    settled.current = false
  }, [staff.unreached?.at])
  return (
    <header className="part">
      <div className="part__head">
        <h2 ref={name} tabIndex={-1} className="case__name">{nameAndAge(room.resident.name, staff.age)}</h2>
        <span className="badge">{m.desk_case_number({ number: caseNumber(room.number) })}</span>
        {fold}
      </div>
      <p className="case__reason">{localized(room.reason)}</p>
      <ul className="reach">
        <ReachLine icon={mapPin}>{placeWords(summary)}</ReachLine>
        {abroad ? (
          <ReachLine icon={globe} strong>
            {m.case_abroad({ country: countryName(summary.country) })}
          </ReachLine>
        ) : null}
        <ReachLine icon={phoneIcon}>
          <Phone number={summary.phone} />
          <MayCall summary={summary} />
        </ReachLine>
        {staff.guardian ? (
          <ReachLine icon={usersIcon}>{m.desk_case_guardian({ name: staff.guardian.name, child: room.resident.name })}</ReachLine>
        ) : null}
        <Contact desk={desk} room={room} staff={staff} now={now} />
        <Unreached staff={staff} onDone={settle} />
        <Notices key={`${room.id}${staff.unreached?.at ?? ""}`} roomId={room.id} stages={stagesOf(staff)} now={now} said={staff.unreached?.why === "failed"} />
        <Speech summary={summary} />
        {summary.hopes ? <ReachLine icon={target}>{m.desk_case_hopes({ hopes: summary.hopes })}</ReachLine> : null}
        {summary.answered_wrong ? (
          <ReachLine icon={chats} strong>
            {m.desk_case_answered_wrong()}
          </ReachLine>
        ) : null}
      </ul>
    </header>
  )
}

/** As it was written, else as it was chosen. */
function placeWords({ place, where }: CaseSummary): string {
  if (place !== "") return place
  return where ? localized(where) : m.desk_case_place_unknown()
}

/** Three answers and not two: "write, don't call" is a wish to be kept, never having been asked is none. */
function MayCall({ summary }: { summary: CaseSummary }): ReactElement {
  if (summary.may_call === null) return <span className="badge">{m.desk_case_call_not_asked()}</span>
  if (summary.may_call) return <span className="badge badge--moss">{summary.prefers_video ? m.desk_case_prefers_video() : m.desk_case_may_call()}</span>
  return <span className="badge badge--ember">{m.desk_case_write_only()}</span>
}

/** A task for whoever has the case: the resident has not been reached. */
function Unreached({ staff, onDone }: { staff: StaffView; onDone: () => void }): ReactElement | null {
  if (!staff.unreached) return null
  return (
    <ReachLine icon={bell} strong>
      {staff.unreached.why === "failed" ? m.case_unreached_failed() : m.case_unreached_unread()}
      <Button look="line" size="s" onPress={onDone}>
        {m.case_unreached_done()}
      </Button>
    </ReachLine>
  )
}

/** How far a silence of the resident has come: at each stage it is asked anew when they were last seen. */
const stagesOf = (staff: StaffView): number => staff.custody.filter(({ move }) => move === "reminded" || move === "absent").length

const wayWord = { push: m.case_reach_way_push, sms: m.case_reach_way_sms, email: m.case_reach_way_email }

/** By which ways the resident is sent notices now, whether the latest one failed, unless that was `said` already, and when they were last here; no address is shown. */
function Notices({ roomId, said, stages, now }: { roomId: string; said: boolean; stages: number; now: number }): ReactElement | null {
  const [reach, setReach] = useState<PersonReach | null>(null)
  useEffect(() => {
    let gone = false
    // Where the answer does not come nothing is said: the telephone stands above.
    personReach(roomId).then((found) => gone || setReach(found), () => undefined)
    return () => {
      gone = true
    }
  }, [roomId, stages])
  if (!reach) return null
  const ways = reach.ways.map((way) => wayWord[way]()).join(", ")
  return (
    <ReachLine icon={bell}>
      {reach.opted_out ? m.case_reach_opted_out() : ways ? m.case_reach_by({ ways }) : m.case_reach_none()}
      {!said && reach.notices[0]?.state === "failed" ? <span className="badge badge--ember">{m.case_reach_failed()}</span> : null}
      {reach.seen_at ? <span className="badge">{m.case_reach_seen({ time: moment(reach.seen_at, now) })}</span> : null}
    </ReachLine>
  )
}

function Speech({ summary }: { summary: CaseSummary }): ReactElement | null {
  if (summary.language === "sv" && !summary.interpreter) return null
  const language =
    summary.language === ANOTHER_LANGUAGE ? m.case_language_other() : m.desk_case_language({ language: languageName(summary.language) })
  return (
    <ReachLine icon={translate}>
      {language}
      {summary.interpreter ? <span className="badge badge--ember">{m.desk_case_interpreter()}</span> : null}
    </ReachLine>
  )
}
