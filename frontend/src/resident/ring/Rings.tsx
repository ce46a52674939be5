/** Listens in the open cases of whoever is logged in. The code of calls is fetched when one of them rings. */
import type { VNode } from "preact"
import type { ResidentMe } from "../../core/protocol/wire"
import type { RoomClient } from "../../core/room/roomClient"
import { useLoaded, useWatched } from "../hooks"
import { type Live, liveOf } from "../live"
import { useRoom } from "../openRooms"
import { useCode } from "../parts/code"
import type { Route } from "../router"

interface RingsProps {
  me: ResidentMe
  caseIds: readonly string[]
  at: Route
  onRing: (on: boolean) => void
}

export function Rings(props: RingsProps): VNode | null {
  const { at } = props
  const [live] = useLoaded(props.me.account_id, () => liveOf(props.me))
  if (live.phase !== "loaded") return null
  return (
    <>
      {props.caseIds.map((caseId) => (
        <CaseRing key={caseId} live={live.value} caseId={caseId} shown={at.page === "case" && at.caseId === caseId} onRing={props.onRing} />
      ))}
    </>
  )
}

interface CaseRingProps {
  live: Live
  caseId: string
  /** The case's own page is open, and shows its calls itself. */
  shown: boolean
  onRing: (on: boolean) => void
}

function CaseRing(props: CaseRingProps): VNode | null {
  const client = useRoom(props.live, props.caseId)
  return client ? <RoomRing {...props} client={client} /> : null
}

const loadRing = () => import("../call/RingLayer")

function RoomRing(props: CaseRingProps & { client: RoomClient }): VNode | null {
  const opened = useWatched(props.client.opened)
  const room = opened.phase === "refused" ? null : (opened.state?.room ?? null)
  const wanted = room?.call?.state === "ringing" && !props.shown
  const code = useCode(wanted, loadRing)
  if (!code || !room || props.shown) return null
  return <code.RingLayer live={props.live} room={room} wanted={wanted} onRing={props.onRing} />
}
