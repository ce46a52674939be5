/** It rings: who calls, a look at oneself first, and four ways. A dialog over the case; Escape means "not now". */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import caretRight from "@phosphor-icons/core/assets/bold/caret-right-bold.svg?icon"
import chat from "@phosphor-icons/core/assets/regular/chat-text.svg?icon"
import clock from "@phosphor-icons/core/assets/regular/clock.svg?icon"
import microphone from "@phosphor-icons/core/assets/fill/microphone-fill.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import speakerSlash from "@phosphor-icons/core/assets/regular/speaker-slash.svg?icon"
import videoCamera from "@phosphor-icons/core/assets/fill/video-camera-fill.svg?icon"
import { meterOf, type CallClient, type CallClientState } from "../../call"
import { errorText } from "../../core/errors/errorText"
import { localized } from "../../core/language"
import type { CallState, RoomView } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { Avatar } from "../../design/Notices"
import * as m from "../../texts/messages"
import { PermissionHelp } from "../../design/call/PermissionHelp"
import { LanguageSwitch } from "../parts/Page"
import { mediaText } from "./mediaText"
import { Picture } from "./Picture"

interface IncomingProps {
  client: CallClient
  state: CallClientState
  room: RoomView
  call: CallState
  answering: boolean
  onSay: (text: string) => void
}

export function IncomingScreen(props: IncomingProps): VNode {
  const { client, state, call, answering } = props
  const caller = props.room.participants.find((person) => person.id === call.started_by) ?? props.room.holder
  const answer = useRef<HTMLButtonElement>(null)
  useEffect(() => answer.current?.focus(), [])
  const [replying, setReplying] = useState(false)
  const name = caller?.name ?? props.room.unit_name
  return (
    <section
      className="incoming"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="incoming-title"
      onKeyDown={(event) => event.key === "Escape" && void client.end()}
    >
      <div className="incoming__top">
        <LanguageSwitch />
        <button type="button" className="incoming__quiet" onClick={() => client.silence()}>
          <Icon outline={speakerSlash} />
          {m.call_ring_off()}
        </button>
      </div>
      <div className="incoming__who">
        <Avatar initials={caller?.initials ?? ""} large />
        <p id="incoming-title">
          {call.video ? m.call_video_from() : m.call_sound_from()} <strong>{name}</strong>
        </p>
        <p className="incoming__where">
          {caller?.title ? <span>{localized(caller.title)} </span> : null}
          <span>{props.room.unit_name}</span>
        </p>
      </div>
      <Look client={client} state={state} words={m.call_sees_when({ name: name.split(" ")[0] ?? name })} />
      {state.refusal ? <p role="alert">{errorText(state.refusal)}</p> : null}
      {state.own.problem ? <p role="alert">{mediaText(state.own.problem)}</p> : null}
      {state.own.problem === "denied" ? <PermissionHelp /> : null}
      <div className="incoming__ways">
        <button ref={answer} type="button" className="incoming__way incoming__way--first" aria-busy={answering} onClick={() => void client.accept(true)}>
          <Icon outline={videoCamera} />
          {m.call_answer_video()}
        </button>
        <button type="button" className="incoming__way" aria-busy={answering} onClick={() => void client.accept(false)}>
          <Icon outline={phone} />
          {m.call_answer_sound()}
        </button>
        {replying ? (
          <div className="incoming__replies" role="group" aria-label={m.call_decline_with()}>
            {[m.call_decline_soon(), m.call_decline_later(), m.call_decline_write()].map((text) => (
              <button
                key={text}
                type="button"
                className="incoming__reply"
                onClick={() => {
                  void client.end()
                  props.onSay(text)
                }}
              >
                {text}
              </button>
            ))}
          </div>
        ) : null}
        <div className="row row--apart">
          <button type="button" className="incoming__quiet" aria-expanded={replying} onClick={() => setReplying(!replying)}>
            <Icon outline={chat} />
            {m.call_decline_with()}
          </button>
          <button type="button" className="incoming__quiet" onClick={() => void client.end()}>
            <Icon outline={clock} />
            {m.call_not_now()}
          </button>
        </div>
      </div>
    </section>
  )
}

/** One's own picture and sound level before answering. Asked for by a press: ringing alone opens no camera. */
export function Look(props: { client: CallClient; state: CallClientState; words: string }): VNode {
  const { own } = props.state
  if (!own.stream) {
    return (
      <button type="button" className="incoming__look" onClick={() => void props.client.preview(true)}>
        <Icon outline={videoCamera} />
        <span>
          <span className="strong">{m.call_look()}</span>
          <br />
          {props.words}
        </span>
        <Icon outline={caretRight} size="s" />
      </button>
    )
  }
  return (
    <div className="incoming__look">
      <Picture className="incoming__self" stream={own.stream} label={m.call_own_picture()} silent />
      <div>
        <p className="strong">{props.state.online ? m.call_in_touch() : m.call_no_touch()}</p>
        <p>{props.words}</p>
        <Level stream={own.stream} />
      </div>
    </div>
  )
}

const BARS = 6
const HEARD = 2
const READ_EVERY_MS = 120

function Level(props: { stream: MediaStream }): VNode {
  const [bars, setBars] = useState(0)
  useEffect(() => {
    const meter = meterOf(props.stream)
    const timer = setInterval(() => setBars(Math.round(meter.level() * BARS)), READ_EVERY_MS)
    return () => {
      clearInterval(timer)
      meter.close()
    }
  }, [props.stream])
  return (
    <p className="level">
      <Icon outline={microphone} size="s" />
      <span className="level__bars" aria-hidden="true">
        {Array.from({ length: BARS }, (_, bar) => (
          <span key={bar} className={bar < bars ? "level__bar level__bar--on" : "level__bar"} />
        ))}
      </span>
      {bars >= HEARD ? m.call_sound_heard() : m.call_sound_silent()}
    </p>
  )
}
