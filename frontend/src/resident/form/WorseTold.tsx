/** After the red flags of an open case: where to turn now, where they say so, and that the clinic has been told. */
import type { VNode } from "preact"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import { localized } from "../../core/language"
import { ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { Heading, Page } from "../parts/Page"
import { Numbers } from "../parts/Numbers"
import { EmergencyPage } from "./EmergencyPage"
import type { FormPageProps } from "./FormPage"
import { UrgentCarePage } from "./UrgentCarePage"

export function WorseTold(props: FormPageProps): VNode {
  const { intake } = props
  if (intake.outcome?.outcome === "emergency") return <EmergencyPage {...props} />
  if (intake.outcome?.outcome === "urgent_care") return <UrgentCarePage {...props} />
  return <Told {...props} />
}

/** In place of the ways on of a form that opened no case: the case is there, and has been told. */
export function ToldAlso(props: Pick<FormPageProps, "intake">): VNode {
  return (
    <div className="stack stack--tight">
      <p>{m.worse_told_also()}</p>
      <ToCase {...props} look="line" />
    </div>
  )
}

function Told(props: FormPageProps): VNode {
  const { intake, about } = props
  const name = intake.subject.name.split(" ")[0] ?? intake.subject.name
  const title = about ? m.worse_told_title_of({ name }) : m.worse_told_title()
  const notice = intake.receiver?.notice ?? null
  return (
    <Page title={title} back={{ href: "/cases", label: m.cases_title() }} plain about={about} demonstration={intake.demonstration} foot={<ToCase {...props} look="filled" />}>
      <Heading focusKey="worse-told">{title}</Heading>
      {notice ? (
        <>
          <Notice look="berry">
            <p>
              <Numbers>{localized(notice)}</Numbers>
            </p>
          </Notice>
          <ButtonLink look="line" size="l" wide href="tel:1177">
            <Icon outline={phone} />
            {m.call_1177()}
          </ButtonLink>
        </>
      ) : null}
      <p>{m.worse_told_text()}</p>
      <p>
        <Numbers>{m.worse_told_again()}</Numbers>
      </p>
    </Page>
  )
}

function ToCase(props: Pick<FormPageProps, "intake"> & { look: "filled" | "line" }): VNode {
  return (
    <ButtonLink look={props.look} size="l" wide href={`/cases/${props.intake.worse_of_case_id ?? ""}`}>
      {m.worse_to_case()}
    </ButtonLink>
  )
}
