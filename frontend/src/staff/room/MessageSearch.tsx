/** Looks for words in one room, or in all that this person may read. What is found opens its room there. */
import type { ReactElement } from "react"
import { request } from "../../core/net/http"
import type { FoundMessage, FoundMessages, SearchMessages } from "../../core/protocol/wire"
import { wantedMessage } from "../../core/room/finding"
import { caseOfWords, SearchDialog } from "../../design/message/SearchDialog"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { searching } from "../desk/searching"
import { useWatched } from "../watched"

export function MessageSearch({ desk }: { desk: Desk }): ReactElement | null {
  const where = useWatched(searching)
  if (where === null) return null
  const { roomId } = where
  const name = roomId === null ? null : (desk.client(roomId)?.state?.room.resident.name ?? desk.item(roomId)?.resident_name ?? "")
  const goTo = (found: FoundMessage): void => {
    searching.set(null)
    desk.openRoom(found.room_id)
    wantedMessage.set({ roomId: found.room_id, id: found.message_id, sequence: found.sequence })
  }
  return (
    <SearchDialog
      title={name === null ? m.search_everywhere() : m.search_in_talk_with({ name })}
      me={desk.me.account_id}
      of={name === null ? caseOfWords : null}
      note={m.search_recorded()}
      search={(words) => request<FoundMessages>("POST", "/api/staff/search", { words, room_id: roomId } satisfies SearchMessages)}
      onGoTo={goTo}
      onClose={() => searching.set(null)}
    />
  )
}
