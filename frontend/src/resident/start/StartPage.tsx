/** The start page: 112 first, then the three ways in, last the clinic's hours and telephone. Needs no login. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import chat from "@phosphor-icons/core/assets/regular/chat-circle-text.svg?icon"
import checkCircle from "@phosphor-icons/core/assets/fill/check-circle-fill.svg?icon"
import fileText from "@phosphor-icons/core/assets/regular/file-text.svg?icon"
import folder from "@phosphor-icons/core/assets/regular/folder-open.svg?icon"
import moon from "@phosphor-icons/core/assets/fill/moon-fill.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import type { UnitInfo } from "../../core/protocol/wire"
import { ButtonLink } from "../../design/Button"
import { WayLink } from "../../design/Card"
import { Icon } from "../../design/Icon"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useWatched } from "../hooks"
import { leave, login } from "../login"
import { Heading, Page } from "../parts/Page"
import { openingText } from "./openingText"
import { preferredUnit, rememberUnit } from "./preferredUnit"

export function StartPage(): VNode {
  return (
    <Page title={m.app_title()} foot={<UnitFoot />}>
      <Danger />
      <Heading focusKey="start">{m.start_title()}</Heading>
      <nav className="stack" aria-label={m.start_title()}>
        <WayLink filled href="/new" icon={chat} title={m.start_new()} note={m.start_new_note()} />
        <WayLink href="/errand" icon={fileText} title={m.start_errand()} note={m.start_errand_note()} />
        <CasesWay />
      </nav>
      <LoginLine />
    </Page>
  )
}

function Danger(): VNode {
  return (
    <section className="danger" aria-labelledby="danger-title">
      <h2 id="danger-title">{m.start_danger_title()}</h2>
      <p>{m.start_danger_text()}</p>
      <div className="danger__ways">
        <ButtonLink look="danger" size="l" href="tel:112">
          <Icon outline={phone} />
          {m.call_112()}
        </ButtonLink>
        <a className="link--danger danger__more" href="/signs">
          {m.start_danger_more()}
        </a>
      </div>
    </section>
  )
}

function CasesWay(): VNode {
  const who = useWatched(login)
  const [cases] = useLoaded(who.phase, () => (who.phase === "known" ? api.cases() : Promise.resolve({ cases: [] })))
  const unread = cases.phase === "loaded" ? cases.value.cases.reduce((sum, line) => sum + line.unread, 0) : 0
  const note = unread > 0 ? (
    <span className="row">
      <span className="dot" />
      {m.start_cases_unread({ count: unread })}
    </span>
  ) : (
    m.start_cases_note()
  )
  return <WayLink href="/cases" icon={folder} title={m.start_cases()} note={note} />
}

function LoginLine(): VNode | null {
  const who = useWatched(login)
  if (who.phase !== "known") return null
  return (
    <p className="row row--apart muted">
      {m.start_logged_in_as({ name: who.me.name })}
      <button type="button" className="link" onClick={() => void leave()}>
        {m.log_out()}
      </button>
    </p>
  )
}

function UnitFoot(): VNode {
  const who = useWatched(login)
  const [units, reload] = useLoaded("units", api.units)
  const [choosing, setChoosing] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  if (units.phase === "loading") return <Skeleton rows={3} label={m.loading()} />
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
    <div className="stack stack--tight">
      <div className="row row--apart">
        <h2>{unit?.name}</h2>
        <button type="button" className="link link--plain" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {m.start_unit_change()}
        </button>
      </div>
      {choosing ? <UnitChoice units={units.value.units} chosen={unit?.id ?? ""} onChoose={choose} /> : null}
      {unit ? <UnitHours unit={unit} /> : null}
      <OtherTimes />
    </div>
  )
}

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

function UnitHours(props: { unit: UnitInfo }): VNode {
  const { unit } = props
  return (
    <>
      <p className={unit.is_open ? "opening opening--open" : "opening"}>
        <Icon outline={unit.is_open ? checkCircle : moon} />
        {openingText(unit)}
      </p>
      <p className="muted">{m.start_form_always()}</p>
      <p className="muted">
        {m.start_rather_call()} <a href={`tel:${unit.telephone.replace(/[^+\d]/g, "")}`}>{unit.telephone}</a>
      </p>
    </>
  )
}

function OtherTimes(): VNode {
  const [before, after] = m.start_other_times({ number: "1177" }).split("1177")
  return (
    <p className="muted">
      {before}
      <a href="tel:1177">1177</a>
      {after}
    </p>
  )
}
