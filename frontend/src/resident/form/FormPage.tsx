/** The form: which of its screens is shown. The server says what comes next; going back needs no request. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import "./form.css"
import type { IntakeView, ResidentMe } from "../../core/protocol/wire"
import { loginEnded, vaultOf } from "../login"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useWatched } from "../hooks"
import { Heading, Page } from "../parts/Page"
import { Broken, Wait } from "../parts/Waits"
import { go } from "../router"
import { CheckPage } from "./CheckPage"
import { EmergencyPage } from "./EmergencyPage"
import { IntakeClient } from "./intakeClient"
import { QuestionPage } from "./QuestionPage"
import { SelfCarePage } from "./SelfCarePage"
import { UrgentCarePage } from "./UrgentCarePage"

export function FormPage(props: { me: ResidentMe; intakeId: string }): VNode {
  const [loaded, reload] = useLoaded(props.intakeId, async () => {
    const [view, vault] = await Promise.all([api.intake(props.intakeId), vaultOf(props.me)])
    return new IntakeClient(view, vault)
  })
  if (loaded.phase === "loaded") return <Form client={loaded.value} />
  return (
    <Page title={m.app_title()} back={{ href: "/" }} plain>
      {loaded.phase === "failed" ? <Broken refusal={loaded.refusal} onRetry={reload} /> : <Wait />}
    </Page>
  )
}

function Form(props: { client: IntakeClient }): VNode {
  const { client } = props
  const intake = useWatched(client.intake)
  const sending = useWatched(client.sending)
  useEffect(() => () => client.stop(), [client])
  useEffect(() => {
    if (sending.state === "refused" && sending.refusal.code === "not_logged_in") loginEnded()
  }, [sending])
  useEffect(() => {
    if (intake.case_id !== null) go(`/cases/${intake.case_id}`, { replace: true })
  }, [intake.case_id])
  switch (intake.state) {
    case "emergency":
      return <EmergencyPage intake={intake} client={client} />
    case "urgent_care":
      return <UrgentCarePage intake={intake} client={client} />
    case "self_care":
      return <SelfCarePage intake={intake} client={client} />
    case "open":
      return <OpenForm intake={intake} client={client} />
    case "handed_off":
      return <Ended title={m.form_handed_off()} text={m.form_handed_off_text()} />
    case "abandoned":
      return <Ended title={m.form_abandoned()} text={m.form_abandoned_text()} />
  }
}

function OpenForm(props: { intake: IntakeView; client: IntakeClient }): VNode {
  const { intake, client } = props
  const [chosen, setChosen] = useState<string | null>(null)
  const at = intake.asked.findIndex((asked) => asked.question.id === (chosen ?? intake.next_question_id))
  const asked = intake.asked[at]
  if (!asked) return <CheckPage intake={intake} client={client} onChange={setChosen} />
  const before = intake.asked[at - 1]
  return (
    <QuestionPage
      key={asked.question.id}
      intake={intake}
      client={client}
      asked={asked}
      onAnswered={() => setChosen(null)}
      onBack={() => (before ? setChosen(before.question.id) : go("/"))}
    />
  )
}

function Ended(props: { title: string; text: string }): VNode {
  return (
    <Page title={props.title} back={{ href: "/cases", label: m.cases_title() }} plain>
      <Heading focusKey="ended">{props.title}</Heading>
      <p>{props.text}</p>
    </Page>
  )
}
