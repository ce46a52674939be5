/** Which page stands at which address, that it may ring over any of them, and that a page about oneself needs a login first. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import signpost from "@phosphor-icons/core/assets/regular/signpost.svg?icon"
import { language } from "../core/language"
import { ButtonLink } from "../design/Button"
import { EmptyState } from "../design/Notices"
import * as m from "../texts/messages"
import { useWatched } from "./hooks"
import { askWho, beginLogin, login } from "./login"
import { useCode } from "./parts/code"
import { lazy } from "./parts/Lazy"
import { RingPlace } from "./ring/RingPlace"
import { Heading, Page } from "./parts/Page"
import { Broken, Wait } from "./parts/Waits"
import { go, isForEverybody, loginPath, route, type Route } from "./router"
import { LoginPage } from "./start/LoginPage"
import { SignsPage } from "./start/SignsPage"
import { StartPage } from "./start/StartPage"
import { noConnection } from "../core/errors/refusal"

const BeginPage = lazy("begin", () => import("./form/BeginPage").then((module) => module.BeginPage))
const FormPage = lazy("form", () => import("./form/FormPage").then((module) => module.FormPage))
const CasesPage = lazy("cases", () => import("./cases/CasesPage").then((module) => module.CasesPage))
const ReachPage = lazy("reach", () => import("./reach/ReachPage").then((module) => module.ReachPage))
const NoticePage = lazy("notice", () => import("./reach/NoticePage").then((module) => module.NoticePage))
const CasePage = lazy("case", () => import("./room/CasePage").then((module) => module.CasePage))
const CheckPage = lazy("check", () => import("./check/CheckPage").then((module) => module.CheckPage))

const GuestPage = lazy("guest", () => import("./guest/GuestPage").then((module) => module.GuestPage))
const loadUpdatePrompt = () => import("./reach/UpdatePrompt")
// A page's own words come first.
const WORKER_AFTER_MS = 2_000

export function App(): VNode {
  // Every text is asked for anew when a page draws: a change of language draws everything, and keeps what was typed.
  useWatched(language)
  const at = useWatched(route)
  useEffect(() => {
    // A guest is no resident: nothing of a resident's is asked for where they come in.
    if (at.page !== "guest") void beginLogin(isForEverybody(at))
  }, [])
  if (at.page === "guest") return <At at={at} />
  return (
    <>
      <WorkerPlace />
      <RingPlace at={at}>
        <At at={at} />
      </RingPlace>
    </>
  )
}

/** Whoever has logged in may want notices; a first visitor is spared the code. */
function WorkerPlace(): VNode | null {
  const who = useWatched(login)
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), WORKER_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const code = useCode(late && who.phase === "known", loadUpdatePrompt)
  return code ? <code.UpdatePrompt /> : null
}

function At({ at }: { at: Route }): VNode {
  switch (at.page) {
    case "start":
      return <StartPage />
    case "signs":
      return <SignsPage />
    case "login":
      return <LoginPage returnTo={at.returnTo} />
    case "guest":
      return <GuestPage />
    case "nothing":
      return <NothingPage />
    case "begin":
    case "form":
    case "cases":
    case "case":
    case "reach":
    case "notice":
    case "check":
      return <LoggedIn at={at} />
  }
}

function LoggedIn(props: { at: Extract<Route, { page: "begin" | "form" | "cases" | "case" | "check" | "reach" | "notice" }> }): VNode {
  const who = useWatched(login)
  useEffect(() => {
    if (who.phase === "nobody") go(loginPath(location.pathname), { replace: true })
  }, [who.phase])
  const title = props.at.page === "cases" ? m.cases_title() : null
  if (who.phase !== "known") {
    return (
      <Page title={title ?? m.app_title()} back={{ href: "/" }} plain>
        {title ? <Heading focusKey="cases">{title}</Heading> : null}
        {who.phase === "unreachable" ? <Broken whole={!title} refusal={noConnection()} onRetry={() => void askWho()} /> : <Wait />}
      </Page>
    )
  }
  const { at } = props
  switch (at.page) {
    case "begin":
      return <BeginPage key={String(at.administrative)} me={who.me} administrative={at.administrative} />
    case "form":
      return <FormPage key={at.intakeId} me={who.me} intakeId={at.intakeId} />
    case "cases":
      return <CasesPage me={who.me} />
    case "reach":
      return <ReachPage me={who.me} />
    case "notice":
      return <NoticePage key={at.noticeId} me={who.me} noticeId={at.noticeId} />
    case "case":
      return <CasePage key={at.caseId} me={who.me} caseId={at.caseId} />
    case "check":
      return <CheckPage key={at.caseId} caseId={at.caseId} />
  }
}

function NothingPage(): VNode {
  return (
    <Page title={m.nothing_title()} back={{ href: "/", label: m.to_start() }} plain>
      <EmptyState kind="broken" icon={signpost} title={m.nothing_title()} heading="h1">
        <p className="muted">{m.nothing_text()}</p>
        <ButtonLink look="filled" size="l" wide href="/">
          {m.to_start()}
        </ButtonLink>
      </EmptyState>
    </Page>
  )
}
