/** Self-care advice: why, what to do, when to seek care, when to call 112, in that order, and how to reach the clinic all the same. */
import type { VNode } from "preact"
import house from "@phosphor-icons/core/assets/fill/house-line-fill.svg?icon"
import { localized } from "../../core/language"
import type { AdviceView } from "../../core/protocol/wire"
import { dayAndMonth, weekday } from "../../core/times"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import { HelpCard } from "../parts/HelpCard"
import { Heading, Page } from "../parts/Page"
import type { FormPageProps } from "./FormPage"
import { isBusy, SendingLine } from "./SavedLine"

export function SelfCarePage(props: FormPageProps): VNode | null {
  const { intake, client } = props
  const sending = useWatched(client.sending)
  const page = intake.outcome
  if (page === null) return null
  const foot = (
    <div className="stack stack--tight">
      <SendingLine sending={sending} />
      <Button look="line" size="l" wide busy={isBusy(sending)} onPress={() => void client.wantContact()}>
        {m.selfcare_contact()}
      </Button>
    </div>
  )
  return (
    <Page title={localized(page.title)} back={{ href: "/cases", label: m.cases_title() }} plain about={props.about} foot={foot} demonstration={intake.demonstration}>
      <p className="opening opening--open">
        <Icon outline={house} />
        {m.selfcare_label()}
      </p>
      {intake.help ? <HelpCard card={intake.help} /> : null}
      <Heading focusKey="selfcare">{localized(page.advice?.title ?? page.title)}</Heading>
      <p className="lead muted">{page.why.length > 0 ? page.why.map(localized).join(" ") : localized(page.lead)}</p>
      {page.advice ? <Advice advice={page.advice} since={intake.updated_at} /> : null}
      <p className="muted">
        {m.selfcare_contact_note()} {m.selfcare_kept()}
      </p>
    </Page>
  )
}

function Advice(props: { advice: AdviceView; since: string }): VNode {
  const { advice } = props
  return (
    <>
      <h2>{m.selfcare_do()}</h2>
      <ul className="advice">
        {advice.do.map((text) => (
          <li key={text.en}>{localized(text)}</li>
        ))}
      </ul>
      <Notice look="ember">
        <h2>{m.selfcare_seek()}</h2>
        <ul>
          {advice.seek_care.map((text) => (
            <li key={text.en}>{localized(text)}</li>
          ))}
          {advice.look_again_days === null ? null : <li>{lookAgain(props.since, advice.look_again_days)}</li>}
        </ul>
      </Notice>
      <Notice look="berry">
        <h2>{m.selfcare_112()}</h2>
        <ul>
          {advice.call_112.map((text) => (
            <li key={text.en}>{localized(text)}</li>
          ))}
        </ul>
      </Notice>
    </>
  )
}

function lookAgain(since: string, days: number): string {
  const day = new Date(Date.parse(since) + days * 86_400_000)
  return m.selfcare_look_again({ day: weekday(day), date: dayAndMonth(day) })
}
