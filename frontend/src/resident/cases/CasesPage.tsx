/** "My cases": one's own and those of children one acts for, the newest news first. */
import type { VNode } from "preact"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import { localized } from "../../core/language"
import type { CaseLine, ResidentMe } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { ButtonLink } from "../../design/Button"
import { WayLink } from "../../design/Card"
import { EmptyState } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import { Heading, Page } from "../parts/Page"
import { Await } from "../parts/Waits"
import { caseStateText } from "./caseStateText"

export function CasesPage(props: { me: ResidentMe }): VNode {
  const cases = useLoaded(props.me.account_id, api.cases)
  return (
    <Page title={m.cases_title()} back={{ href: "/" }} plain>
      <Heading focusKey="cases">{m.cases_title()}</Heading>
      <Await of={cases}>
        {(found) =>
          found.cases.length === 0 ? (
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
            </ul>
          )
        }
      </Await>
    </Page>
  )
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
