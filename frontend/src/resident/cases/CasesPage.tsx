/** "My cases": one's own and those of children one acts for, the newest news first. */
import type { VNode } from "preact"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import { localized } from "../../core/language"
import type { CaseLine, IntakeLine, ResidentMe } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { ButtonLink } from "../../design/Button"
import { WayLink } from "../../design/Card"
import { EmptyState } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import { Heading, Page } from "../parts/Page"
import { Await } from "../parts/Waits"
import { caseStateText, intakeStateText } from "./caseStateText"

export function CasesPage(props: { me: ResidentMe }): VNode {
  const cases = useLoaded(props.me.account_id, () => Promise.all([api.cases(), api.intakes()]))
  return (
    <Page title={m.cases_title()} back={{ href: "/" }} plain>
      <Heading focusKey="cases">{m.cases_title()}</Heading>
      <Await of={cases}>
        {([found, forms]) =>
          found.cases.length === 0 && forms.intakes.length === 0 ? (
            <EmptyState kind="empty" icon={tray} title={m.cases_none_title()}>
              <p className="muted">{m.cases_none_text()}</p>
              <ButtonLink look="line" href="/new">
                {m.start_new()}
              </ButtonLink>
            </EmptyState>
          ) : (
            <ul className="cases">
              {found.cases.map((line) => (
                <li key={line.id}>
                  <CaseWay line={line} />
                </li>
              ))}
              {forms.intakes.map((line) => (
                <li key={line.id}>
                  <IntakeWay line={line} />
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Page>
  )
}

/** A form that was never sent, or advice that can be read again. */
function IntakeWay(props: { line: IntakeLine }): VNode {
  const { line } = props
  const reason = localized(line.reason)
  const note = (
    <>
      <span className="case-line__state">{intakeStateText(line.state)}</span>
      <span className="card__note">{exactTime(line.updated_at)}</span>
    </>
  )
  const title = line.subject.is_self ? reason : m.cases_about_child({ reason, name: line.subject.name })
  return <WayLink href={`/form/${line.id}`} title={title} note={note} />
}

function CaseWay(props: { line: CaseLine }): VNode {
  const { line } = props
  const note = (
    <>
      {line.unread > 0 ? (
        <span className="row strong">
          <span className="dot" />
          {m.start_cases_unread({ count: line.unread })}
        </span>
      ) : (
        <span className="case-line__state">{caseStateText(line)}</span>
      )}
      <span className="card__note">{m.cases_line({ number: line.number, unit: line.unit_name, time: exactTime(line.last_at) })}</span>
    </>
  )
  const reason = localized(line.reason)
  const title = line.is_self ? reason : m.cases_about_child({ reason, name: line.resident_name })
  return <WayLink href={`/cases/${line.id}`} title={title} note={note} />
}
