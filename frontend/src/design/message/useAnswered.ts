/** Which message a draft answers: it is there again after a reload, as the draft is. */
import { useEffect, useState } from "#jsx"
import type { Drafts } from "../../core/room/drafts"

export function useAnswered(drafts: Drafts, roomId: string): [answered: string | null, answer: (messageId: string | null) => void] {
  const [answered, setAnswered] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    // Whoever has chosen one meanwhile answers that.
    void drafts.readAnswered(roomId).then((kept) => gone || setAnswered((now) => now ?? kept))
    return () => {
      gone = true
    }
  }, [drafts, roomId])
  const answer = (messageId: string | null): void => {
    setAnswered(messageId)
    void drafts.writeAnswered(roomId, messageId)
  }
  return [answered, answer]
}
