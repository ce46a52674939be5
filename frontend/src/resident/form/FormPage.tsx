/** The form: which of its screens is shown. The server says what comes next; going back needs no request. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import "./form.css"
import type { IntakeView, ResidentMe } from "../../core/protocol/wire"
import { ButtonLink } from "../../design/Button"
import * as m from "../../texts/messages"
import { useLoaded, useTopOf, useWatched } from "../hooks"
import { loginEnded, vaultOf } from "../login"
import { HelpCard } from "../parts/HelpCard"
import { Heading, Page } from "../parts/Page"
import { Broken, Wait } from "../parts/Waits"
import { go } from "../router"
import { useAbout } from "../subjects"
import { asPeopleWrite } from "./answers"
import { CheckPage } from "./CheckPage"
import { EmergencyPage } from "./EmergencyPage"
import { type IntakeClient, openForm } from "./intakeClient"
import { QuestionPage } from "./QuestionPage"
import { SelfCarePage } from "./SelfCarePage"
import { UrgentCarePage } from "./UrgentCarePage"
import { WorseTold } from "./WorseTold"

export function FormPage(props: { me: ResidentMe; intakeId: string }): VNode {
  const [loaded, reload] = useLoaded(props.intakeId, async () => openForm(props.intakeId, await vaultOf(props.me)))
  if (loaded.phase === "loaded") return <Form me={props.me} client={loaded.value} />
  return (
    <Page title={m.app_title()} back={{ href: "/" }} plain>
      {loaded.phase === "failed" ? <Broken whole refusal={loaded.refusal} onRetry={reload} /> : <Wait />}
    </Page>
  )
}

function Form(props: { me: ResidentMe; client: IntakeClient }): VNode {
  const { me, client } = props
  const intake = useWatched(client.intake)
  const sending = useWatched(client.sending)
  const about = useAbout(me, intake.subject)
  const wasOpen = useRef(intake.state === "open")
  useLifeOf(client)
  useTopOf(intake.state)
  useEffect(() => {
    if (sending.state === "refused" && sending.refusal.code === "not_logged_in") loginEnded()
  }, [sending])
  // The red flags of an open case have a page of their own afterwards, which may say to call at once.
  const again = (intake.worse_of_case_id ?? null) !== null
  const sentElsewhere = !again && intake.case_id !== null && wasOpen.current && !client.isSentHere
  useEffect(() => {
    if (intake.case_id !== null && !sentElsewhere && !again) go(`/cases/${intake.case_id}`, { replace: true })
  }, [intake.case_id])
  const page = { intake, client, about }
  switch (intake.state) {
    case "emergency":
      return <EmergencyPage {...page} />
    case "urgent_care":
      return <UrgentCarePage {...page} />
    case "self_care":
      return <SelfCarePage {...page} />
    case "open":
      return <OpenForm {...page} phone={asPeopleWrite(me.phone)} />
    case "handed_off":
      if (again) return <WorseTold {...page} />
      return sentElsewhere ? (
        <Ended title={m.form_sent_elsewhere_title()} text={m.form_sent_elsewhere_text()} caseId={intake.case_id} />
      ) : (
        <Ended title={m.form_handed_off()} text={m.form_handed_off_text()} caseId={intake.case_id} />
      )
    case "abandoned":
      if (again) return <Ended title={m.asked_gone()} text={m.form_abandoned_text()} caseId={intake.worse_of_case_id ?? null} />
      if (intake.asked_in_room_id) return <Ended title={m.asked_gone()} text={m.asked_gone_text()} caseId={intake.asked_in_room_id} />
      return <Ended title={m.form_abandoned()} text={m.form_abandoned_text()} caseId={null} />
  }
}

/** Where a form is left to: the room that asked for it, or the start. */
export const placeOf = (intake: IntakeView): string => {
  const room = intake.asked_in_room_id ?? intake.worse_of_case_id
  return room ? `/cases/${room}` : "/"
}

/** What waits is tried again when the network is back or the page is looked at, and nothing goes on without the page. */
function useLifeOf(client: IntakeClient): void {
  useEffect(() => {
    const wake = (): void => {
      if (document.visibilityState === "visible") client.wake()
    }
    window.addEventListener("online", wake)
    document.addEventListener("visibilitychange", wake)
    return () => {
      window.removeEventListener("online", wake)
      document.removeEventListener("visibilitychange", wake)
      client.stop()
    }
  }, [client])
}

export interface FormPageProps {
  intake: IntakeView
  client: IntakeClient
  about: ReturnType<typeof useAbout>
}

interface Shown {
  /** Null: check your answers. */
  questionId: string | null
  changing: boolean
}

/** A question stays on the screen until it is left here, whatever another device answers meanwhile. */
function OpenForm(props: FormPageProps & { phone: string }): VNode {
  const { intake, client } = props
  const [readHelp, setReadHelp] = useState("")
  const coming = (): Shown => ({ questionId: client.intake.get().next_question_id, changing: false })
  const [shown, setShown] = useState<Shown>(coming)
  const show = (next: Shown): void => {
    client.newsHeard()
    setShown(next)
  }
  const found = intake.asked.findIndex((asked) => asked.question.id === shown.questionId)
  const at = found >= 0 ? found : intake.asked.findIndex((asked) => asked.question.id === intake.next_question_id)
  const asked = intake.asked[at]
  useTopOf(asked?.question.id ?? "check")
  if (!asked) return <CheckPage {...props} onOpen={(questionId, changing) => show({ questionId, changing })} />
  const before = intake.asked[at - 1]
  const changing = shown.changing && found >= 0
  const back = (): void => {
    if (changing) show(coming())
    else if (before) show({ questionId: before.question.id, changing: false })
    else go(placeOf(intake))
  }
  const words = JSON.stringify(intake.help?.says)
  return (
    <QuestionPage
      key={asked.question.id}
      {...props}
      help={intake.help && readHelp !== words ? <HelpCard card={intake.help} onPutAway={() => setReadHelp(words)} /> : null}
      asked={asked}
      changing={changing}
      onAnswered={() => setShown(coming())}
      onBack={back}
    />
  )
}

function Ended(props: { title: string; text: string; caseId: string | null }): VNode {
  return (
    <Page title={props.title} back={{ href: "/cases", label: m.cases_title() }} plain>
      <Heading focusKey="ended">{props.title}</Heading>
      <p>{props.text}</p>
      {props.caseId === null ? null : (
        <ButtonLink look="filled" size="l" wide href={`/cases/${props.caseId}`}>
          {m.form_to_case()}
        </ButtonLink>
      )}
    </Page>
  )
}
