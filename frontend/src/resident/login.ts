/** Who is logged in here. Asked once at the start; pages that need somebody send others to the login and back. */
import { asRefusal } from "../core/errors/refusal"
import { Observable, type Watched } from "../core/observable"
import type { ResidentMe } from "../core/protocol/wire"
import { openVault, type Vault } from "../core/vault/vault"
import * as api from "./api"
import { hintUnfinished } from "./start/unfinishedHint"

export type Login =
  | { phase: "asking" }
  /** `ended`: somebody was, and did not leave by choice. */
  | { phase: "nobody"; ended: boolean }
  | { phase: "unreachable" }
  | { phase: "known"; me: ResidentMe }

const current = new Observable<Login>({ phase: "asking" })
export const login: Watched<Login> = current

let vault: { owner: string; opened: Promise<Vault> } | null = null

/** Remembers on this device that somebody logged in, so that a first visit asks nothing it cannot be answered. */
const HINT = "vardrum.login"

/** `unknown` where the browser keeps nothing: a private window. */
function hinted(unknown: boolean): boolean {
  try {
    return localStorage.getItem(HINT) !== null
  } catch {
    return unknown
  }
}

function hint(known: boolean): void {
  try {
    if (known) localStorage.setItem(HINT, "1")
    else localStorage.removeItem(HINT)
  } catch {
    // A private window keeps nothing; the server is then simply asked each time.
  }
}

/** On pages for everybody only a device that has logged in before asks; pages about oneself always do. */
export async function beginLogin(forEverybody: boolean): Promise<void> {
  if (forEverybody && !hinted(true)) current.set({ phase: "nobody", ended: false })
  else await askWho()
}

export async function askWho(): Promise<void> {
  current.set({ phase: "asking" })
  try {
    const me = await api.me()
    hint(true)
    current.set({ phase: "known", me })
  } catch (thrown) {
    const nobody = asRefusal(thrown).code === "not_logged_in"
    current.set(nobody ? { phase: "nobody", ended: hinted(false) } : { phase: "unreachable" })
  }
}

export function loggedIn(me: ResidentMe): void {
  hint(true)
  current.set({ phase: "known", me })
}

function nobody(ended: boolean): void {
  // Another tab may have emptied the vault and changed its key; whoever logs in here opens it anew.
  vault = null
  current.set({ phase: "nobody", ended })
}

/** The server says that the login has ended; what is unsent stays in the vault for the same person's return. */
export function loginEnded(): void {
  nobody(true)
}

/** What was written here and has not reached the clinic. */
export interface Unsent {
  message: boolean
  form: boolean
}

const UNSENT: Record<keyof Unsent, readonly string[]> = {
  message: ["outbox:", "draft:", "draft-picture:"],
  form: ["answer:", "picture:"],
}

export async function unsentHere(): Promise<Unsent | null> {
  const who = current.get()
  if (who.phase !== "known") return null
  const mine = await vaultOf(who.me)
  const any = async (prefixes: readonly string[]): Promise<boolean> => {
    const kept = await Promise.all(prefixes.map((prefix) => mine.all<unknown>(prefix)))
    return kept.some((records) => records.length > 0)
  }
  const unsent = { message: await any(UNSENT.message), form: await any(UNSENT.form) }
  return unsent.message || unsent.form ? unsent : null
}

/** Leaving by choice: nothing may be left on the device. Where the login cannot be ended it throws, and nothing is removed. */
export async function leave(): Promise<void> {
  const who = current.get()
  const mine = who.phase === "known" ? await vaultOf(who.me) : null
  // Whoever uses this device next is told of nothing. What cannot be taken off now is not what keeps somebody logged in.
  await import("./reach/device").then((device) => device.turnOff()).catch(() => undefined)
  try {
    await api.logOut()
  } catch (thrown) {
    if (asRefusal(thrown).code !== "not_logged_in") throw thrown
  }
  // Whatever works on this login ends before the vault is emptied, so that nothing is put there afterwards.
  nobody(false)
  await mine?.clear()
  hintUnfinished(false)
  hint(false)
}

/** The vault of whoever is logged in, opened once. */
export function vaultOf(me: ResidentMe): Promise<Vault> {
  if (vault?.owner !== me.account_id) vault = { owner: me.account_id, opened: openVault("resident", me.account_id) }
  return vault.opened
}
