/** Short notices that come and go in a corner: what was done, with its undo, and what was refused. Holds no rule. */
import { Observable } from "../core/observable"
import * as m from "../texts/messages"

/** Asked for when it is drawn: a notice that stands while the language is changed changes with it. */
export type Sentence = () => string

export interface Notice {
  readonly id: number
  readonly text: Sentence
  readonly look: "dark" | "ochre"
  readonly action: { label: Sentence; onPress: () => void } | null
  /** A newer notice of the same kind takes this one's place. */
  readonly kind: string | null
  /** The action takes back what was done, so the key for undoing presses it. */
  readonly undoes: boolean
}

const SHOWN_MS = 9_000
/** A refusal must have time to be read by somebody who was looking at another pane. */
const REFUSAL_SHOWN_MS = 20_000
const AT_MOST = 4

export const notices = new Observable<readonly Notice[]>([])
let last = 0

interface More {
  action?: Notice["action"]
  kind?: string | null
  undoes?: boolean
}

function show(text: Sentence, look: Notice["look"], lasts: number, { action = null, kind = null, undoes = false }: More = {}): void {
  last += 1
  const id = last
  const others = notices.get().filter((notice) => notice.text() !== text() && (kind === null || notice.kind !== kind))
  notices.set([...others, { id, text, look, action, kind, undoes }].slice(-AT_MOST))
  setTimeout(() => dismissNotice(id), lasts)
}

export const tell = (text: Sentence, action: Notice["action"] = null): void => show(text, "dark", SHOWN_MS, { action })

export const tellWithUndo = (text: Sentence, undo: () => void, kind: string | null = null): void =>
  show(text, "dark", SHOWN_MS, { action: { label: m.staff_undo, onPress: undo }, kind, undoes: true })

export const warn = (text: Sentence): void => show(text, "ochre", REFUSAL_SHOWN_MS)

export function dismissNotice(id: number): void {
  notices.set(notices.get().filter((notice) => notice.id !== id))
}

export function pressNotice(notice: Notice): void {
  dismissNotice(notice.id)
  notice.action?.onPress()
}

/** Takes back what was done last, while its notice still stands. False when there is nothing to take back. */
export function undoLast(): boolean {
  const latest = notices.get().findLast((notice) => notice.undoes)
  if (latest === undefined) return false
  pressNotice(latest)
  return true
}
