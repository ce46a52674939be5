/** Whoever works at several units says where they are now. */
import type { ReactElement } from "react"
import type { UnitChoice } from "../../core/protocol/wire"
import { WayButton } from "../../design/Card"
import { Wordmark } from "../../design/Mark"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { LanguageSwitch } from "./LanguageSwitch"

interface UnitPageProps {
  units: readonly UnitChoice[]
  busy: boolean
  sentence: string | null
  onChoose: (unitId: string) => void
}

export function UnitPage({ units, busy, sentence, onChoose }: UnitPageProps): ReactElement {
  return (
    <main className="door">
      <div className="door__top">
        <Wordmark />
        <LanguageSwitch />
      </div>
      <div className="door__card">
        <div>
          <h1>{m.staff_units_heading()}</h1>
          <p className="muted">{m.staff_units_intro()}</p>
        </div>
        {sentence === null ? null : (
          <Notice look="ember">
            <p role="alert">{sentence}</p>
          </Notice>
        )}
        {units.length === 0 ? <p>{m.staff_no_units()}</p> : null}
        <ul className="door__units">
          {units.map((unit) => (
            <li key={unit.id}>
              <WayButton title={unit.name} note={unitKind(unit.kind)} busy={busy} onPress={() => onChoose(unit.id)} />
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}

function unitKind(kind: UnitChoice["kind"]): string {
  switch (kind) {
    case "health_centre":
      return m.staff_unit_health_centre()
    case "rehab":
      return m.staff_unit_rehab()
    case "telephone":
      return m.staff_unit_telephone()
    case "out_of_hours":
      return m.staff_unit_out_of_hours()
  }
}
