/** Go to urgent care now: why, where to with address and hours, what to think of on the way, and a way to a nurse. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import checkCircle from "@phosphor-icons/core/assets/fill/check-circle-fill.svg?icon"
import firstAid from "@phosphor-icons/core/assets/fill/first-aid-kit-fill.svg?icon"
import moon from "@phosphor-icons/core/assets/fill/moon-fill.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import { localized } from "../../core/language"
import type { Localized, UnitInfo } from "../../core/protocol/wire"
import { ButtonLink } from "../../design/Button"
import { WayButton } from "../../design/Card"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useTopOf } from "../hooks"
import { HelpCard } from "../parts/HelpCard"
import { Heading, Page } from "../parts/Page"
import { Numbers } from "../parts/Numbers"
import { Wait } from "../parts/Waits"
import { openingText, telephoneAddress } from "../start/openingText"
import type { FormPageProps } from "./FormPage"
import { ToldAlso } from "./WorseTold"
import { WrongAnswerPage } from "./WrongAnswerPage"

export function UrgentCarePage(props: FormPageProps): VNode | null {
  const { intake } = props
  const [correcting, setCorrecting] = useState(false)
  const page = intake.outcome
  useTopOf(String(correcting))
  if (page === null) return null
  if (correcting) return <WrongAnswerPage {...props} onBack={() => setCorrecting(false)} />
  const foot = intake.worse_of_case_id ? (
    <ToldAlso intake={intake} />
  ) : (
    <div className="stack stack--tight">
      <WayButton title={m.emergency_wrong()} note={m.emergency_wrong_note()} onPress={() => setCorrecting(true)} />
      <p className="muted centred">{m.urgent_kept()}</p>
    </div>
  )
  return (
    <Page title={localized(page.title)} back={{ href: "/cases", label: m.cases_title() }} plain about={props.about} foot={foot} demonstration={intake.demonstration}>
      <p className="opening urgent__label">
        <Icon outline={firstAid} />
        {m.urgent_label()}
      </p>
      {intake.help ? <HelpCard card={intake.help} /> : null}
      <Heading focusKey="urgent">{localized(page.title)}</Heading>
      <p className="lead muted">{localized(page.lead)}.</p>
      <WhenToCall signs={page.advice?.call_112 ?? []} steps={page.then.filter(namesEmergency)} />
      {page.why.length > 0 ? (
        <Notice look="ember">
          <h2>{m.urgent_why()}</h2>
          {page.why.map((why) => (
            <p key={why.en}>{localized(why)}</p>
          ))}
        </Notice>
      ) : null}
      <Places />
      <h2>{m.urgent_do()}</h2>
      <ol className="steps">
        {page.then.filter((step) => !namesEmergency(step)).map((step) => (
          <li key={step.en}>{localized(step)}</li>
        ))}
      </ol>
    </Page>
  )
}

/** When to call 112 is said before where to go. */
const namesEmergency = (step: { en: string }): boolean => step.en.startsWith("Call 112")

function WhenToCall(props: { signs: readonly Localized[]; steps: readonly Localized[] }): VNode | null {
  const { signs, steps } = props
  if (signs.length + steps.length === 0) return null
  return (
    <Notice look="berry">
      {signs.length > 0 ? (
        <>
          <h2>{m.urgent_112()}</h2>
          <ul>
            {signs.map((sign) => (
              <li key={sign.en}>{localized(sign)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {steps.map((step) => (
        <p key={step.en} className="danger-line">
          <Numbers>{localized(step)}</Numbers>
        </p>
      ))}
    </Notice>
  )
}

/** The out-of-hours clinics that are open; 1177 knows all others. */
function Places(): VNode {
  const [units] = useLoaded("units", api.units)
  if (units.phase === "loading") return <Wait rows={3} />
  const places = units.phase === "loaded" ? units.value.units.filter((unit) => unit.kind === "out_of_hours" && unit.address !== "") : []
  const open = places.filter((place) => place.is_open)
  return (
    <>
      <h2>{open.length > 0 ? m.urgent_where() : m.urgent_where_to_find()}</h2>
      {open.map((place) => (
        <Place key={place.id} place={place} />
      ))}
      <p>{open.length > 0 ? m.urgent_else() : places.length > 0 ? m.urgent_closed() : m.urgent_nearest()}</p>
      <ButtonLink look="filled" size="l" wide href="tel:1177">
        <Icon outline={phone} />
        {m.call_1177()}
      </ButtonLink>
      {/* A closed door is not where one is sent; when it opens is told all the same. */}
      {open.length > 0
        ? null
        : places.map((place) => <Place key={place.id} place={place} />)}
    </>
  )
}

function Place(props: { place: UnitInfo }): VNode {
  const { place } = props
  return (
    <section className="card card--strong stack stack--tight" aria-label={place.name}>
      <h3>{place.name}</h3>
      <p className={place.is_open ? "opening opening--open" : "opening"}>
        <Icon outline={place.is_open ? checkCircle : moon} />
        {openingText(place)}
      </p>
      <p>{place.address}</p>
      <p>
        <a href={telephoneAddress(place.telephone)}>{place.telephone}</a>
      </p>
    </section>
  )
}
