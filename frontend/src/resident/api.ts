/** The addresses below /api/resident that pages use, typed by the wire. */
import { request } from "../core/net/http"
import type {
  CaseLines,
  EidChoices,
  FileView,
  History,
  ResidentLoggedIn,
  ResidentMe,
  SubjectChoices,
  Units,
  WaitingView,
} from "../core/protocol/wire"

const BASE = "/api/resident"

export const units = (): Promise<Units> => request("GET", `${BASE}/units`)

export const eidProviders = (): Promise<EidChoices> => request("GET", `${BASE}/eid/providers`)

export const logInByTestEid = (personId: string, returnTo: string): Promise<ResidentLoggedIn> =>
  request("POST", `${BASE}/eid/test/login`, { person_id: personId, return_to: returnTo })

export const logOut = (): Promise<void> => request("POST", `${BASE}/logout`)

export const me = (): Promise<ResidentMe> => request("GET", `${BASE}/me`)

export const subjects = (): Promise<SubjectChoices> => request("GET", `${BASE}/subjects`)

export const cases = (): Promise<CaseLines> => request("GET", `${BASE}/cases`)

export const waiting = (caseId: string): Promise<WaitingView> => request("GET", `${BASE}/cases/${caseId}/waiting`)

export const history = (roomId: string, before: number): Promise<History> =>
  request("GET", `${BASE}/rooms/${roomId}/history?before=${before}`)

export const fileSource = (fileId: string): string => `${BASE}/files/${fileId}`

export const file = (fileId: string): Promise<FileView> => request("GET", `${BASE}/files/${fileId}/state`)

export const roomFiles = (roomId: string): string => `${BASE}/rooms/${roomId}/files`
