/** The transport of calls over a room's own socket and client. Holds nothing but what it listens to. */
import { asRefusal } from "../core/errors/refusal"
import { askAgain } from "../core/net/askAgain"
import { request } from "../core/net/http"
import type { Socket } from "../core/net/socket"
import { Observable } from "../core/observable"
import type { ServerFrame } from "../core/protocol/frames"
import type { CallState, IceServers } from "../core/protocol/wire"
import { readPicture } from "../core/files/picture"
import type { NewMessage, Outbox, OutboxPicture } from "../core/room/outbox"
import type { RoomClient } from "../core/room/roomClient"
import type { Answered, CallCommand, CallRelayed, CallSignal, CallTransport } from "./transport"

export interface RoomPlace {
  readonly socket: Socket
  readonly room: RoomClient
  readonly accountId: string
  readonly audience: "resident" | "staff" | "guest"
  readonly outbox: Pick<Outbox, "add">
}

export interface RoomTransport extends CallTransport {
  /** Stops listening to the socket and the room. */
  close(): void
}

export function roomTransport({ socket, room, accountId, audience, outbox }: RoomPlace): RoomTransport {
  const call = new Observable(callOf(room))
  const release = room.opened.subscribe(() => call.set(callOf(room)))
  return {
    roomId: room.roomId,
    accountId,
    peerId: socket.peerId,
    guest: audience === "guest",
    mayAnswer: (ringing) => ringsFor(ringing, audience, room.state?.room.holder?.id === accountId),
    voice: () => room.state?.room.voice !== false,
    call,
    online: room.followed,
    command: (command) => answered(socket, room.underTenure(command)),
    prove: () => socket.prove(),
    hurry: () => socket.hurry(),
    signal: (signal: CallSignal) => socket.signal(signal),
    onSignal: (hear) =>
      socket.listen((frame) => {
        if (isRelayed(frame) && frame.room_id === room.roomId) hear(frame)
      }),
    iceServers: (callId) =>
      askAgain((signal) => request<IceServers>("GET", `/api/${audience}/ice?call_id=${encodeURIComponent(callId)}`, undefined, { signal })),
    keepText: (text) => void outbox.add(messageOf(room, text, null)),
    keepPicture: async (file) => {
      const chosen = await readPicture(file)
      if (chosen.outcome !== "chosen") return false
      await outbox.add(messageOf(room, "", chosen.picture))
      return true
    },
    close: release,
  }
}

function messageOf(room: RoomClient, text: string, picture: OutboxPicture | null): NewMessage {
  return { roomId: room.roomId, shownRoomId: room.roomId, text, picture, replyToId: null, ...room.tenure }
}

/** On staff's side it rings for whoever is responsible, not for a colleague who reads along. */
function ringsFor(call: CallState, audience: RoomPlace["audience"], holds: boolean): boolean {
  if (audience === "guest") return false
  const byResident = call.by_resident === true
  return audience === "resident" ? !byResident : byResident && holds
}

/** Whoever is no longer in the room is no longer in its call, though the end of it is told to others only. */
function callOf(room: RoomClient): CallState | null {
  const call = room.state?.room.call ?? null
  const { phase } = room.opened.get()
  if (call === null || call.state === "ended" || (phase !== "ended" && phase !== "refused")) return call
  return { ...call, state: "ended", end_reason: "hung_up" }
}

async function answered(socket: Socket, command: CallCommand): Promise<Answered> {
  try {
    // A report is only true for the moment; the others may be said again after a reconnect, with the same id.
    await socket.command({ ...command, id: crypto.randomUUID() }, { resend: command.type !== "call.report" })
    return { done: true }
  } catch (thrown) {
    return { done: false, refusal: asRefusal(thrown) }
  }
}

function isRelayed(frame: ServerFrame): frame is CallRelayed {
  return (
    frame.type === "call.description.relayed" ||
    frame.type === "call.candidate.relayed" ||
    frame.type === "call.media.relayed"
  )
}
