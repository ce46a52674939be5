/** Older messages: fetched a page at a time, and put above what is read without being read out. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import type { History } from "../../core/protocol/wire"
import { fetchUpTo, type Place } from "../../core/room/finding"
import { afterBackfill } from "../../core/room/quiet"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import type { Drawn } from "../../design/drawnPart"
import * as m from "../../texts/messages"

/** The page of messages before a sequence. */
export type HistoryPage = (roomId: string, before: number) => Promise<History>

interface EarlierProps {
  client: RoomClient
  state: RoomState
  history: HistoryPage
  onFetch: (busy: boolean) => void
  part: Drawn
}

/** What was there before is not read out as if it were new. */
export function quietly(onBusy: (busy: boolean) => void, change: () => void): void {
  onBusy(true)
  change()
  afterBackfill(() => onBusy(false))
}

/** False when it cannot be had now. */
export async function fetchQuietly(onBusy: (busy: boolean) => void, client: RoomClient, place: Place, history: HistoryPage): Promise<boolean> {
  onBusy(true)
  try {
    return await fetchUpTo(place, {
      state: () => client.state,
      fetch: (before) => history(client.roomId, before),
      add: (page) => client.addHistory(page),
    })
  } catch {
    return false
  } finally {
    afterBackfill(() => onBusy(false))
  }
}

export function Earlier(props: EarlierProps): VNode {
  const { part } = props
  const [state, setState] = useState<"idle" | "busy" | Refusal>("idle")
  const first = props.state.messages[0]?.sequence ?? 0
  const busy = state === "busy"
  const load = async (): Promise<void> => {
    if (busy) return
    if (part.from > 0) {
      quietly(props.onFetch, part.earlier)
      return
    }
    setState("busy")
    props.onFetch(true)
    try {
      const page = await props.history(props.state.room.id, first)
      part.expectOlder()
      props.client.addHistory(page)
      setState("idle")
    } catch (thrown) {
      setState(asRefusal(thrown))
    }
    afterBackfill(() => props.onFetch(false))
  }
  return (
    <p className="log__event">
      {state instanceof Refusal ? `${errorText(state)} ` : null}
      <button type="button" className="link" aria-busy={busy} onClick={() => void load()}>
        {busy ? m.room_earlier_busy() : m.room_earlier()}
      </button>
    </p>
  )
}
