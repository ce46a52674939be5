/** What a room holds once it is here: the call, the conversation, and the foot that says what this person may do. */
import { type ReactElement, useState } from "react"
import type { OutboxItem } from "../../core/room/outbox"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import type { StaffView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { addressee, firstName, outcomeWord } from "../words"
import { CallStage } from "./CallStage"
import { Composer } from "./Composer"
import { KeptDraft } from "./KeptDraft"
import { MessageLog } from "./MessageLog"
import { NoteForm } from "./NoteForm"

interface OpenRoomProps {
  desk: Desk
  client: RoomClient
  state: RoomState
  now: number
}

export function OpenRoom({ desk, client, state, now }: OpenRoomProps): ReactElement {
  const items = useWatched(desk.outbox.items)
  const connection = useWatched(desk.socket.connection)
  const again = async (item: OutboxItem): Promise<void> => {
    await desk.outbox.discard(item.clientMessageId)
    await desk.outbox.add(item)
  }
  const calls = desk.calls(client.roomId)
  return (
    <div className="pane__body">
      {calls ? <CallStage calls={calls} name={state.room.resident.name} /> : null}
      <div className="pane__talk">
        <MessageLog
          key={client.roomId}
          client={client}
          state={state}
          unsent={items.filter((item) => item.roomId === client.roomId)}
          online={connection.state === "online"}
          now={now}
          me={desk.me.account_id}
          onDiscard={(item) => void desk.outbox.discard(item.clientMessageId)}
          onAgain={(item) => void again(item)}
        />
        {state.staff ? <Foot key={`foot-${client.roomId}`} desk={desk} client={client} state={state} staff={state.staff} /> : null}
      </div>
    </div>
  )
}

interface FootProps {
  desk: Desk
  client: RoomClient
  state: RoomState
  staff: StaffView
}

function Foot({ desk, client, state, staff }: FootProps): ReactElement {
  const noting = useWatched(desk.noting) === client.roomId
  const replying = useWatched(desk.replying)
  const { room } = state
  const name = room.resident.name
  if (room.state === "concluded" || room.state === "archived") return <Concluded state={state} />
  if (noting)
    return (
      <NoteForm
        roomId={room.id}
        drafts={desk.drafts}
        name={name}
        age={staff.age}
        onSave={(text) => desk.addNote(room.id, text)}
        onBack={() => {
          desk.noting.set(null)
          if (room.holder?.id === desk.me.account_id) desk.replying.set(room.id)
        }}
      />
    )
  if (room.holder?.id !== desk.me.account_id) return <ReadOnly desk={desk} client={client} state={state} />
  return (
    <Composer
      roomId={room.id}
      drafts={desk.drafts}
      durable={desk.outbox.durable}
      addressee={addressee(name, staff.age, staff.guardian === null ? null : firstName(staff.guardian.name))}
      name={name}
      wanted={replying === client.roomId}
      onWanted={() => desk.replying.set(null)}
      onTyping={() => client.showTyping()}
      onNote={() => desk.noting.set(room.id)}
      onSend={async (text, picture) => {
        // The room in this pane's header, not the one in focus: the server refuses it if the two ever differ.
        await desk.outbox.add({ roomId: client.roomId, shownRoomId: room.id, text, picture })
      }}
    />
  )
}

/** Somebody else's case, or nobody's: what may be done, and the draft that was begun while it was mine. */
function ReadOnly({ desk, client, state }: Omit<FootProps, "staff">): ReactElement {
  const claiming = useWatched(desk.claiming)
  const { holder, resident, id } = state.room
  const [busy, setBusy] = useState(false)
  const claim = async (): Promise<void> => {
    setBusy(true)
    const lost = !(await desk.claim({ case_id: id, resident_name: resident.name }))
    setBusy(false)
    if (lost) client.reopen()
  }
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

function Concluded({ state }: { state: RoomState }): ReactElement {
  const card = state.room.closing_card
  if (card === null) return <div className="composer composer--closed" />
  return (
    <section className="composer composer--closed" aria-label={m.desk_closing_card()}>
      <p className="strong">{m.desk_concluded_by({ name: card.concluded_by.name, time: exactTime(card.concluded_at) })}</p>
      <p>{m.desk_concluded_outcome({ outcome: outcomeWord(card.outcome) })}</p>
      <p className="closing-text">{card.text}</p>
      {card.seek_care ? <p className="closing-text muted">{card.seek_care}</p> : null}
    </section>
  )
}
