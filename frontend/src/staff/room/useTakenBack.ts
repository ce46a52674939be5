/** Puts a message that was refused back where it was written, before whatever has been begun there since. */
import { useEffect } from "react"
import type { OutboxItem } from "../../core/room/outbox"
import type { Desk } from "../desk/desk"
import type { Reply } from "./useReply"

interface TakingBack {
  desk: Pick<Desk, "drafts" | "outbox">
  reply: Reply
  item: OutboxItem | null
  onTaken: () => void
}

export function useTakenBack({ desk, reply, item, onTaken }: TakingBack): void {
  useEffect(() => {
    if (item === null || !reply.loaded) return
    reply.write([item.text, reply.text].filter((text) => text !== "").join("\n\n"))
    // Not before it is kept as a draft: a page that dies in between has it twice rather than nowhere.
    void desk.drafts.save().then(() => desk.outbox.discard(item.clientMessageId))
    onTaken()
  }, [desk, reply, item, onTaken])
}
