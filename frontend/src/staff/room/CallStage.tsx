/** The room's call: who is rung, both pictures, and the controls. The conversation stays beside it, never behind. */
import { type ReactElement, useEffect, useRef } from "react"
import cameraFill from "@phosphor-icons/core/assets/fill/video-camera-fill.svg?icon"
import cameraOff from "@phosphor-icons/core/assets/regular/video-camera-slash.svg?icon"
import microphoneFill from "@phosphor-icons/core/assets/fill/microphone-fill.svg?icon"
import microphoneOff from "@phosphor-icons/core/assets/regular/microphone-slash.svg?icon"
import hangUp from "@phosphor-icons/core/assets/fill/phone-disconnect-fill.svg?icon"
import type { CallClient, CallClientState, CallView, EndReason, MediaProblem, RoomCalls } from "../../call"
import { errorText } from "../../core/errors/errorText"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { firstName, initialsOf } from "../words"

export function CallStage({ calls, name }: { calls: RoomCalls; name: string }): ReactElement | null {
  const { client } = calls
  const state = useWatched(client.state)
  const { view } = state
  switch (view.phase) {
    case "idle":
      return <Refused state={state} />
    case "calling":
    case "answering":
    case "talking":
      return <Stage client={client} state={state} name={name} />
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
      return (
        <div className="call-line" role="status">
          <p>{endWords(view.reason, firstName(name))}</p>
          <Button look="quiet" size="s" onPress={() => client.dismiss()}>
            {m.staff_close()}
          </Button>
        </div>
      )
  }
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
}

function Stage({ client, state, name }: StageProps): ReactElement {
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

function Controls({ client, state }: Omit<StageProps, "name">): ReactElement {
  const ringing = state.view.phase === "calling"
  return (
    <div className="call__controls">
      <button
        type="button"
        className="call__control"
        aria-label={state.own.muted ? m.desk_call_unmute() : m.desk_call_mute()}
        aria-pressed={state.own.muted}
        onClick={() => client.setMuted(!state.own.muted)}
      >
        <Icon outline={state.own.muted ? microphoneOff : microphoneFill} />
        <span>{m.desk_call_microphone()}</span>
      </button>
      <button
        type="button"
        className="call__control"
        aria-label={state.own.cameraOn ? m.desk_call_camera_off() : m.desk_call_camera_on()}
        aria-pressed={!state.own.cameraOn}
        onClick={() => void client.setCamera(!state.own.cameraOn)}
      >
        <Icon outline={state.own.cameraOn ? cameraFill : cameraOff} />
        <span>{m.desk_call_camera()}</span>
      </button>
      <Button look="danger" onPress={() => void client.end()}>
        <Icon outline={hangUp} />
        {ringing ? m.desk_call_cancel() : m.desk_call_end()}
      </Button>
    </div>
  )
}

interface PictureProps {
  stream: MediaStream | null
  label: string
  className: string
  muted?: boolean
}

function Picture({ stream, label, className, muted }: PictureProps): ReactElement {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (element.current && element.current.srcObject !== stream) element.current.srcObject = stream
  }, [stream])
  return <video ref={element} className={className} aria-label={label} autoPlay playsInline muted={muted ?? false} />
}

/** Where there is no picture the other's voice still has to be heard. */
function Sound({ stream }: { stream: MediaStream | null }): ReactElement {
  const element = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    if (element.current && element.current.srcObject !== stream) element.current.srcObject = stream
  }, [stream])
  return <audio ref={element} autoPlay />
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

function stageWords(view: CallView, name: string): string {
  if (view.phase === "calling") return m.desk_call_ringing({ name })
  if (view.phase !== "talking") return m.desk_call_connecting()
  switch (view.path.is) {
    case "connecting":
      return m.desk_call_connecting()
    case "connected":
      return m.desk_call_connected({ name })
    case "reconnecting":
      return m.desk_call_reconnecting()
  }
}

function endWords(reason: EndReason, name: string): string {
  switch (reason) {
    case "declined":
      return m.desk_call_ended_declined({ name })
    case "missed":
      return m.desk_call_ended_missed({ name })
    case "cancelled":
      return m.desk_call_ended_cancelled()
    case "hung_up":
    case "room_concluded":
      return m.desk_call_ended_hung_up()
    case "failed":
      return m.desk_call_ended_failed()
  }
}

function problemWords(problem: MediaProblem): string {
  switch (problem) {
    case "denied":
      return m.desk_call_media_refused()
    case "missing":
      return m.desk_call_media_missing()
    case "busy":
    case "unsupported":
      return m.desk_call_media_failed()
  }
}
