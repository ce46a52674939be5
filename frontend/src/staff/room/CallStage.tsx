/** The room's call: who is rung, both pictures, and the controls. The conversation stays beside it, never behind. */
import { type ReactElement, useEffect, useState } from "react"
import cameraFill from "@phosphor-icons/core/assets/fill/video-camera-fill.svg?icon"
import cameraOff from "@phosphor-icons/core/assets/regular/video-camera-slash.svg?icon"
import microphoneFill from "@phosphor-icons/core/assets/fill/microphone-fill.svg?icon"
import microphoneOff from "@phosphor-icons/core/assets/regular/microphone-slash.svg?icon"
import hangUp from "@phosphor-icons/core/assets/fill/phone-disconnect-fill.svg?icon"
import type { CallClient, CallClientState, CallView, EndReason, RoomCalls } from "../../call"
import { errorText } from "../../core/errors/errorText"
import { minutesAndSeconds } from "../../core/times"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { firstName, initialsOf, phoneWords } from "../words"
import { Picture, Sound } from "./CallPictures"
import { endWords, problemWords, stageWords } from "./callWords"

interface CallStageProps {
  calls: RoomCalls
  name: string
  /** Today's number, for when there is no picture to be had. */
  phone: string
  /** The case is over, so its call is as well: the foot of the room says so. */
  concluded: boolean
  /** How far the server's clock is ahead. */
  skew: number
  onWrite: () => void
}

export function CallStage(props: CallStageProps): ReactElement | null {
  const { name, skew, concluded } = props
  const { client } = props.calls
  const state = useWatched(client.state)
  const { view } = state
  switch (view.phase) {
    case "idle":
      return <Refused state={state} />
    case "calling":
    case "answering":
    case "talking":
      return <Stage client={client} state={state} name={name} skew={skew} />
    case "incoming":
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
      return concluded ? null : <Ended {...props} reason={view.reason} />
  }
}

/** What can be done instead stands beside what did not come about. */
function Ended({ calls, name, phone, reason, onWrite }: CallStageProps & { reason: EndReason }): ReactElement {
  const unanswered = reason === "declined" || reason === "missed" || reason === "failed"
  return (
    <div className="call-line" role="status">
      <p>
        {endWords(reason, firstName(name))}
        {unanswered && phone !== "" ? (
          <>
            {" "}
            <span className="call-line__phone figures">{m.desk_call_phone({ number: phoneWords(phone) })}</span>
          </>
        ) : null}
      </p>
      <div className="call-line__ways">
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

interface StageProps {
  client: CallClient
  state: CallClientState
  name: string
  skew: number
}

function Stage({ client, state, name, skew }: StageProps): ReactElement {
  const first = firstName(name)
  const talking = state.view.phase === "talking" && state.other.remote !== null
  return (
    <section className="call" aria-label={m.desk_call_pane({ name })}>
      <div className="call__stage">
        {talking && state.other.remotePicture ? (
          <Picture stream={state.other.remote} label={m.desk_call_their_picture({ name: first })} className="call__other" />
        ) : (
          <>
            <Sound stream={state.other.remote} />
            <span className="call__initials" aria-hidden="true">
              {initialsOf(name)}
            </span>
          </>
        )}
        <p className="call__words" role="status">
          {stageWords(state.view, first)}
          {talking && !state.other.remotePicture ? <span>{m.desk_call_their_camera_off({ name: first })}</span> : null}
          {talking && !state.other.remoteSound ? <span>{m.desk_call_their_mute({ name: first })}</span> : null}
          {talking ? <QualityWords quality={state.other.quality} name={first} /> : null}
          {state.own.problem === null ? null : <span>{problemWords(state.own.problem)}</span>}
        </p>
        <Lasts view={state.view} skew={skew} />
        {state.own.cameraOn ? (
          <Picture stream={state.own.stream} label={m.desk_call_own_picture()} className="call__own" muted />
        ) : (
          <span className="call__own call__own--off">{m.desk_call_no_camera()}</span>
        )}
      </div>
      <Controls client={client} state={state} />
    </section>
  )
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

function Controls({ client, state }: Pick<StageProps, "client" | "state">): ReactElement {
  const ringing = state.view.phase === "calling"
  return (
    <div className="call__controls">
      <button
        type="button"
        className={state.own.muted ? "call__control call__control--off" : "call__control"}
        aria-label={state.own.muted ? m.desk_call_unmute() : m.desk_call_mute()}
        onClick={() => client.setMuted(!state.own.muted)}
      >
        <Icon outline={state.own.muted ? microphoneOff : microphoneFill} />
        <span>{state.own.muted ? m.desk_call_microphone_off() : m.desk_call_microphone_on()}</span>
      </button>
      <button
        type="button"
        className={state.own.cameraOn ? "call__control" : "call__control call__control--off"}
        aria-label={state.own.cameraOn ? m.desk_call_camera_off() : m.desk_call_camera_on()}
        onClick={() => void client.setCamera(!state.own.cameraOn)}
      >
        <Icon outline={state.own.cameraOn ? cameraFill : cameraOff} />
        <span>{state.own.cameraOn ? m.desk_call_picture_on() : m.desk_call_picture_off()}</span>
      </button>
      <Button look="danger" onPress={() => void client.end()}>
        <Icon outline={hangUp} />
        {ringing ? m.desk_call_cancel() : m.desk_call_end()}
      </Button>
    </div>
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
