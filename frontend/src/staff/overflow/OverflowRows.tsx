/** Cases that wait at other units and may be taken here: rows of the work list, with the reasons why they are shown. */
import { type ReactElement, useState } from "react"
import lifebuoy from "@phosphor-icons/core/assets/regular/lifebuoy.svg?icon"
import { localized } from "../../core/language"
import type { OverflowCase } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { Group } from "../desk/Group"
import { About } from "../transfers/HandedRows"
import { professionWord } from "../transfers/transfers"
import { useWatched } from "../watched"
import { moment, nameAndAge } from "../words"
import { fits, takeLent } from "./overflow"

export function OverflowRows({ desk, cases, now }: { desk: Desk; cases: readonly OverflowCase[]; now: number }): ReactElement | null {
  const held = useWatched(desk.cutOff) !== null
  if (cases.length === 0) return null
  return (
    <Group title={m.overflow_rows()} beside={String(cases.length)} empty={null}>
      {cases.map((item) => (
        <OverflowRow key={item.case_id} desk={desk} item={item} now={now} held={held} />
      ))}
    </Group>
  )
}

interface OverflowRowProps {
  desk: Desk
  item: OverflowCase
  now: number
  /** Without a network nothing can be taken. */
  held: boolean
}

function OverflowRow({ desk, item, now, held }: OverflowRowProps): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <li className={open ? "row-item row-item--selected" : "row-item"} data-lent={item.case_id}>
      <button type="button" className="row row--handed" aria-expanded={open} onClick={() => setOpen(!open)}>
        <PriorityMark priority={item.priority} />
        <span className="row__who">
          <span className="row__name">{nameAndAge(item.resident_name, item.age)}</span>
          <span className="row__reason">
            <About item={item} />
            <span className="wait">{moment(item.arrived_at, now)}</span>
          </span>
          <span className="row__offer">
            <Icon outline={lifebuoy} size="s" /> {m.overflow_from({ unit: item.from_unit })}
          </span>
        </span>
        <span className="row__side">
          <span className={item.priority === 1 ? "row__word row__word--1" : "row__word"}>{priorityWord(item.priority)}</span>
        </span>
      </button>
      {open ? <Answer desk={desk} item={item} held={held} /> : null}
    </li>
  )
}

function Answer({ desk, item, held }: Omit<OverflowRowProps, "now">): ReactElement {
  const claiming = useWatched(desk.claiming)
  return (
    <div className="row__handed">
      <p>{item.reasons.map(({ says }) => localized(says)).join(" ")}</p>
      {fits(item, desk.me) ? (
        <div className="row__answers">
          <button type="button" className="button button--filled button--s" aria-busy={claiming === item.case_id} aria-disabled={held} onClick={() => !held && void takeLent(desk, item)}>
            <span>
              {m.overflow_take()} <span className="hidden-visually">{item.resident_name}</span>
            </span>
          </button>
        </div>
      ) : (
        <p className="muted">{m.overflow_needs({ profession: m.transfer_one_of({ profession: professionWord(item.profession) }) })}</p>
      )}
    </div>
  )
}
