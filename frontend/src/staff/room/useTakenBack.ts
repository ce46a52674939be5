/** Puts a message that was refused back where it was written, before whatever has been begun there since. */
import { useEffect, useState } from "react"
import type { OutboxItem } from "../../core/room/outbox"
import type { Desk } from "../desk/desk"
import type { Reply } from "./useReply"

export interface TakingBack {
  /** What was refused and is to be changed before it is sent again. */
  item: OutboxItem | null
  take: (item: OutboxItem) => void
  onTaken: () => void
}

/** Also takes along which message it answers, and asks for the keyboard. */
export function useTakingBack(desk: Pick<Desk, "noting" | "replying">, roomId: string, answer: (messageId: string | null) => void): TakingBack {
  const [item, setItem] = useState<OutboxItem | null>(null)
  const take = (refused: OutboxItem): void => {
    desk.noting.set(null)
    answer(refused.replyToId ?? null)
    setItem(refused)
    desk.replying.set(roomId)
  }
  return { item, take, onTaken: () => setItem(null) }
}

export function useTakenBack(desk: Pick<Desk, "drafts" | "outbox">, reply: Reply, { item, onTaken }: TakingBack): void {
  useEffect(() => {
    if (item === null || !reply.loaded) return
    reply.write([item.text, reply.text].filter((text) => text !== "").join("\n\n"))
    // Not before it is kept as a draft: a page that dies in between has it twice rather than nowhere.
    void desk.drafts.save().then(() => desk.outbox.discard(item.clientMessageId))
    onTaken()
  }, [desk, reply, item, onTaken])
}
