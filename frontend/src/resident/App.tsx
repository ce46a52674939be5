/** Which page stands at which address, that it may ring over any of them, and that a page about oneself needs a login first. */
import type { VNode } from "preact"
import { useEffect } from "preact/hooks"
import signpost from "@phosphor-icons/core/assets/regular/signpost.svg?icon"
import { language } from "../core/language"
import { ButtonLink } from "../design/Button"
import { EmptyState } from "../design/Notices"
import * as m from "../texts/messages"
import { useWatched } from "./hooks"
import { askWho, beginLogin, login } from "./login"
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
const CasePage = lazy("case", () => import("./room/CasePage").then((module) => module.CasePage))
const CheckPage = lazy("check", () => import("./check/CheckPage").then((module) => module.CheckPage))

export function App(): VNode {
  // Every text is asked for anew when a page draws: a change of language draws everything, and keeps what was typed.
  useWatched(language)
  const at = useWatched(route)
  useEffect(() => void beginLogin(isForEverybody(at)), [])
  return (
    <RingPlace at={at}>
      <At at={at} />
    </RingPlace>
  )
}

function At({ at }: { at: Route }): VNode {
  switch (at.page) {
    case "start":
      return <StartPage />
    case "signs":
      return <SignsPage />
    case "login":
      return <LoginPage returnTo={at.returnTo} />
    case "nothing":
      return <NothingPage />
    case "begin":
    case "form":
    case "cases":
    case "case":
    case "check":
      return <LoggedIn at={at} />
  }
}

function LoggedIn(props: { at: Extract<Route, { page: "begin" | "form" | "cases" | "case" | "check" }> }): VNode {
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
