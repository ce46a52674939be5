/** "My cases": one's own and those of children one acts for, each under a heading of their own. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import baby from "@phosphor-icons/core/assets/fill/baby-fill.svg?icon"
import user from "@phosphor-icons/core/assets/fill/user-fill.svg?icon"
import magnifier from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import notePencil from "@phosphor-icons/core/assets/regular/note-pencil.svg?icon"
import chats from "@phosphor-icons/core/assets/regular/chats-circle.svg?icon"
import checkCircle from "@phosphor-icons/core/assets/regular/check-circle.svg?icon"
import firstAid from "@phosphor-icons/core/assets/regular/first-aid-kit.svg?icon"
import house from "@phosphor-icons/core/assets/regular/house-line.svg?icon"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import "./cases.css"
import { localized } from "../../core/language"
import type { CaseLine, IntakeLine, ResidentMe } from "../../core/protocol/wire"
import { wantedMessage } from "../../core/room/finding"
import { Button, ButtonLink } from "../../design/Button"
import { WayLink } from "../../design/Card"
import { Icon } from "../../design/Icon"
import { caseOfWords, caseWords, SearchDialog } from "../../design/message/SearchDialog"
import { EmptyState } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import { Heading, Page } from "../parts/Page"
import { go } from "../router"
import { Await } from "../parts/Waits"
import { whenText } from "../start/openingText"
import { byPerson, type Person } from "./byPerson"
import { caseStateText, intakeStateText } from "./caseStateText"

export function CasesPage(props: { me: ResidentMe }): VNode {
  const loaded = useLoaded(props.me.account_id, () => Promise.all([api.cases(), api.intakes()]))
  return (
    <Page title={m.cases_title()} back={{ href: "/" }} plain>
      <Heading focusKey="cases">{m.cases_title()}</Heading>
      <Await of={loaded}>
        {([{ cases }, { intakes }]) => {
          const people = byPerson(cases, intakes)
          if (people.length === 0) return <NoCases />
          const apart = people.some((person) => !person.isSelf)
          return (
            <>
              {cases.length > 0 ? <SearchWay me={props.me} apart={apart} /> : null}
              {people.map((person) => (
                <CasesOf key={person.isSelf ? "" : person.name} person={person} apart={apart} />
              ))}
            </>
          )
        }}
      </Await>
    </Page>
  )
}

/** Whose a case is is said only where somebody's could be taken for another's. */
function SearchWay(props: { me: ResidentMe; apart: boolean }): VNode {
  const [open, setOpen] = useState(false)
  return (
    <>
      <p>
        <Button look="line" onPress={() => setOpen(true)}>
          <Icon outline={magnifier} size="s" /> {m.search_in_cases()}
        </Button>
      </p>
      {open ? (
        <SearchDialog
          title={m.search_in_cases()}
          me={props.me.account_id}
          of={props.apart ? caseOfWords : caseWords}
          search={(words) => api.search(words, null)}
          onGoTo={(found) => {
            setOpen(false)
            wantedMessage.set({ roomId: found.room_id, id: found.message_id, sequence: found.sequence })
            go(`/cases/${found.room_id}`)
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

function NoCases(): VNode {
  return (
    <EmptyState kind="empty" icon={tray} title={m.cases_none_title()}>
      <p className="muted">{m.cases_none_text()}</p>
      <ButtonLink look="filled" size="l" wide href="/new">
        {m.start_new()}
      </ButtonLink>
    </EmptyState>
  )
}

/** Headings only where somebody's cases could be taken for another's. */
function CasesOf(props: { person: Person; apart: boolean }): VNode {
  const { person, apart } = props
  const title = person.isSelf ? m.cases_of_self() : m.cases_of_child({ name: person.name })
  return (
    <section className="person" aria-label={title}>
      {apart ? (
        <h2 className={person.isSelf ? "about" : "about about--child"}>
          <Icon outline={person.isSelf ? user : baby} />
          {title}
        </h2>
      ) : null}
      <ul className="cases">
        {person.lines.map((line) =>
          line.kind === "form" ? (
            <li key={line.form.id}>
              <FormWay line={line.form} />
            </li>
          ) : (
            <li key={line.case.id}>
              <CaseWay line={line.case} />
            </li>
          ),
        )}
      </ul>
    </section>
  )
}

const FORM_ICONS: Record<IntakeLine["state"], string> = {
  open: notePencil,
  self_care: house,
  emergency: firstAid,
  urgent_care: firstAid,
  handed_off: chats,
  abandoned: checkCircle,
}

/** A form that was never sent, or advice that can be read again. */
function FormWay(props: { line: IntakeLine }): VNode {
  const { line } = props
  const note = (
    <>
      <span className="case-line__state">{intakeStateText(line.state)}</span>
      <span className="card__note">{whenText(line.updated_at)}</span>
    </>
  )
  return <WayLink href={`/form/${line.id}`} icon={FORM_ICONS[line.state]} title={titleOf(line.reason, line.subject.is_self, line.subject.name)} note={note} />
}

function CaseWay(props: { line: CaseLine }): VNode {
  const { line } = props
  const over = line.state === "concluded" || line.state === "archived"
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
      <span className="card__note">{line.unit_name}</span>
      <span className="card__note">{m.cases_number({ number: line.number, time: whenText(line.last_at) })}</span>
    </>
  )
  return <WayLink href={`/cases/${line.id}`} icon={over ? checkCircle : chats} title={titleOf(line.reason, line.is_self, line.resident_name)} note={note} />
}

function titleOf(reason: CaseLine["reason"], isSelf: boolean, name: string): string {
  return isSelf ? localized(reason) : m.cases_about_child({ reason: localized(reason), name })
}
