/** Which unit helps this one and which it helps, in which hours and whether now: under the people on the floor. */
import { type ReactElement, useEffect, useState } from "react"
import type { HelpGiven } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { Agreed, hoursWords, stateWords, termsWords } from "./overflow"

/** `shown`: how many cases the other unit may take now; what is agreed is asked for anew when that changes. */
export function Helping({ unit, shown }: { unit: string; shown: number }): ReactElement | null {
  const [agreed] = useState(() => new Agreed())
  useEffect(() => void agreed.ask(), [agreed, shown])
  useEffect(() => {
    agreed.start()
    return () => agreed.stop()
  }, [agreed])
  const view = useWatched(agreed.view)
  if (view === null || (view.helped_by === null && view.helping.length === 0)) return null
  const { helped_by: by, helping } = view
  return (
    <section className="helping" aria-labelledby="floor-helping">
      <h3 id="floor-helping">{m.overflow_heading()}</h3>
      <ul>
        {by === null ? null : <Line title={m.overflow_by({ unit: by.unit })} help={by} helped={unit} helper={by.unit} />}
        {helping.map((help) => (
          <Line key={help.unit} title={m.overflow_helping({ unit: help.unit })} help={help} helped={help.unit} helper={unit} />
        ))}
      </ul>
    </section>
  )
}

function Line({ title, help, helped, helper }: { title: string; help: HelpGiven; helped: string; helper: string }): ReactElement {
  return (
    <li>
      <strong>{title}</strong> {hoursWords(help)}
      <span className={help.state === "now" ? "helping__state helping__state--now" : "helping__state"}>{stateWords(help, { helped, helper })}</span>
      <span className="muted">{termsWords(help)}</span>
    </li>
  )
}
