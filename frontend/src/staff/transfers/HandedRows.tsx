/** What other units ask this one to take over: rows of the work list, with the summary to decide by. */
import type { ReactElement } from "react"
import flagFill from "@phosphor-icons/core/assets/fill/flag-fill.svg?icon"
import handshake from "@phosphor-icons/core/assets/regular/handshake.svg?icon"
import { localized } from "../../core/language"
import type { HandedCase } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { Group } from "../desk/Group"
import { useWatched } from "../watched"
import { moment, nameAndAge } from "../words"
import { Decline, Read } from "./TransferLane"
import { takeOver, UNIT_REASONS } from "./transfers"
import { useSummary } from "./useSummary"

export function HandedRows({ desk, cases, now }: { desk: Desk; cases: readonly HandedCase[]; now: number }): ReactElement | null {
  const held = useWatched(desk.cutOff) !== null
  if (cases.length === 0) return null
  return (
    <Group title={m.transfer_units_asking()} beside={String(cases.length)} empty={null}>
      {cases.map((item) => (
        <HandedRow key={item.transfer.id} desk={desk} item={item} now={now} held={held} />
      ))}
    </Group>
  )
}

interface HandedRowProps {
  desk: Desk
  item: HandedCase
  now: number
  /** Without a network nothing can be answered. */
  held: boolean
}

function HandedRow({ desk, item, now, held }: HandedRowProps): ReactElement {
  const claiming = useWatched(desk.claiming)
  const [reading, press] = useSummary(item.case_id)
  const { transfer, resident_name: name } = item
  return (
    <li className={reading === null ? "row-item" : "row-item row-item--selected"} data-handed={item.case_id}>
      <button type="button" className="row row--handed" aria-expanded={reading !== null} onClick={press}>
        <PriorityMark priority={item.priority} />
        <span className="row__who">
          <span className="row__name">{nameAndAge(name, item.age)}</span>
          <span className="row__reason">
            <About item={item} />
            <span className="wait">{m.transfer_row_until({ time: moment(transfer.until, now) })}</span>
          </span>
          <span className="row__offer">
            <Icon outline={handshake} size="s" /> {m.transfer_row_from({ unit: transfer.from_unit ?? "", by: transfer.by_name })}
          </span>
        </span>
        <span className="row__side">
          <span className={item.priority === 1 ? "row__word row__word--1" : "row__word"}>{priorityWord(item.priority)}</span>
        </span>
      </button>
      {reading === null ? null : (
        <div className="row__handed">
          <Read reading={reading} />
          <div className="row__answers">
            <button type="button" className="button button--filled button--s" aria-busy={claiming === item.case_id} aria-disabled={held} onClick={() => !held && void takeOver(desk, item)}>
              <span>
                {m.transfer_take()} <span className="hidden-visually">{name}</span>
              </span>
            </button>
            <Decline desk={desk} item={item} held={held} word={m.transfer_return()} look="button button--line button--s" reasons={UNIT_REASONS} />
          </div>
        </div>
      )}
    </li>
  )
}

/** What it is about: the red flag where there is one. */
export function About({ item }: { item: Pick<HandedCase, "priority" | "reason" | "red_flag"> }): ReactElement {
  if (item.red_flag === null) return <>{localized(item.reason)}</>
  return (
    <span className={item.priority === 1 ? "row__flag row__flag--1" : "row__flag"}>
      <Icon outline={flagFill} size="s" />
      {localized(item.red_flag).replace(/\.$/, "")}
    </span>
  )
}
