/** The addresses below /api/guest. */
import { request } from "../../core/net/http"
import type { EnterAsGuest, GuestGreeting, GuestKey, GuestMe, History } from "../../core/protocol/wire"

const BASE = "/api/guest"

export const look = (key: GuestKey): Promise<GuestGreeting> => request("POST", `${BASE}/look`, key)

export const enter = (key: GuestKey): Promise<GuestMe> => request("POST", `${BASE}/enter`, { key, promises: true } satisfies EnterAsGuest)

export const me = (): Promise<GuestMe> => request("GET", `${BASE}/me`)

export const leave = (): Promise<void> => request("POST", `${BASE}/leave`)

export const fileSource = (fileId: string): string => `${BASE}/files/${fileId}`

export const history = (roomId: string, before: number): Promise<History> => request("GET", `${BASE}/rooms/${roomId}/messages?before=${before}`)
