/** Who is logged in here. Asked once at the start; pages that need somebody send others to the login and back. */
import { asRefusal } from "../core/errors/refusal"
import { Observable, type Watched } from "../core/observable"
import type { ResidentMe } from "../core/protocol/wire"
import { openVault, type Vault } from "../core/vault/vault"
import * as api from "./api"

export type Login =
  | { phase: "asking" }
  | { phase: "nobody" }
  | { phase: "unreachable" }
  | { phase: "known"; me: ResidentMe }

const current = new Observable<Login>({ phase: "asking" })
export const login: Watched<Login> = current

let vault: { owner: string; opened: Promise<Vault> } | null = null

export async function askWho(): Promise<void> {
  try {
    current.set({ phase: "known", me: await api.me() })
  } catch (thrown) {
    current.set({ phase: asRefusal(thrown).code === "not_logged_in" ? "nobody" : "unreachable" })
  }
}

export function loggedIn(me: ResidentMe): void {
  current.set({ phase: "known", me })
}

/** The server says that the login has ended; what is unsent stays in the vault for the same person's return. */
export function loginEnded(): void {
  current.set({ phase: "nobody" })
}

/** Leaving by choice: nothing may be left on the device. */
export async function leave(): Promise<void> {
  const opened = vault?.opened
  vault = null
  await (await opened)?.clear()
  await api.logOut()
  current.set({ phase: "nobody" })
}

/** The vault of whoever is logged in, opened once. */
export function vaultOf(me: ResidentMe): Promise<Vault> {
  if (vault?.owner !== me.account_id) vault = { owner: me.account_id, opened: openVault("resident", me.account_id) }
  return vault.opened
}
