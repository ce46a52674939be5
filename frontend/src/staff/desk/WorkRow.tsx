/** One row of the work list: priority, who and why, whose turn, and the wait against its target. */
import type { ReactElement, ReactNode } from "react"
import bell from "@phosphor-icons/core/assets/regular/bell.svg?icon"
import phone from "@phosphor-icons/core/assets/regular/phone-call.svg?icon"
import chat from "@phosphor-icons/core/assets/regular/chat-text.svg?icon"
import envelope from "@phosphor-icons/core/assets/regular/envelope-simple.svg?icon"
import flagFill from "@phosphor-icons/core/assets/fill/flag-fill.svg?icon"
import siren from "@phosphor-icons/core/assets/fill/siren-fill.svg?icon"
import trendDown from "@phosphor-icons/core/assets/regular/trend-down.svg?icon"
import translate from "@phosphor-icons/core/assets/regular/translate.svg?icon"
import { localized } from "../../core/language"
import type { WorkItem } from "../../core/protocol/wire"
import { isAlarmed } from "../../core/worklist/worklistState"
import { Icon } from "../../design/Icon"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import { absenceWords, alarmsSupervisor, isAbsent } from "../absences/absences"
import { callbackWords } from "./callbackWords"
import { isUnresolved } from "../closing/plans"
import { liesUnopened } from "../silences/silences"
import { alarmWords, exactWait, hasteWords, languageName, moment, nameAndAge, turnWords, waitWords } from "../words"
import { receiverWords } from "../transfers/transfers"
import type { Hue } from "./hues"
import { haste } from "./waiting"

interface RowProps {
  item: WorkItem
  now: number
}

interface RoomRowProps extends RowProps {
  hue: Hue
  focused: boolean
  /** It stands open in a pane: its frame is worn here in full. */
  open: boolean
  unread: boolean
  onOpen: () => void
}

/** A room of mine: a press opens it beside the others. How long is since when it is that side's turn. */
export function RoomRow(props: RoomRowProps): ReactElement {
  const { item, unread } = props
  const wait = (
    <span className="wait" title={m.desk_turn_since({ time: moment(item.turn_at, props.now) })}>
      {turnWords(item, props.now)}
    </span>
  )
  return (
    <li className={`row-item hue-${props.hue} ${props.open ? "row-item--open" : ""}`}>
      <span className="row-item__stripe" aria-hidden="true" />
      <button type="button" className={unread ? "row row--unread" : "row"} aria-current={props.focused} onClick={props.onOpen}>
        <Who item={item} now={props.now} wait={wait} />
        <span className="row__side">
          <span className={item.turn === "staff" ? "badge badge--ochre" : "badge"}>
            {unread ? m.desk_turn_unread() : item.turn === "staff" ? m.desk_turn_mine() : m.desk_turn_resident()}
          </span>
          {isSign(item) ? null : wait}
        </span>
      </button>
    </li>
  )
}

interface WaitingRowProps extends RowProps {
  /** The frame of its pane, when somebody reads it before taking it. */
  hue: Hue | null
  selected: boolean
  claiming: boolean
  /** Nobody can be taken now: whoever seems to wait may have been taken. */
  held: boolean
  onSelect: () => void
  onOpen: () => void
  onClaim: () => void
}

/** Somebody who waits: the marked row says more and can be taken, so that a stray press takes nobody. */
export function WaitingRow(props: WaitingRowProps): ReactElement {
  const { item, selected } = props
  return (
    <li className={["row-item", selected ? "row-item--selected" : "", framed(props.hue)].join(" ")}>
      <Stripe hue={props.hue} />
      <button type="button" className="row" aria-expanded={selected} onClick={props.onSelect}>
        <Who item={item} now={props.now} wait={<Wait item={item} now={props.now} />} />
        <Side item={item} now={props.now} />
      </button>
      {selected ? (
        <div className="row__more">
          <button
            type="button"
            className="button button--line button--s"
            data-claim={item.case_id}
            aria-label={m.desk_claim_named({ name: item.resident_name })}
            aria-busy={props.claiming}
            aria-disabled={props.held}
            onClick={() => !props.claiming && !props.held && props.onClaim()}
          >
            {m.desk_claim()} <kbd className="key">↵</kbd>
          </button>
          <button
            type="button"
            className="button button--quiet button--s"
            onClick={props.onOpen}
          >
            <span>
              {m.desk_read_first()}
              <span className="hidden-visually"> {m.desk_read_named({ name: item.resident_name })}</span>
            </span>
          </button>
        </div>
      ) : null}
    </li>
  )
}

/** Somebody whom a colleague has: open to read. */
export function OtherRow(props: RowProps & { hue: Hue | null; focused: boolean; onOpen: () => void }): ReactElement {
  const { item } = props
  const wait = <Wait item={item} now={props.now} />
  // Alarm words take the place of who has it; a red flag only where nobody has.
  const signed = isAlarmed(item) || saysWorse(item) || liesUnopened(item) || isAbsent(item) || (item.holder_name === null && item.red_flag !== null)
  const below = item.holder_name === null ? {} : { below: m.desk_holder({ name: item.holder_name }) }
  return (
    <li className={`row-item row-item--quiet ${framed(props.hue)}`}>
      <Stripe hue={props.hue} />
      <button type="button" className="row" aria-current={props.focused} onClick={props.onOpen}>
        <Who item={item} now={props.now} {...below} wait={signed ? wait : null} />
        <span className="row__side">
          <span className="row__word">{priorityWord(item.priority)}</span>
          {signed ? null : wait}
        </span>
      </button>
    </li>
  )
}

const framed = (hue: Hue | null): string => (hue === null ? "" : `row-item--open hue-${hue}`)

function Stripe({ hue }: { hue: Hue | null }): ReactElement | null {
  return hue === null ? null : <span className="row-item__stripe" aria-hidden="true" />
}

/** `wait`: stands at the end of a sign of danger, which needs the whole width of the row. */
function Who({ item, now, below, wait }: RowProps & { below?: string; wait?: ReactNode }): ReactElement {
  return (
    <>
      <PriorityMark priority={item.priority} />
      <span className="row__who">
        <span className="row__name">{nameAndAge(item.resident_name, item.age)}</span>
        <span className="row__reason">
          {item.alarm || saysWorse(item) || liesUnopened(item) || isAbsent(item) || below === undefined ? <Reason item={item} now={now} /> : below}
          {isSign(item) ? wait : null}
        </span>
        {item.withdraw_at ? <span className="row__offer">{m.withdraw_row()}</span> : null}
        {item.callback ? <span className="row__offer">{callbackWords(item)}</span> : null}
        {item.transfer ? <span className="row__offer">{m.transfer_row({ to: receiverWords(item.transfer) })}</span> : null}
        {item.overflow ? <span className="row__offer">{m.overflow_row({ unit: item.overflow.to_unit })}</span> : null}
        {item.overdue ? <span className="row__offer">{m.silence_mine({ time: moment(item.overdue.until, now) })}</span> : null}
        {item.offer ? <span className="row__offer">{m.offer_row({ name: item.offer.to_name })}</span> : null}
      </span>
    </>
  )
}

/** A sign of danger has the second line of the row to itself. */
const isSign = (item: WorkItem): boolean => isAlarmed(item) || isUnresolved(item) || saysWorse(item) || liesUnopened(item) || isAbsent(item) || item.red_flag !== null

const saysWorse = (item: WorkItem): boolean => (item.worse_at ?? null) !== null

function Reason({ item, now }: RowProps): ReactNode {
  const about = localized(item.reason)
  if (item.alarm)
    return (
      <span className="row__flag row__flag--1">
        <Icon outline={siren} size="s" />
        {alarmWords(item.alarm)}
      </span>
    )
  if (isUnresolved(item))
    return (
      <span className="row__flag row__flag--1">
        <Icon outline={siren} size="s" />
        {m.closing_row()}
      </span>
    )
  if (saysWorse(item))
    return (
      <span className={item.priority === 1 ? "row__flag row__flag--1" : "row__flag"}>
        <Icon outline={trendDown} size="s" />
        {m.worse_row()}
      </span>
    )
  if (liesUnopened(item))
    return (
      <span className={item.unopened.told === "supervisor" ? "row__flag row__flag--1" : "row__flag"}>
        <Icon outline={envelope} size="s" />
        {m.silence_row({ time: moment(item.unopened.since, now) })}
      </span>
    )
  if (isAbsent(item))
    return (
      <span className={alarmsSupervisor(item) ? "row__flag row__flag--1" : "row__flag"}>
        <Icon outline={phone} size="s" />
        {absenceWords(item)}
      </span>
    )
  if (item.red_flag !== null)
    return (
      <span className={item.priority === 1 ? "row__flag row__flag--1" : "row__flag"} title={localized(item.red_flag)}>
        <Icon outline={flagFill} size="s" />
        {localized(item.red_flag).replace(/\.$/, "")}
      </span>
    )
  if (item.wrote_at)
    return (
      <span className="row__language">
        <Icon outline={chat} size="s" />
        {m.row_wrote()}, {about}
      </span>
    )
  if (item.unreached)
    return (
      <span className="row__flag">
        <Icon outline={bell} size="s" />
        {item.unreached.why === "failed" ? m.case_unreached_failed() : m.case_unreached_unread()}
      </span>
    )
  if (item.guardian_name !== null) return `${m.desk_guardian({ name: item.guardian_name })}. ${about}`
  if (item.language === "sv") return about
  return (
    <span className="row__language">
      <Icon outline={translate} size="s" />
      {languageName(item.language)}, {about}
    </span>
  )
}

function Side({ item, now }: RowProps): ReactElement {
  return (
    <span className="row__side">
      <span className={item.priority === 1 ? "row__word row__word--1" : "row__word"}>{priorityWord(item.priority)}</span>
      {isSign(item) ? null : <Wait item={item} now={now} />}
    </span>
  )
}

function Wait({ item, now }: RowProps): ReactElement {
  const words = hasteWords(item, now)
  return (
    <span className={`wait wait--${haste(item, now)}`} title={exactWait(item, now)}>
      {waitWords(item, now)}
      {words ? <span className="hidden-visually">, {words}</span> : null}
    </span>
  )
}
