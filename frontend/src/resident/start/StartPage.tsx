/** The start page: 112 first, then the ways in, last the clinic's hours and telephone. Needs no login. */
import type { VNode } from "preact"
import notePencil from "@phosphor-icons/core/assets/regular/note-pencil.svg?icon"
import chat from "@phosphor-icons/core/assets/regular/chat-circle-text.svg?icon"
import fileText from "@phosphor-icons/core/assets/regular/file-text.svg?icon"
import folder from "@phosphor-icons/core/assets/regular/folder-open.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import { localized } from "../../core/language"
import type { CaseLine, IntakeLine } from "../../core/protocol/wire"
import { ButtonLink } from "../../design/Button"
import { WayLink } from "../../design/Card"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import * as api from "../api"
import { type Loaded, useLoaded, useWatched } from "../hooks"
import { login } from "../login"
import { LogOut } from "../parts/LogOut"
import { Heading, Page } from "../parts/Page"
import { savedText } from "./openingText"
import { UnitFoot } from "./UnitFoot"
import { hintedUnfinished, hintUnfinished } from "./unfinishedHint"

interface Mine {
  /** Whose, or nobody's. */
  key: string
  cases: CaseLine[]
  unfinished: IntakeLine | null
}

const NOTHING: Mine = { key: "", cases: [], unfinished: null }

export function StartPage(): VNode {
  const mine = useMine()
  const { unfinished } = mine
  return (
    <Page title={m.app_title()} foot={<UnitFoot />}>
      <Danger />
      <Heading focusKey="start">{m.start_title()}</Heading>
      <nav className="stack ways" aria-label={m.start_title()}>
        {unfinished ? <GoOn line={unfinished} /> : null}
        {mine.pending && hintedUnfinished() ? <GoOnPlace /> : null}
        <WayLink filled={unfinished === null} href="/new" icon={chat} title={m.start_new()} note={m.start_new_note()} />
        <WayLink href="/errand" icon={fileText} title={m.start_errand()} note={m.start_errand_note()} />
        <WayLink href="/cases" icon={folder} title={m.start_cases()} note={<CasesNote cases={mine.cases} />} />
      </nav>
      <LoginLine />
    </Page>
  )
}

/** What is mine is an addition: the ways in are there at once, and stay when it cannot be fetched. */
function useMine(): Mine & { pending: boolean } {
  const who = useWatched(login)
  const key = who.phase === "known" ? who.me.account_id : ""
  const [mine] = useLoaded<Mine>(key, async () => {
    if (key === "") return NOTHING
    const [{ cases }, { intakes }] = await Promise.all([api.cases(), api.intakes()])
    const unfinished = intakes.find((line) => line.state === "open") ?? null
    hintUnfinished(unfinished !== null)
    return { key, cases, unfinished }
  })
  const told = mine.phase === "failed" || (mine.phase === "loaded" && mine.value.key === key)
  const pending = who.phase === "asking" || !told
  return { ...(key === "" ? NOTHING : valueOr(mine, NOTHING)), pending }
}

const valueOr = <T,>(loaded: Loaded<T>, otherwise: T): T => (loaded.phase === "loaded" ? loaded.value : otherwise)

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

function GoOn(props: { line: IntakeLine }): VNode {
  const { line } = props
  const reason = localized(line.reason)
  const what = line.subject.is_self ? reason : m.cases_about_child({ reason, name: line.subject.name })
  return (
    <WayLink
      filled
      href={`/form/${line.id}`}
      icon={notePencil}
      title={m.begun_go_on()}
      note={
        <>
          {what}
          <br />
          {savedText(line.updated_at)}
        </>
      }
    />
  )
}

/** As high as what will stand there. */
function GoOnPlace(): VNode {
  return (
    <div className="card card--press" aria-hidden="true">
      <span className="grow">
        <span className="card__title">&nbsp;</span>
        <span className="card__note">
          &nbsp;
          <br />
          &nbsp;
        </span>
      </span>
    </div>
  )
}

function CasesNote(props: { cases: CaseLine[] }): VNode {
  const unread = props.cases.filter((line) => line.unread > 0)
  const count = unread.reduce((sum, line) => sum + line.unread, 0)
  if (count === 0) return <>{m.start_cases_note()}</>
  const from = unread.length === 1 ? (unread[0]?.holder ?? null) : null
  return (
    <span className="row">
      <span className="dot" />
      <span>{from ? m.start_cases_unread_from({ count, name: from.name }) : m.start_cases_unread({ count })}</span>
    </span>
  )
}

function LoginLine(): VNode | null {
  const who = useWatched(login)
  if (who.phase !== "known") return null
  return (
    <p className="row row--apart muted login-line">
      <span>{m.start_logged_in_as({ name: who.me.name })}</span>
      <span className="row">
        <a href="/reach">{m.reach_title()}</a>
        <LogOut />
      </span>
    </p>
  )
}
