/**
 * The tab's own id, by which calls find it: kept over reloads, and never shared by two tabs. A duplicated tab begins with
 * a copy of the other's storage, so a Web Lock says whether the id in it is somebody's already.
 */
const KEY = "vardrum.peer"
// At a reload the page before may not have let go yet; a tab that was duplicated never does.
const RELEASED_WITHIN_MS = 1_000

let mine: Promise<string> | null = null

/** The same for as long as the page lives, whoever logs in. */
export function tabPeerId(): Promise<string> {
  mine ??= claimPeerId("locks" in navigator ? navigator.locks : null)
  return mine
}

export async function claimPeerId(locks: Pick<LockManager, "request"> | null): Promise<string> {
  const made = crypto.randomUUID()
  // Without locks nobody can tell a reload from a duplicate: a new id costs a rejoin, a shared one two broken calls.
  if (locks === null) return made
  const kept = stored()
  if (kept !== null && (await hold(locks, kept))) return kept
  if (await hold(locks, made)) store(made)
  return made
}

/** True when this page has the lock, which it then keeps until it is gone. */
function hold(locks: Pick<LockManager, "request">, id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const held = (): Promise<never> => {
      resolve(true)
      return new Promise(() => undefined)
    }
    const patience = { signal: AbortSignal.timeout(RELEASED_WITHIN_MS) }
    locks.request(`vardrum.peer.${id}`, patience, held).catch(() => resolve(false))
  })
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    // Without storage a reload is a new tab to the others.
    return null
  }
}

function store(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
  } catch {
    // As above: the id lives as long as the page.
  }
}
