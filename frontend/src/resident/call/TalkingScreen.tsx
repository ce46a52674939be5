/** In the call: the other large, oneself small, each side's network in words, and the case to write in beside it. */
import type { RefObject, VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import cameraRotate from "@phosphor-icons/core/assets/regular/camera-rotate.svg?icon"
import signalFull from "@phosphor-icons/core/assets/fill/cell-signal-full-fill.svg?icon"
import signalLow from "@phosphor-icons/core/assets/fill/cell-signal-low-fill.svg?icon"
import signalMedium from "@phosphor-icons/core/assets/fill/cell-signal-medium-fill.svg?icon"
import chat from "@phosphor-icons/core/assets/regular/chat-text.svg?icon"
import microphone from "@phosphor-icons/core/assets/fill/microphone-fill.svg?icon"
import microphoneSlash from "@phosphor-icons/core/assets/fill/microphone-slash-fill.svg?icon"
import phoneDisconnect from "@phosphor-icons/core/assets/fill/phone-disconnect-fill.svg?icon"
import videoCamera from "@phosphor-icons/core/assets/fill/video-camera-fill.svg?icon"
import videoCameraSlash from "@phosphor-icons/core/assets/fill/video-camera-slash-fill.svg?icon"
import { localized } from "../../core/language"
import { minutesAndSeconds } from "../../core/times"
import type { CallClient, CallClientState, CallView, Quality } from "../../call"
import type { Participant, RoomView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { CallGrid, Comings, isGrid } from "../../design/call/CallGrid"
import { CaptionPlates } from "../../design/call/CaptionNotes"
import { LineNotes } from "../../design/call/LineNotes"
import { LiveTextBox } from "../../design/call/LiveTextBox"
import { nameIn } from "../../design/call/people"
import { StillNotes } from "../../design/call/StillNotes"
import { useCaptions } from "../../design/call/useCaptions"
import { Icon } from "../../design/Icon"
import { Avatar } from "../../design/Notices"
import * as m from "../../texts/messages"
import { useMatches, useNow, useWatched } from "../hooks"
import { mediaText, qualityText, whose } from "./mediaText"
import { More } from "./More"
import { Picture } from "./Picture"

interface TalkingProps {
  client: CallClient
  state: CallClientState
  talking: Extract<CallView, { phase: "talking" }>
  room: RoomView
  /** Messages that nobody here has seen: the conversation is hidden behind the call on a phone. */
  unread: number
  onSay: (text: string) => void
  /** A guest leaves; for the two whose call it is it ends. */
  guest?: boolean
}

// As in call.css: there the case is hidden behind the call, which is then all there is on the page.
const OVER_THE_CASE = "(max-width: 959px)"

export function TalkingScreen(props: TalkingProps): VNode {
  const { client, state, talking, room } = props
  const [writing, setWriting] = useState(false)
  const [texting, setTexting] = useTexting(client)
  const captions = useCaptions(client.captions)
  const nameOf = (id: string): string => firstOf(nameIn(room, id).name)
  const [asked, setAsked] = useState(false)
  const other = room.participants.find((person) => person.id === talking.other.accountId) ?? room.holder
  const name = other?.name ?? room.unit_name
  const first = firstOf(name)
  const grid = isGrid(state)
  const ask = (): void => {
    setAsked(true)
    props.onSay(m.line_phone_asked())
  }
  // A message of the resident's makes it staff's turn: that is the task to call back.
  const telephone = room.voice === false || asked ? null : { words: m.line_phone_resident(), label: m.line_phone_ask(), onPress: ask }
  useEffect(() => {
    document.body.classList.toggle("writes-in-call", writing)
    return () => document.body.classList.remove("writes-in-call")
  }, [writing])
  const alone = useMatches(OVER_THE_CASE) && !writing
  return (
    <section className="talking" role={alone ? "main" : undefined} aria-label={m.call_video_from() + " " + name}>
      <div className={grid ? "talking__stage talking__stage--grid" : "talking__stage"}>
        {grid ? (
          <GridTop state={state} room={room} />
        ) : (
          <>
            <Picture className="talking__other" stream={state.other.remote} label={m.call_their_picture({ name })} silent={false} speaker={state.speaker} />
            {state.other.remotePicture ? null : <NoPicture name={name} initials={other?.initials ?? ""} />}
            <StageTop state={state} other={other} name={name} />
          </>
        )}
        {grid ? <CallGrid state={state} room={room} /> : null}
        {state.own.cameraOn && !grid ? (
          <div className="talking__self">
            <Picture className="talking__self-picture" stream={state.own.stream} label={m.call_own_picture()} silent />
            <button type="button" className="talking__flip" aria-label={m.call_flip()} onClick={() => void client.flipCamera()}>
              <Icon outline={cameraRotate} size="s" />
            </button>
          </div>
        ) : null}
        <div className="talking__plates">
          <Comings state={state} room={room} />
          <StageNotes state={state} talking={talking} name={name} />
          <StillNotes still={client.still} name={first} cameraOn={state.own.cameraOn} />
          <LineNotes client={client} state={state} telephone={telephone} onWrite={() => setTexting(true)} />
          <CaptionPlates captions={client.captions} shown={captions} muted={state.own.muted} nameOf={nameOf} onWrite={() => setTexting(true)} />
          {texting ? <LiveTextBox text={client.text} name={first} nameOf={nameOf} alone={!captions.offered} onClose={() => setTexting(false)} /> : null}
        </div>
      </div>
      <MyNetwork client={client} state={state} />
      <div className="talking__tools">
        <Switch icons={[microphone, microphoneSlash]} label={m.call_microphone()} on={!state.own.muted} onSwitch={(on) => client.setMuted(!on)} />
        <Switch icons={[videoCamera, videoCameraSlash]} label={m.call_camera()} on={state.own.cameraOn} onSwitch={(on) => void client.setCamera(on)} />
        <button type="button" className="tool tool--phone" onClick={() => setWriting(!writing)}>
          <span className="tool__sign">
            <Icon outline={chat} />
            {props.unread > 0 ? (
              <span className="tool__count" aria-hidden="true">
                {props.unread}
              </span>
            ) : null}
          </span>
          {writing ? m.call_back_to_picture() : m.call_chat()}
          {props.unread > 0 ? <span className="hidden-visually">, {m.room_new_below({ count: props.unread })}</span> : null}
        </button>
        <More client={client} state={state} guest={props.guest === true} onText={() => setTexting(true)} onCaptions={captions.offered ? () => captions.show(true) : null} />
      </div>
      <div className="talking__end">
        <Button look="danger" size="l" wide onPress={() => void client.end()}>
          <Icon outline={phoneDisconnect} />
          {props.guest ? m.guestcall_leave() : m.call_end()}
        </Button>
      </div>
    </section>
  )
}

const firstOf = (name: string): string => name.split(" ")[0] ?? name

/** Each is named on their own field; above them stands that all are in one call, and for how long. */
function GridTop({ state, room }: { state: CallClientState; room: RoomView }): VNode {
  const heading = useFocusedHeading()
  const names = state.other.people.map((person) => firstOf(nameIn(room, person.accountId).name)).join(", ")
  return (
    <div className="talking__gridtop">
      <h1 ref={heading} tabIndex={-1} className="talking__name">{m.callgrid_with({ names })}</h1>
      <Lasted />
    </div>
  )
}

/** The button that answered is gone, and the focus with it. Whoever writes in the case goes on writing. */
function useFocusedHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}

/** What the other side begins to type is never missed: the text opens by itself. */
function useTexting(client: CallClient): [boolean, (on: boolean) => void] {
  const [texting, setTexting] = useState(false)
  const theirs = useWatched(client.text.state).lines.filter((line) => !line.mine).length
  useEffect(() => {
    if (theirs > 0) setTexting(true)
  }, [theirs])
  return [texting, setTexting]
}

interface SwitchProps {
  /** On, off. */
  icons: readonly [string, string]
  label: string
  on: boolean
  onSwitch: (on: boolean) => void
}

/** The name stays; that it is off is the switch's state, and a crossed sign for the eye. */
function Switch(props: SwitchProps): VNode {
  const { on } = props
  return (
    <button type="button" role="switch" aria-checked={on} className={on ? "tool" : "tool tool--off"} onClick={() => props.onSwitch(!on)}>
      <span className="tool__sign">
        <Icon outline={props.icons[on ? 0 : 1]} />
      </span>
      {props.label}
    </button>
  )
}

const SIGNALS: Record<Quality, string> = { good: signalFull, uneven: signalMedium, poor: signalLow }

function StageTop(props: { state: CallClientState; other: Participant | null | undefined; name: string }): VNode {
  const { other, state } = props
  const theirs = state.other.quality?.theirs ?? null
  const heading = useFocusedHeading()
  return (
    <div className="talking__top">
      <div className="talking__who">
        <h1 ref={heading} tabIndex={-1} className="talking__name">{props.name}</h1>
        <p>
          {other?.title ? `${localized(other.title)}, ` : null}
          <Lasted />
        </p>
      </div>
      {theirs ? (
        <p className="talking__quality">
          <Icon outline={SIGNALS[theirs]} size="s" />
          {m.call_their_net({ name: whose(props.name.split(" ")[0] ?? ""), quality: qualityText(theirs) })}
        </p>
      ) : null}
    </div>
  )
}

/** How long this page has shown the call. */
function Lasted(): VNode {
  const [begun] = useState(Date.now)
  return (
    <span role="timer" aria-live="off">
      {minutesAndSeconds(useNow(1_000) - begun)}
    </span>
  )
}

function NoPicture(props: { name: string; initials: string }): VNode {
  return (
    <div className="talking__nobody">
      <Avatar initials={props.initials} large />
      <p>{m.call_picture_off({ name: props.name })}</p>
    </div>
  )
}

function StageNotes(props: { state: CallClientState; talking: TalkingProps["talking"]; name: string }): VNode {
  const { state, talking } = props
  const notes = [
    talking.path.is === "connecting" ? m.call_connecting() : null,
    talking.path.is === "reconnecting" ? m.call_reconnecting() : null,
    state.online ? null : m.call_offline(),
    state.other.remoteSound ? null : m.call_sound_off({ name: props.name }),
    state.own.problem ? mediaText(state.own.problem) : null,
  ].filter((note) => note !== null)
  return (
    <div className="talking__notes" role="status">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  )
}

function MyNetwork(props: { client: CallClient; state: CallClientState }): VNode | null {
  const mine: Quality | null = props.state.other.quality?.mine ?? null
  if (mine === null || mine === "good") return null
  return (
    <div className="talking__mine" role="status">
      <span className="row">
        <Icon outline={SIGNALS[mine]} />
        {m.call_my_net({ quality: qualityText(mine) })}
      </span>
      {props.state.own.cameraOn ? (
        <button type="button" className="link link--plain" onClick={() => void props.client.setCamera(false)}>
          {m.call_only_sound()}
        </button>
      ) : null}
    </div>
  )
}
