/** The clinic at the foot of the start page: open or not, its hours and telephone, and 1177 for all other times. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import checkCircle from "@phosphor-icons/core/assets/fill/check-circle-fill.svg?icon"
import moon from "@phosphor-icons/core/assets/fill/moon-fill.svg?icon"
import type { UnitInfo } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useWatched } from "../hooks"
import { login } from "../login"
import { Numbers } from "../parts/Numbers"
import { Wait } from "../parts/Waits"
import { hoursLines } from "./hoursLines"
import { openingText, telephoneAddress } from "./openingText"
import { preferredUnit, rememberUnit } from "./preferredUnit"

export function UnitFoot(): VNode {
  const who = useWatched(login)
  const [units, reload] = useLoaded("units", api.units)
  const [choosing, setChoosing] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  if (units.phase === "loading") return <Wait rows={3} />
  if (units.phase === "failed") {
    return (
      <div className="stack stack--tight">
        <p>{m.start_units_broken()}</p>
        <button type="button" className="link" onClick={reload}>
          {m.try_again()}
        </button>
        <OtherTimes />
      </div>
    )
  }
  const listed = who.phase === "known" ? who.me.listed_unit_id : null
  const unit = preferredUnit(units.value.units, chosen, listed)
  const choose = (id: string): void => {
    rememberUnit(id)
    setChosen(id)
    setChoosing(false)
  }
  return (
    <div className="unit">
      <div className="row row--apart">
        <h2>{unit?.name}</h2>
        <button type="button" className="link link--plain" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {m.start_unit_change()}
          <span className="hidden-visually"> {m.start_unit_change_what()}</span>
        </button>
      </div>
      {choosing ? <UnitChoice units={units.value.units} chosen={unit?.id ?? ""} onChoose={choose} /> : null}
      {unit ? <Now unit={unit} /> : null}
      {unit && neverCloses(unit) ? <p className="muted">{unit.address}</p> : <OtherTimes />}
      {unit && !neverCloses(unit) ? <Hours unit={unit} /> : null}
    </div>
  )
}

/** Its hours are said in full by "open day and night". */
const neverCloses = (unit: UnitInfo): boolean => unit.is_open && unit.closes_at === null

function UnitChoice(props: { units: UnitInfo[]; chosen: string; onChoose: (id: string) => void }): VNode {
  return (
    <label className="field">
      <span className="field__label">{m.start_unit_choose()}</span>
      <select className="field__input" value={props.chosen} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        {props.units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Now(props: { unit: UnitInfo }): VNode {
  const { unit } = props
  return (
    <>
      <p className={unit.is_open ? "opening opening--open" : "opening"}>
        <Icon outline={unit.is_open ? checkCircle : moon} />
        {openingText(unit)}
      </p>
      {neverCloses(unit) ? null : <p className="muted">{m.start_form_always()}</p>}
      <p className="muted">
        {m.start_rather_call()} <a href={telephoneAddress(unit.telephone)}>{unit.telephone}</a>
      </p>
    </>
  )
}

function Hours(props: { unit: UnitInfo }): VNode {
  const { unit } = props
  return (
    <details className="why">
      <summary>
        <span>{m.start_hours()}</span>
      </summary>
      <dl className="hours">
        {hoursLines(unit.hours).map((line) => (
          <div key={line.days} className="row row--apart">
            <dt>{line.days}</dt>
            <dd>{line.hours}</dd>
          </div>
        ))}
        {unit.address === "" ? null : <dd>{unit.address}</dd>}
      </dl>
    </details>
  )
}

function OtherTimes(): VNode {
  return (
    <p className="muted">
      <Numbers>{m.start_other_times()}</Numbers>
    </p>
  )
}
