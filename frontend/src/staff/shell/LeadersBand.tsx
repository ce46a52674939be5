/** For whoever leads the work, at the desk and on the floor: cases that somebody has to see to, until somebody does. */
import type { ReactElement, ReactNode } from "react"
import type { WorkItem } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { openCase } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { caseNumber, nameAndAge } from "../words"

interface LeadersBandProps<Item extends WorkItem> {
  desk: Desk
  items: readonly Item[]
  /** Numbers instead of names, and nothing to press. */
  wall: boolean
  label: string
  icon: string
  heading: string
  help: string
  /** What stands after who it is about. */
  after: (item: Item) => ReactNode
}

export function LeadersBand<Item extends WorkItem>({ desk, items, wall, label, icon, heading, help, after }: LeadersBandProps<Item>): ReactElement {
  return (
    <section className={items.length > 0 ? "closings" : "closings closings--none"} aria-label={label}>
      {/* The region is always there, so that what is put into it is read out at once. */}
      <div role="alert">
        {items.length > 0 ? (
          <div className="closing closing--alarm">
            <span className="closing__sign">
              <Icon outline={icon} />
            </span>
            <div className="closing__words">
              <h2>{heading}</h2>
              {wall ? null : <p>{help}</p>}
              <ul className="closing__cases">
                {items.map((item) => (
                  <li key={item.case_id}>
                    <PriorityMark priority={item.priority} />
                    {wall ? (
                      <span>{m.desk_case_number({ number: caseNumber(item.number) })}</span>
                    ) : (
                      <button type="button" className="link" onClick={() => openCase(desk, item.case_id)}>
                        {nameAndAge(item.resident_name, item.age)}
                      </button>
                    )}
                    {after(item)}
                  </li>
                ))}
              </ul>
            </div>
          </div>
        ) : null}
      </div>
    </section>
  )
}
