/** Watches over what the case and the library say of a reply that is being written. The rules are in marks.ts. */
import type { Phrase } from "../../core/protocol/wire"
import type { Span } from "./blanks"
import { acknowledged, agreed, type Marks, type Newer, newerIn, refreshed, type Stale } from "./marks"

export interface PhraseChecks {
  /** It cannot go out before the writer has said which of them hold. */
  stale: readonly Stale[]
  /** Told quietly: what stands may go out as it is. */
  newer: readonly Newer[]
  refresh: () => void
  agree: () => void
  take: (newer: Newer) => void
  leave: (newer: Newer) => void
}

interface Watched {
  roomId: string
  text: string
  marks: Marks
  phrases: readonly Phrase[] | null
  staleIn: (text: string, marks: Marks) => Stale[]
  /** A phrase in place of what stands there. */
  insert: (phrase: Phrase, over: Span) => void
  /** The whole text anew, as if it had been typed. */
  rewrite: (text: string, marks: Marks) => void
}

export function phraseChecks({ roomId, text, marks, phrases, staleIn, insert, rewrite }: Watched): PhraseChecks {
  const stale = staleIn(text, marks)
  return {
    stale,
    newer: phrases === null ? [] : newerIn(marks, phrases),
    refresh: () => {
      const { text: fresh, ...freshMarks } = refreshed(text, marks, stale, roomId)
      rewrite(fresh, freshMarks)
    },
    agree: () => rewrite(text, agreed(marks, stale, roomId)),
    take: ({ insertion, phrase }) => phrase && insert(phrase, insertion),
    leave: (newer) => rewrite(text, acknowledged(marks, newer)),
  }
}
