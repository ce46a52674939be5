/** Three or four in a call: each in a field of their own with name and what they are there for, oneself among them. */
import { type Markup, useEffect, useRef, useState } from "#jsx"
import cross from "@phosphor-icons/core/assets/regular/x.svg?icon"
import "./grid.css"
import { type CallClientState, type PersonInCall, playThroughChosen } from "../../call"
import type { RoomView } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { Icon } from "../Icon"
import { type Named, nameIn } from "./people"

interface CallGridProps {
  state: CallClientState
  room: RoomView
  /** For staff: takes a guest out of the call. */
  onRemove?: (accountId: string) => void
}

/** Beside the two there is somebody else: then all are shown alike. */
export const isGrid = (state: CallClientState): boolean => state.other.people.length > 1

export function CallGrid({ state, room, onRemove }: CallGridProps): Markup {
  const { people } = state.other
  const guests = new Set((room.guests ?? []).map((guest) => guest.account_id))
  return (
    <ul className={people.length === 2 ? "callgrid callgrid--odd" : "callgrid"} aria-label={m.callgrid_people()}>
      {people.map((person) => (
        <Tile key={person.accountId} person={person} who={nameIn(room, person.accountId)} speaker={state.speaker} onRemove={onRemove && guests.has(person.accountId) ? onRemove : null} />
      ))}
      <li className="callgrid__tile">
        {state.own.cameraOn ? <Playing stream={state.own.stream} label={m.call_own_picture()} own speaker={null} /> : <span className="callgrid__off">{m.callgrid_no_picture()}</span>}
        <p className="callgrid__plate">
          <b>{m.livetext_you()}</b>
          {state.own.muted ? <span>{m.callgrid_muted()}</span> : null}
        </p>
      </li>
    </ul>
  )
}

interface TileProps {
  person: PersonInCall
  who: Named
  speaker: string | null
  onRemove: ((accountId: string) => void) | null
}

function Tile({ person, who, speaker, onRemove }: TileProps): Markup {
  const { name, title } = who
  const words = [title, ...troubles(person)].filter((word) => word !== "")
  return (
    <li className="callgrid__tile">
      <Playing stream={person.remote} label={m.callgrid_picture({ name })} own={false} speaker={speaker} />
      {person.remotePicture && person.remote !== null ? null : (
        <span className="callgrid__nobody" aria-hidden="true">
          {who.initials}
        </span>
      )}
      <p className="callgrid__plate">
        <b>{name}</b>
        {words.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </p>
      {onRemove === null ? null : (
        <button type="button" className="callgrid__remove" aria-label={m.guests_remove_from_call_name({ name })} title={m.guests_remove_from_call()} onClick={() => onRemove(person.accountId)}>
          <Icon outline={cross} size="s" />
        </button>
      )}
    </li>
  )
}

function troubles({ path, remoteSound, remotePicture }: PersonInCall): string[] {
  if (path !== "connected") return [path === "lost" ? m.callgrid_lost() : m.callgrid_connecting()]
  return [remoteSound ? "" : m.callgrid_muted(), remotePicture ? "" : m.callgrid_no_picture()]
}

function Playing({ stream, label, own, speaker }: { stream: MediaStream | null; label: string; own: boolean; speaker: string | null }): Markup {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element || element.srcObject === stream) return
    element.srcObject = stream
    // Where playing needs a touch first, the touch that joined the call has been one.
    if (stream) void element.play().catch(() => undefined)
  }, [stream])
  useEffect(() => {
    if (video.current && !own) playThroughChosen(video.current)
  }, [speaker])
  return <video ref={video} className={own ? "callgrid__picture callgrid__picture--own" : "callgrid__picture"} aria-label={label} muted={own} autoPlay playsInline />
}

/** Who came and who is gone, by name; the newest only. */
export function Comings({ state, room }: { state: CallClientState; room: RoomView }): Markup {
  const [told, setTold] = useState<{ name: string; came: boolean } | null>(null)
  const before = useRef<readonly Named[] | null>(null)
  const ids = state.other.people.map((person) => person.accountId).join(" ")
  useEffect(() => {
    const now = state.other.people.map((person) => nameIn(room, person.accountId))
    const earlier = before.current
    before.current = now
    // The first of them is the call itself.
    if (earlier === null || earlier.length === 0) return
    const came = now.find((one) => !earlier.some((other) => other.accountId === one.accountId))
    const gone = earlier.find((one) => !now.some((other) => other.accountId === one.accountId))
    if (came) setTold({ name: came.name, came: true })
    else if (gone && now.length > 0) setTold({ name: gone.name, came: false })
  }, [ids])
  useEffect(() => {
    if (told === null) return
    const quiet = setTimeout(() => setTold(null), TOLD_MS)
    return () => clearTimeout(quiet)
  }, [told])
  return (
    <p className="callgrid__news" role="status">
      {told === null ? "" : told.came ? m.callgrid_joined({ name: told.name }) : m.callgrid_left({ name: told.name })}
    </p>
  )
}

// Long enough to be read while one listens to somebody.
const TOLD_MS = 10_000
