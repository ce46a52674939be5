/** One case: opens its room and shows what its state asks for: the waiting room, the conversation or the closing card. */
import type { ComponentChildren, VNode } from "preact"
import { useEffect, useLayoutEffect, useState } from "preact/hooks"
import folder from "@phosphor-icons/core/assets/regular/folder-simple-dashed.svg?icon"
import "../../design/conversation.css"
import "./room.css"
import type { Refusal } from "../../core/errors/refusal"
import type { ResidentMe } from "../../core/protocol/wire"
import { inQueue } from "../../core/room/inQueue"
import { wantedMessage } from "../../core/room/finding"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import { ButtonLink } from "../../design/Button"
import { EmptyState } from "../../design/Notices"
import * as m from "../../texts/messages"
import { useLoaded, useWatched } from "../hooks"
import { type Live, liveOf } from "../live"
import { useRoom } from "../openRooms"
import { CaseLine } from "../parts/NetworkLine"
import { Page } from "../parts/Page"
import { Broken, Wait } from "../parts/Waits"
import { aboutOf } from "./about"
import { CallPlace } from "./CallPlace"
import { ClosingPage } from "./ClosingPage"
import { RoomPage, type TabName } from "./RoomPage"
import { useSteps } from "./useSteps"
import { WaitingPage } from "./WaitingPage"
import { WorsePage } from "./WorsePage"

interface CasePageProps {
  me: ResidentMe
  caseId: string
}

export function CasePage(props: CasePageProps): VNode {
  const [live, retry] = useLoaded(props.me.account_id, () => liveOf(props.me))
  if (live.phase === "loaded") return <OpenCase {...props} live={live.value} />
  return (
    <Page title={m.cases_title()} back={{ href: "/cases", label: m.cases_title() }} plain>
      {live.phase === "failed" ? <Broken whole refusal={live.refusal} onRetry={retry} /> : <Wait />}
    </Page>
  )
}

function OpenCase(props: CasePageProps & { live: Live }): VNode {
  const { live, me, caseId } = props
  const client = useRoom(live, caseId)
  if (client) return <OpenedCase me={me} live={live} client={client} />
  return (
    <Opening live={live}>
      <Wait />
    </Opening>
  )
}

/** The page while the case is on its way, or does not come: with the line that says how the network is. */
function Opening(props: { live: Live; children: ComponentChildren }): VNode {
  return (
    <>
      <CaseLine live={props.live} />
      <Page title={m.case_opening()} back={{ href: "/cases", label: m.cases_title() }} plain>
        {props.children}
      </Page>
    </>
  )
}

function Refused(props: { refusal: Refusal; onRetry: () => void }): VNode {
  if (props.refusal.code !== "not_found" && props.refusal.code !== "not_allowed") return <Broken whole {...props} />
  return (
    <EmptyState kind="broken" icon={folder} title={m.case_gone_title()} heading="h1">
      <p className="muted">{m.case_gone_text()}</p>
      <ButtonLink look="filled" size="l" wide href="/cases">
        {m.cases_title()}
      </ButtonLink>
    </EmptyState>
  )
}

function OpenedCase(props: Omit<RoomProps, "state">): VNode {
  const { live, me, client } = props
  const opened = useWatched(client.opened)
  // Kept out here: while a case that was let go comes back its view is not drawn, and nobody may lose their place by that.
  const [view, setView] = useState<View>("fitting")
  const [tab, setTab] = useState<TabName>("talk")
  const shown: Shown = { view, setView, tab, setTab }
  if (opened.phase !== "refused" && opened.state !== null) {
    return (
      <CallPlace me={me} live={live} client={client} state={opened.state}>
        <CaseView me={me} live={live} client={client} state={opened.state} ended={opened.phase === "ended"} shown={shown} />
      </CallPlace>
    )
  }
  return (
    <Opening live={live}>
      {opened.phase === "refused" ? <Refused refusal={opened.refusal} onRetry={() => client.reopen()} /> : <Wait />}
    </Opening>
  )
}

export interface RoomProps {
  me: ResidentMe
  live: Live
  client: RoomClient
  state: RoomState
}

type View = "fitting" | "conversation" | "waiting" | "worse"

interface Shown {
  view: View
  setView: (view: View) => void
  tab: TabName
  setTab: (tab: TabName) => void
}

function CaseView(props: RoomProps & { ended: boolean; shown: Shown }): VNode {
  const { view, setView } = props.shown
  const { room, messages } = props.state
  const online = useWatched(props.live.socket.connection).state === "online"
  const steps = useSteps(room, useWatched(props.client.redrawn), online)
  const concluded = room.closing_card !== null
  // What was decided is shown when it is decided; whoever is reading where to turn reads on.
  useEffect(() => {
    if (concluded && view !== "worse") setView("fitting")
  }, [concluded])
  // A view is a page of its own: it begins at its top.
  useLayoutEffect(() => window.scrollTo(0, 0), [view, concluded])
  const wanted = useWatched(wantedMessage)?.roomId === room.id
  useEffect(() => {
    if (!wanted) return
    setView("conversation")
    props.shown.setTab("talk")
  }, [wanted])
  const back = (): void => setView("fitting")
  const write = (): void => setView("conversation")
  const worse = (): void => setView("worse")
  if (view === "worse") return <WorsePage live={props.live} room={room} about={aboutOf(props.me, room)} onBack={back} />
  if (view !== "conversation" && concluded) return <ClosingPage live={props.live} room={room} about={aboutOf(props.me, room)} onRead={write} onAgain={write} />
  const untouched = inQueue(room.state) && messages.length === 0
  if (view === "fitting" ? untouched : view === "waiting" && inQueue(room.state)) {
    return <WaitingPage {...props} steps={steps} onWorse={worse} onWrite={write} />
  }
  return (
    <RoomPage
      {...props}
      steps={steps}
      tab={props.shown.tab}
      onTab={props.shown.setTab}
      onWorse={worse}
      onWaiting={() => setView("waiting")}
      onBack={view === "conversation" && (concluded || untouched) ? back : null}
    />
  )
}
