/** The room's call: who is rung, both pictures, and the controls. The conversation stays beside it, never behind. */
import { type ReactElement, useEffect, useState } from "react"
import cameraFill from "@phosphor-icons/core/assets/fill/video-camera-fill.svg?icon"
import cameraOff from "@phosphor-icons/core/assets/regular/video-camera-slash.svg?icon"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import closedCaptioning from "@phosphor-icons/core/assets/regular/closed-captioning.svg?icon"
import gear from "@phosphor-icons/core/assets/regular/gear.svg?icon"
import pip from "@phosphor-icons/core/assets/regular/picture-in-picture.svg?icon"
import screencast from "@phosphor-icons/core/assets/regular/screencast.svg?icon"
import subtitles from "@phosphor-icons/core/assets/regular/subtitles.svg?icon"
import microphoneFill from "@phosphor-icons/core/assets/fill/microphone-fill.svg?icon"
import microphoneOff from "@phosphor-icons/core/assets/regular/microphone-slash.svg?icon"
import hangUp from "@phosphor-icons/core/assets/fill/phone-disconnect-fill.svg?icon"
import type { CallClient, CallClientState, CallView, EndReason, RoomCalls } from "../../call"
import { errorText } from "../../core/errors/errorText"
import { minutesAndSeconds } from "../../core/times"
import { Button } from "../../design/Button"
import type { RoomView } from "../../core/protocol/wire"
import { CallGrid, Comings, isGrid } from "../../design/call/CallGrid"
import { DeviceSheet } from "../../design/call/DeviceSheet"
import { CaptionPlates } from "../../design/call/CaptionNotes"
import { LineNotes, type LineNotesProps } from "../../design/call/LineNotes"
import { LiveTextBox } from "../../design/call/LiveTextBox"
import { nameIn } from "../../design/call/people"
import { StillNotes } from "../../design/call/StillNotes"
import { type CaptionsShown, useCaptions } from "../../design/call/useCaptions"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { firstName, initialsOf, phoneWords } from "../words"
import { Picture, Sound } from "./CallPictures"
import { endWords, missedWords, problemWords, stageWords } from "./callWords"

interface CallStageProps {
  calls: RoomCalls
  room: RoomView
  name: string
  /** Today's number, for when there is no picture to be had. */
  phone: string
  /** The case is over, so its call is as well: the foot of the room says so. */
  concluded: boolean
  /** How far the server's clock is ahead. */
  skew: number
  /** Somebody else's call is on at this desk. */
  busy: boolean
  onWrite: () => void
  /** A note that the resident is to be called back. */
  onNote: () => void
  /** Says this to the resident in the room. */
  onSay: (text: string) => void
}

export function CallStage(props: CallStageProps): ReactElement | null {
  const { skew, concluded } = props
  const { client } = props.calls
  const state = useWatched(client.state)
  const { view } = state
  switch (view.phase) {
    case "idle":
      return <Refused state={state} />
    case "calling":
    case "answering":
    case "talking":
      return <Stage {...props} client={client} state={state} skew={skew} />
    case "incoming":
      return <Rings {...props} client={client} />
    case "joinable":
      return null
    case "others":
      return <p className="call-line">{m.desk_call_others()}</p>
    case "elsewhere":
      return (
        <div className="call-line">
          <p>{m.desk_call_elsewhere()}</p>
          <Button look="line" size="s" onPress={() => void client.rejoin(true)}>
            {m.desk_call_here()}
          </Button>
        </div>
      )
    case "ended":
      return concluded ? null : <Ended {...props} reason={view.reason} calledMe={view.calledMe} />
  }
}

/** What can be done instead stands beside what did not come about. */
function Ended({ calls, name, phone, reason, calledMe, onWrite }: CallStageProps & { reason: EndReason; calledMe: boolean }): ReactElement {
  const unanswered = reason === "declined" || reason === "missed" || reason === "failed"
  return (
    <div className="call-line" role="status">
      <p>
        {calledMe ? missedWords(reason, firstName(name)) : endWords(reason, firstName(name))}
        {unanswered && phone !== "" ? (
          <>
            {" "}
            <span className="call-line__phone figures">{m.desk_call_phone({ number: phoneWords(phone) })}</span>
          </>
        ) : null}
      </p>
      <div className="call-line__ways">
        {calledMe && reason === "missed" ? (
          <Button look="filled" size="s" onPress={() => void calls.client.start(true)}>
            {m.call_back()}
          </Button>
        ) : null}
        {unanswered ? (
          <Button
            look="line"
            size="s"
            onPress={() => {
              calls.client.dismiss()
              onWrite()
            }}
          >
            {m.desk_call_write()}
          </Button>
        ) : null}
        <Button look="quiet" size="s" onPress={() => calls.client.dismiss()}>
          {m.staff_close()}
        </Button>
      </div>
    </div>
  )
}

function Refused({ state }: { state: CallClientState }): ReactElement | null {
  if (state.own.problem !== null)
    return (
      <p className="call-line call-line--wrong" role="alert">
        {problemWords(state.own.problem)}
      </p>
    )
  if (state.refusal === null) return null
  return (
    <p className="call-line call-line--wrong" role="alert">
      {errorText(state.refusal)}
    </p>
  )
}

/** The resident calls: it rings in this pane, and does not take the place of another call. */
function Rings({ client, name, busy, onSay }: CallStageProps & { client: CallClient }): ReactElement {
  const first = firstName(name)
  const [ways, setWays] = useState(false)
  return (
    <div className="call-line" role="alert">
      <p>{busy ? m.desk_call_rings_meanwhile({ name: first }) : m.desk_call_rings({ name: first })}</p>
      <div className="call-line__ways">
        {ways
          ? [m.desk_call_decline_soon(), m.call_decline_write()].map((text) => (
              <Button
                key={text}
                look="line"
                size="s"
                onPress={() => {
                  void client.end()
                  onSay(text)
                }}
              >
                {text}
              </Button>
            ))
          : null}
        <Button look="quiet" size="s" onPress={() => void client.end()}>
          {m.desk_call_decline()}
        </Button>
        {ways ? null : (
          <Button look="quiet" size="s" onPress={() => setWays(true)}>
            {m.call_decline_with()}
          </Button>
        )}
        <Button look="line" size="s" onPress={() => void client.accept(false)}>
          {m.desk_call_answer_sound()}
        </Button>
        <Button look="filled" size="s" onPress={() => void client.accept(true)}>
          {m.desk_call_answer_video()}
        </Button>
      </div>
    </div>
  )
}

type StageProps = Pick<CallStageProps, "room" | "name" | "phone" | "skew" | "onNote"> & { client: CallClient; state: CallClientState }

function Stage({ client, state, room, name, phone, skew, onNote }: StageProps): ReactElement {
  const first = firstName(name)
  const [texting, setTexting] = useTexting(client)
  const captions = useCaptions(client.captions)
  const nameOf = (id: string): string => firstName(nameIn(room, id).name)
  const talking = state.view.phase === "talking" && state.other.remote !== null
  const grid = talking && isGrid(state)
  const own = state.own.sharing ? "call__own call__own--screen" : "call__own"
  return (
    <section className="call" aria-label={m.desk_call_pane({ name })}>
      <div className={grid ? "call__stage call__stage--grid" : "call__stage"}>
        {grid ? (
          <CallGrid state={state} room={room} onRemove={(accountId) => void client.remove(accountId)} />
        ) : talking && state.other.remotePicture ? (
          <Picture stream={state.other.remote} label={m.desk_call_their_picture({ name: first })} className="call__other" speaker={state.speaker} />
        ) : (
          <>
            <Sound stream={state.other.remote} speaker={state.speaker} />
            <span className="call__initials" aria-hidden="true">
              {initialsOf(name)}
            </span>
          </>
        )}
        {grid ? null : <Words state={state} talking={talking} first={first} />}
        <Lasts view={state.view} skew={skew} />
        {grid ? null : state.own.cameraOn ? (
          <Picture stream={state.own.stream} label={m.desk_call_own_picture()} className={own} muted />
        ) : (
          <span className="call__own call__own--off">{m.desk_call_no_camera()}</span>
        )}
      </div>
      <div className="call__beside">
        <Comings state={state} room={room} />
        <Refused state={state} />
        <StillNotes still={client.still} name={first} cameraOn={state.own.cameraOn} />
        <LineNotes client={client} state={state} telephone={phone === "" ? null : telephoneOf(phone, first, onNote)} onWrite={() => setTexting(true)} />
        {talking ? <CaptionPlates captions={client.captions} shown={captions} muted={state.own.muted} nameOf={nameOf} onWrite={() => setTexting(true)} /> : null}
        {texting && talking ? <LiveTextBox text={client.text} name={first} nameOf={nameOf} alone={!captions.offered} onClose={() => setTexting(false)} /> : null}
      </div>
      <Controls client={client} state={state} texting={texting} onTexting={setTexting} captions={captions} />
    </section>
  )
}

function Words({ state, talking, first }: { state: CallClientState; talking: boolean; first: string }): ReactElement {
  return (
    <p className="call__words" role="status">
      {stageWords(state.view, first)}
      {talking && !state.other.remotePicture ? <span>{m.desk_call_their_camera_off({ name: first })}</span> : null}
      {talking && !state.other.remoteSound ? <span>{m.desk_call_their_mute({ name: first })}</span> : null}
      {talking ? <QualityWords quality={state.other.quality} name={first} /> : null}
      {state.own.problem === null ? null : <span>{problemWords(state.own.problem)}</span>}
    </p>
  )
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

function telephoneOf(phone: string, name: string, onNote: () => void): LineNotesProps["telephone"] {
  return {
    words: m.line_phone_staff({ name }),
    label: m.line_phone_number({ number: phoneWords(phone) }),
    href: `tel:${phone.replace(/[^+\d]/g, "")}`,
    second: { label: m.line_phone_task(), onPress: onNote },
  }
}

/** How long it has rung here, or how long the two have talked. */
function Lasts({ view, skew }: { view: CallView; skew: number }): ReactElement | null {
  const [began] = useState(() => Date.now())
  const [now, setNow] = useState(began)
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(ticking)
  }, [])
  const connected = view.phase === "talking" ? view.call.connected_at : null
  if (connected === null && view.phase !== "calling") return null
  const since = connected === null ? began : Date.parse(connected) - skew
  return (
    <span className="call__time figures" role="timer">
      {minutesAndSeconds(now - since)}
    </span>
  )
}

interface ControlsProps {
  client: CallClient
  state: CallClientState
  texting: boolean
  onTexting: (on: boolean) => void
  captions: CaptionsShown
}

function Controls({ client, state, texting, onTexting, captions }: ControlsProps): ReactElement {
  const ringing = state.view.phase === "calling"
  const talking = state.view.phase === "talking"
  const [choosing, setChoosing] = useState(false)
  const { muted, cameraOn, sharing } = state.own
  return (
    <div className="call__controls">
      <Control on={!muted} icons={[microphoneFill, microphoneOff]} label={muted ? m.desk_call_unmute() : m.desk_call_mute()} words={muted ? m.desk_call_microphone_off() : m.desk_call_microphone_on()} onPress={() => client.setMuted(!muted)} />
      <Control on={cameraOn} icons={[cameraFill, cameraOff]} label={cameraOn ? m.desk_call_camera_off() : m.desk_call_camera_on()} words={cameraOn ? m.desk_call_picture_on() : m.desk_call_picture_off()} onPress={() => void client.setCamera(!cameraOn)} />
      {talking ? (
        <>
          <Tool icon={subtitles} label={m.livetext_title()} pressed={texting} onPress={() => onTexting(!texting)} />
          {captions.offered ? <Tool icon={closedCaptioning} label={m.captions_title()} pressed={captions.open} onPress={() => captions.show(!captions.open)} /> : null}
          <Tool icon={camera} label={m.call_ask_still()} onPress={() => client.still.ask()} />
          {canShare() ? <Tool icon={screencast} label={sharing ? m.call_share_end() : m.call_share()} pressed={sharing} onPress={() => void client.shareScreen(!sharing)} /> : null}
          {document.pictureInPictureEnabled && !isGrid(state) ? <Tool icon={pip} label={m.call_pip()} onPress={() => void pictureInPicture()} /> : null}
        </>
      ) : null}
      <Tool icon={gear} label={m.devices_title()} onPress={() => setChoosing(true)} />
      <Button look="danger" onPress={() => void client.end()}>
        <Icon outline={hangUp} />
        {ringing ? m.desk_call_cancel() : m.desk_call_end()}
      </Button>
      {choosing ? <DeviceSheet client={client} state={state} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}

const canShare = (): boolean => "getDisplayMedia" in ((navigator as { mediaDevices?: MediaDevices }).mediaDevices ?? {})

async function pictureInPicture(): Promise<void> {
  const picture = document.querySelector<HTMLVideoElement>(".call__other")
  if (document.pictureInPictureElement !== null) await document.exitPictureInPicture()
  else await picture?.requestPictureInPicture().catch(() => undefined)
}

interface ControlProps {
  on: boolean
  icons: readonly [on: string, off: string]
  label: string
  words: string
  onPress: () => void
}

function Control({ on, icons, label, words, onPress }: ControlProps): ReactElement {
  return (
    <button type="button" className={on ? "call__control" : "call__control call__control--off"} aria-label={label} onClick={onPress}>
      <Icon outline={icons[on ? 0 : 1]} />
      <span>{words}</span>
    </button>
  )
}

function Tool(props: { icon: string; label: string; pressed?: boolean; onPress: () => void }): ReactElement {
  return (
    <button type="button" className={props.pressed ? "call__control call__control--off" : "call__control"} aria-label={props.label} title={props.label} aria-pressed={props.pressed} onClick={props.onPress}>
      <Icon outline={props.icon} />
    </button>
  )
}

/** Each side's network in words, and only when it is worth a word. */
function QualityWords({ quality, name }: { quality: CallClientState["other"]["quality"]; name: string }): ReactElement | null {
  if (quality === null) return null
  return (
    <>
      {quality.mine === "good" ? null : <span>{m.desk_call_own_network()}</span>}
      {quality.theirs === "good" ? null : <span>{m.desk_call_their_network({ name })}</span>}
    </>
  )
}
