/** Go to urgent care: why, where to, what to think of on the way. The clinic can still be reached. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import { localized } from "../../core/language"
import type { IntakeView } from "../../core/protocol/wire"
import { Button, ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { Demonstration, Heading, Page } from "../parts/Page"
import type { IntakeClient } from "./intakeClient"
import { WrongAnswerPage } from "./WrongAnswerPage"

export function UrgentCarePage(props: { intake: IntakeView; client: IntakeClient }): VNode | null {
  const { intake, client } = props
  const [correcting, setCorrecting] = useState(false)
  const page = intake.outcome
  if (page === null) return null
  if (correcting) return <WrongAnswerPage intake={intake} client={client} onBack={() => setCorrecting(false)} />
  const foot = (
    <div className="stack stack--tight">
      <Button look="line" size="l" wide onPress={() => setCorrecting(true)}>
        {m.emergency_wrong()}
      </Button>
      <p className="muted centred">{m.emergency_wrong_note()}</p>
    </div>
  )
  return (
    <>
      <Page title={localized(page.title)} back={{ href: "/cases", label: m.cases_title() }} plain foot={foot}>
        <Heading focusKey="urgent">{localized(page.title)}</Heading>
        <p className="lead">{localized(page.lead)}</p>
        {page.why.length > 0 ? (
          <Notice look="ember">
            {page.why.map((why) => (
              <p key={why.en}>{localized(why)}</p>
            ))}
          </Notice>
        ) : null}
        <h2>{m.urgent_do()}</h2>
        <ol className="steps">
          {page.then.map((step) => (
            <li key={step.en}>{localized(step)}</li>
          ))}
        </ol>
        <ButtonLink look="filled" size="l" wide href="tel:1177">
          <Icon outline={phone} />
          {m.call_1177()}
        </ButtonLink>
      </Page>
      {intake.demonstration ? <Demonstration /> : null}
    </>
  )
}
