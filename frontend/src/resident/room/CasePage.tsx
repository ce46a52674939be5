/** One case: opens its room and shows what its state asks for: the waiting room, the conversation or the closing card. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import "../../design/conversation.css"
import "./room.css"
import type { ResidentMe } from "../../core/protocol/wire"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import { localized } from "../../core/language"
import * as m from "../../texts/messages"
import { useLoaded, useWatched } from "../hooks"
import { type Live, liveOf } from "../live"
import { useRoom } from "../openRooms"
import { Page } from "../parts/Page"
import { Broken, Wait } from "../parts/Waits"
import { CallPlace } from "./CallPlace"
import { ClosingPage } from "./ClosingPage"
import { RoomPage } from "./RoomPage"
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
      {live.phase === "failed" ? <Broken refusal={live.refusal} onRetry={retry} /> : <Wait />}
    </Page>
  )
}

function OpenCase(props: CasePageProps & { live: Live }): VNode {
  const { live, me, caseId } = props
  const client = useRoom(live, caseId)
  if (client) return <OpenedCase me={me} live={live} client={client} />
  return (
    <Page title={m.cases_title()} back={{ href: "/cases", label: m.cases_title() }} plain>
      <Wait />
    </Page>
  )
}

function OpenedCase(props: Omit<RoomProps, "state">): VNode {
  const { live, me, client } = props
  const opened = useWatched(client.opened)
  if (opened.phase !== "refused" && opened.state !== null) {
    return (
      <CallPlace me={me} live={live} client={client} state={opened.state}>
        <CaseView me={me} live={live} client={client} state={opened.state} ended={opened.phase === "ended"} />
      </CallPlace>
    )
  }
  return (
    <Page title={m.cases_title()} back={{ href: "/cases", label: m.cases_title() }} plain>
      {opened.phase === "refused" ? <Broken refusal={opened.refusal} onRetry={() => client.reopen()} /> : <Wait />}
    </Page>
  )
}

export interface RoomProps {
  me: ResidentMe
  live: Live
  client: RoomClient
  state: RoomState
}

type View = "fitting" | "conversation" | "worse"

function CaseView(props: RoomProps & { ended: boolean }): VNode {
  const [view, setView] = useState<View>("fitting")
  const { room, messages } = props.state
  const back = (): void => setView("fitting")
  if (view === "worse") return <WorsePage room={room} onBack={back} onWrite={() => setView("conversation")} />
  const concluded = room.closing_card !== null
  if (view === "fitting" && concluded) return <ClosingPage room={room} onRead={() => setView("conversation")} />
  const untouched = room.state === "waiting" && messages.length === 0
  if (view === "fitting" && untouched) {
    return <WaitingPage {...props} onWorse={() => setView("worse")} onWrite={() => setView("conversation")} />
  }
  return (
    <RoomPage
      {...props}
      title={localized(room.reason)}
      onWorse={() => setView("worse")}
      onBack={view === "conversation" && (concluded || untouched) ? back : null}
    />
  )
}
