/** The room as a guest has it: who is here, what is said from their coming on, and a field if they may write. */
import type { VNode } from "preact"
import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import { language, localized } from "../../core/language"
import { Socket, socketUrl, wakeWithPage } from "../../core/net/socket"
import { tabPeerId } from "../../core/net/tabPeer"
import type { GuestMe, Message, Participant } from "../../core/protocol/wire"
import { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import { clockTime } from "../../core/times"
import { Button } from "../../design/Button"
import { MessageBubble } from "../../design/Message"
import { ConnectionLine } from "../../design/Notices"
import { LinkQuestion } from "../../design/message/SaidText"
import { apart } from "../../core/text/direction"
import * as m from "../../texts/messages"
import { useTitle, useWatched } from "../hooks"
import { LanguageSwitch } from "../parts/Page"
import { Wait } from "../parts/Waits"
import * as api from "./api"
import "../room/room.css"

const MOST_LETTERS = 4000

interface Line {
  socket: Socket
  client: RoomClient
}

interface GuestRoomProps {
  me: GuestMe
  roomId: string
  /** With what was typed and not sent. */
  onOver: (typed: string) => void
  onLeave: (typed: string) => void
}

export function GuestRoom(props: GuestRoomProps): VNode {
  const line = useLine(props.me, props.roomId)
  return line ? <Talk {...props} line={line} /> : <Wait />
}

function useLine(me: GuestMe, roomId: string): Line | null {
  const [line, setLine] = useState<Line | null>(null)
  useEffect(() => {
    let end: (() => void) | null = null
    let gone = false
    void tabPeerId().then((peerId) => {
      if (gone) return
      const socket = new Socket({ url: socketUrl("guest"), peerId })
      const client = new RoomClient(socket, roomId, me.account_id)
      const asleep = wakeWithPage(socket)
      socket.start()
      client.start()
      setLine({ socket, client })
      end = () => {
        asleep()
        client.stop()
        socket.stop()
      }
    })
    return () => {
      gone = true
      end?.()
    }
  }, [roomId])
  return line
}

function Talk(props: GuestRoomProps & { line: Line }): VNode {
  const { me, line } = props
  const connection = useWatched(line.socket.connection)
  const opened = useWatched(line.client.opened)
  const typed = useRef("")
  const state = opened.phase === "refused" ? null : opened.state
  const over = connection.state === "ended" || opened.phase === "ended" || opened.phase === "refused"
  useEffect(() => {
    if (over) props.onOver(typed.current)
  }, [over])
  useTitle(state ? m.guest_room_with({ name: state.room.resident.name }) : m.guest_title())
  return (
    <>
      <ConnectionLine text={connection.state === "online" ? null : m.guest_reconnecting()} />
      <div className="room guest-room">
        {state ? <Top state={state} onLeave={() => props.onLeave(typed.current)} /> : null}
        <main id="content" className="room__main" tabIndex={-1}>
          {state ? <Said me={me} state={state} client={line.client} /> : <Wait />}
          {me.may_write ? <Writing line={line} roomId={props.roomId} onText={(text) => (typed.current = text)} /> : <p className="composer muted">{m.guest_read_only()}</p>}
          <LinkQuestion />
        </main>
      </div>
    </>
  )
}

function Top(props: { state: RoomState; onLeave: () => void }): VNode {
  const [asked, setAsked] = useState(false)
  const { resident, participants, unit_name: unit } = props.state.room
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <header className="room__top">
        <div className="grow">
          <h1 ref={heading} tabIndex={-1} className="room__who">
            {m.guest_room_with({ name: resident.name })}
          </h1>
          <p className="room__unit">
            {unit}. {m.guest_here({ names: participants.map(nameOf).join("; ") })}
          </p>
        </div>
        <LanguageSwitch />
        <Button look="danger-line" size="s" onPress={() => setAsked(true)}>
          {m.guest_leave()}
        </Button>
      </header>
      {asked ? (
        <div className="notice" role="alertdialog" aria-label={m.guest_leave()}>
          <p>{m.guest_leave_sure()}</p>
          <div className="row">
            <Button look="danger" onPress={props.onLeave}>
              {m.guest_leave()}
            </Button>
            <Button look="line" onPress={() => setAsked(false)}>
              {m.guest_leave_stay()}
            </Button>
          </div>
        </div>
      ) : null}
    </>
  )
}

const nameOf = ({ name, title }: Participant): string => (title ? `${apart(name)}, ${localized(title).toLocaleLowerCase(language.get())}` : name)

function Said(props: { me: GuestMe; state: RoomState; client: RoomClient }): VNode {
  const { messages } = props.state
  const box = useRef<HTMLDivElement>(null)
  const newest = messages.at(-1)?.sequence ?? 0
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    if (newest > 0) props.client.advance(newest, document.visibilityState === "visible" ? newest : 0)
  }, [newest])
  return (
    <div className="room__panel">
      <div className="room__scroll" ref={box}>
        <div role="log" aria-label={m.room_log()} aria-relevant="additions" tabIndex={0}>
          <ol className="log">
            {messages.length === 0 ? <li className="log__event">{m.guest_nothing_yet()}</li> : null}
            {messages.map((message) => (
              <Turn key={message.client_message_id} message={message} mine={message.sender.id === props.me.account_id} />
            ))}
          </ol>
        </div>
      </div>
    </div>
  )
}

function Turn({ message, mine }: { message: Message; mine: boolean }): VNode {
  const author = mine ? m.room_you() : nameOf(message.sender)
  const { picture } = message
  return (
    <MessageBubble
      mine={mine}
      author={author}
      text={message.text}
      id={message.id}
      redacted={message.redacted}
      picture={picture ? { source: api.fileSource(picture.id), alt: m.room_picture_from({ name: author }), width: picture.width, height: picture.height } : null}
      foot={m.room_author_time({ name: author, time: clockTime(message.at) })}
    />
  )
}

/** The field empties when the server has the message; until then the same message is what is sent again. */
function Writing(props: { line: Line; roomId: string; onText: (text: string) => void }): VNode {
  const [text, setText] = useState("")
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const id = useMemo(() => crypto.randomUUID(), [round])
  const write = (next: string): void => {
    setText(next)
    props.onText(next)
  }
  const send = async (): Promise<void> => {
    if (text.trim() === "" || busy) return
    setBusy(true)
    const what = { room_id: props.roomId, shown_room_id: props.roomId, client_message_id: id, text, picture_id: null }
    try {
      await props.line.socket.command({ type: "message.send", id, ...what })
      write("")
      setProblem(null)
      setRound(round + 1)
    } catch (thrown) {
      setProblem(`${m.guest_kept()} ${errorText(asRefusal(thrown))}`)
    }
    setBusy(false)
  }
  return (
    <form
      className="composer"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div role="alert">{problem ? <p className="composer__note">{problem}</p> : null}</div>
      <div className="composer__row">
        <label className="grow">
          <span className="hidden-visually">{m.composer_label()}</span>
          <textarea
            className="composer__text"
            autoComplete="off"
            rows={2}
            maxLength={MOST_LETTERS}
            placeholder={m.composer_placeholder()}
            value={text}
            readOnly={busy}
            onInput={(event) => {
              write(event.currentTarget.value)
              props.line.client.showTyping()
            }}
          />
        </label>
        <Button look="filled" submit busy={busy}>
          {busy ? m.guest_sending() : m.composer_send()}
        </Button>
      </div>
    </form>
  )
}
