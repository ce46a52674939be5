/** What a room holds once it is here: the call, the conversation, and the foot that says what this person may do. */
import { lazy, type ReactElement, Suspense, useEffect, useState } from "react"
import { language, localized } from "../../core/language"
import { shownFiles } from "../../core/room/files"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import type { Message, RoomView, StaffView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { useAnswered } from "../../design/message/useAnswered"
import * as m from "../../texts/messages"
import { ConcludedFoot } from "../case/ConcludedFoot"
import type { Desk } from "../desk/desk"
import { GuestStrip } from "../guests/GuestStrip"
import { focusedRoom } from "../desk/panes"
import { tell, warn } from "../notices"
import { useWatched } from "../watched"
import { addressee, firstName } from "../words"
import { ThreatStrip } from "../threats/ThreatStrip"
import { SilenceStrip } from "../silences/SilenceStrip"
import { TransferStrip } from "../transfers/TransferStrip"
import { AlarmStrip } from "./AlarmStrip"
import { Composer, type PhraseSource } from "./Composer"
import { KeptDraft } from "./KeptDraft"
import { isFromStaff } from "./logLines"
import { largePicture, offerPictures } from "./lightbox"
import { staleIn } from "./marks"
import { MessageLog } from "./MessageLog"
import { NoteForm } from "./NoteForm"
import { phrasesIn } from "./phrases"
import { roomPictures } from "./roomPictures"
import { useWindowLookedAt } from "./useLooking"
import { useReply } from "./useReply"
import { useStaleStop } from "./useStaleStop"
import { type TakingBack, useTakenBack, useTakingBack } from "./useTakenBack"

const CallStage = lazy(() => import("./CallStage").then(({ CallStage }) => ({ default: CallStage })))

interface OpenRoomProps {
  desk: Desk
  client: RoomClient
  state: RoomState
  now: number
}

export function OpenRoom({ desk, client, state, now }: OpenRoomProps): ReactElement {
  const items = useWatched(desk.outbox.items)
  const connection = useWatched(desk.socket.connection)
  useWatched(desk.outbox.inPage)
  const shares = useWatched(desk.outbox.shares)
  const calls = useWatched(desk.inCalls).get(client.roomId)
  const calling = useWatched(desk.calling)
  const [atEnd, setAtEnd] = useState(true)
  const [answering, setAnswering] = useAnswered(desk.drafts, client.roomId)
  const mine = state.room.holder?.id === desk.me.account_id
  const taking = useTakingBack(desk, client.roomId, setAnswering)
  const answer = (message: Message): void => {
    desk.noting.set(null)
    setAnswering(message.id)
    desk.replying.set(client.roomId)
  }
  const focused = focusedRoom(useWatched(desk.panes)) === client.roomId
  const looking = useWindowLookedAt() && focused && atEnd
  const newest = state.messages.at(-1)?.sequence ?? 0
  useEffect(() => {
    if (looking) desk.looks.look(client.roomId, Date.now() + desk.skew)
  }, [looking, newest, desk, client])
  useEffect(() => {
    // Somebody has hidden what stands open over the desk.
    const file = largePicture.get()?.file
    if (file?.roomId !== client.roomId || shownFiles(state).has(file.fileId)) return
    largePicture.set(null)
    warn(m.closed_picture)
  }, [state, client])
  const writable = mine && !isClosed(state.room)
  useEffect(
    () =>
      offerPictures(client.roomId, {
        pictures: () => roomPictures(state),
        mark: !writable
          ? null
          : () => {
              desk.noting.set(null)
              desk.replying.set(client.roomId)
            },
      }),
    [state, client, desk, writable],
  )
  return (
    <div className="pane__body">
      {calls ? (
        <Suspense>
        <CallStage
          room={state.room}
          calls={calls}
          name={state.room.resident.name}
          phone={state.room.voice === false ? "" : (state.staff?.summary.phone ?? "")}
          busy={calling !== null && calling !== client.roomId}
          onNote={() => desk.noting.set(client.roomId)}
          onSay={(text) => void desk.outbox.add({ roomId: client.roomId, shownRoomId: state.room.id, text, picture: null, replyToId: null, ...client.tenure })}
          concluded={isClosed(state.room)}
          skew={desk.skew}
          onWrite={() => desk.reply(client.roomId)}
        />
        </Suspense>
      ) : null}
      <div className="pane__talk">
        {state.staff ? <AlarmStrip desk={desk} room={state.room} answered={newestOfMine(state, desk.me.account_id)} staff={state.staff} now={now} /> : null}
        {state.staff ? <ThreatStrip desk={desk} room={state.room} staff={state.staff} now={now} /> : null}
        {state.staff ? <TransferStrip desk={desk} room={state.room} staff={state.staff} now={now} /> : null}
        <SilenceStrip desk={desk} room={state.room} now={now} />
        <GuestStrip desk={desk} room={state.room} now={now} />
        <MessageLog
          key={client.roomId}
          client={client}
          state={state}
          unsent={items.filter((item) => item.roomId === client.roomId)}
          online={connection.state === "online"}
          isKept={(item) => desk.outbox.isKept(item)}
          shares={shares}
          now={now}
          me={desk.me.account_id}
          atEnd={atEnd}
          onAtEnd={setAtEnd}
          onDiscard={(item) => void desk.outbox.discard(item.clientMessageId)}
          onAgain={(item) => desk.outbox.tryAgain(item.clientMessageId, client.tenure)}
          onChange={writable ? taking.take : null}
          onReply={writable ? answer : null}
          onWithdraw={writable ? (form) => withdrawForm(desk, client.roomId, form.id) : null}
          mayRedact={state.room.state !== "archived" && (mine || (desk.supervises && state.room.unit_name === desk.me.unit.name))}
        />
        {state.staff ? <Foot key={`foot-${client.roomId}`} desk={desk} client={client} state={state} staff={state.staff} looking={looking} answering={answering} onAnswered={() => setAnswering(null)} taking={taking} onRead={() => setAtEnd(true)} /> : null}
      </div>
    </div>
  )
}

async function withdrawForm(desk: Desk, roomId: string, sentFormId: string): Promise<void> {
  if (await desk.did({ type: "form.withdraw", room_id: roomId, sent_form_id: sentFormId })) tell(() => m.asked_withdrawn_now())
}

/** Of whoever has the room; null for everybody else. */
function newestOfMine({ room, messages }: RoomState, me: string): number | null {
  return room.holder?.id === me ? (messages.findLast((message) => message.sender.id === me)?.sequence ?? 0) : null
}

const isClosed = (room: RoomView): boolean => room.state === "concluded" || room.state === "archived"

interface FootProps {
  desk: Desk
  client: RoomClient
  state: RoomState
  staff: StaffView
  /** The end of the conversation is before the writer's eyes. */
  looking: boolean
  /** The message that is answered, if one in particular is. */
  answering: string | null
  onAnswered: () => void
  taking: TakingBack
  /** The writer wants to read what came. */
  onRead: () => void
}

function Foot(props: FootProps): ReactElement {
  const { desk, client, state, staff } = props
  const noting = useWatched(desk.noting) === client.roomId
  const { room } = state
  if (isClosed(room)) return <ConcludedFoot desk={desk} state={state} />
  const mine = room.holder?.id === desk.me.account_id
  // A reply that waits behind a note goes on being watched over.
  return (
    <>
      {mine ? <ReplyForm {...props} hidden={noting} /> : null}
      {noting ? (
        <NoteForm
          roomId={room.id}
          drafts={desk.drafts}
          name={room.resident.name}
          age={staff.age}
          onSave={(text) => desk.addNote(room.id, text)}
          onBack={() => {
            desk.noting.set(null)
            if (mine) desk.replying.set(room.id)
          }}
        />
      ) : null}
      {mine || noting ? null : <ReadOnly desk={desk} client={client} state={state} />}
    </>
  )
}

function ReplyForm({ desk, client, state, staff, looking, answering, onAnswered, taking, onRead, hidden }: FootProps & { hidden: boolean }): ReactElement | null {
  const replying = useWatched(desk.replying)
  const { room } = state
  const reply = useReply(desk.drafts, room.id)
  useTakenBack(desk, reply, taking)
  const newest = state.messages.findLast((message) => message.sender.id !== desk.me.account_id)
  const stop = useStaleStop({
    drafts: desk.drafts,
    roomId: room.id,
    newest: newest?.sequence ?? 0,
    looking,
    drafting: reply.text.trim() !== "",
    loaded: reply.loaded,
  })
  const phrases = usePhrases(desk, room, staff)
  const full = useWatched(desk.outbox.inPage).size > 0
  if (hidden) return null
  const name = room.resident.name
  return (
    <Composer
      drafts={desk.drafts}
      roomId={room.id}
      reply={reply}
      stop={stop}
      stopText={stopText(newest, name)}
      answering={state.messages.find((message) => message.id === answering)}
      onAnswerNone={onAnswered}
      kept={desk.outbox.durable && !full}
      addressee={addressee(name, staff.age, staff.guardian === null ? null : firstName(staff.guardian.name))}
      name={name}
      signature={m.desk_writing_as({ name: desk.me.given_name, title: localized(desk.me.title).toLocaleLowerCase(language.get()) })}
      phrases={phrases}
      wanted={replying === client.roomId}
      onWanted={() => desk.replying.set(null)}
      onTyping={() => client.showTyping()}
      onRead={onRead}
      onNote={() => desk.noting.set(room.id)}
      onSend={async (text, picture) => {
        // The room in this pane's header, not the one in focus: the server refuses it if the two ever differ.
        await desk.outbox.add({ roomId: client.roomId, shownRoomId: room.id, text, picture, replyToId: answering, ...client.tenure })
        onAnswered()
      }}
    />
  )
}

function stopText(newest: Message | undefined, resident: string): string {
  const name = firstName(newest?.sender.name ?? resident)
  return newest === undefined || !isFromStaff(newest) ? m.desk_stop({ name }) : m.desk_stop_colleague({ name })
}

function usePhrases(desk: Desk, room: RoomView, staff: StaffView): PhraseSource {
  const book = useWatched(desk.phrases.now)
  const wanted = useWatched(desk.phrasing)
  const spoken = useWatched(language)
  const here = book.phase === "here" ? book.phrases : null
  const known = { room, staff, me: desk.me, language: spoken }
  return {
    phrases: here?.phrases ?? null,
    missing: book.phase === "missing",
    wanted: wanted?.roomId === room.id ? wanted.phrase : null,
    onTaken: () => desk.phrasing.set(null),
    fill: here === null ? () => ({ text: "", fills: [], language: spoken, missing: null }) : phrasesIn({ ...known, unit: here.unit }),
    staleIn: (text, marks) => staleIn(text, marks, { ...known, unit: here?.unit ?? null }),
    askAgain: () => void desk.phrases.load(),
  }
}

/** Somebody else's case, or nobody's: what may be done, and the draft that was begun while it was mine. */
function ReadOnly({ desk, client, state }: Pick<FootProps, "desk" | "client" | "state">): ReactElement {
  const claiming = useWatched(desk.claiming)
  const { holder, resident, id, unit_name: unit } = state.room
  const [busy, setBusy] = useState(false)
  const claim = async (): Promise<void> => {
    setBusy(true)
    const lost = !(await desk.claim({ case_id: id, resident_name: resident.name }))
    setBusy(false)
    if (lost) client.reopen()
  }
  if (unit !== desk.me.unit.name)
    return (
      <div className="composer composer--closed">
        <p>{m.desk_read_only_unit({ unit })}</p>
      </div>
    )
  return (
    <div className="composer composer--closed">
      <p>{holder === null ? m.desk_read_only_waiting() : m.desk_read_only_other({ name: holder.name })}</p>
      <KeptDraft drafts={desk.drafts} roomId={id} />
      <div className="composer__foot">
        {holder === null ? (
          <Button look="filled" size="s" busy={busy || claiming === id} label={m.desk_claim_named({ name: resident.name })} onPress={() => void claim()}>
            {m.desk_claim()}
          </Button>
        ) : null}
        <Button look="quiet" size="s" onPress={() => desk.noting.set(id)}>
          {m.desk_note()}
        </Button>
      </div>
    </div>
  )
}
