/** The addresses below /api/resident that pages use, typed by the wire. */
import { request } from "../core/net/http"
import type {
  AddDevice,
  AnsweredWrong,
  CaseForms,
  CaseLines,
  CaseTimeline,
  ChooseReach,
  ConfirmationStarted,
  EidChoices,
  FileView,
  FoundMessages,
  GiveAnswer,
  History,
  IntakeView,
  Intakes,
  NoticeTarget,
  OpenCaseNotices,
  ReachSettings,
  Reasons,
  ResidentLoggedIn,
  ResidentMe,
  SearchMessages,
  SubjectChoices,
  SubmitIntake,
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

export const timeline = (caseId: string): Promise<CaseTimeline> => request("GET", `${BASE}/cases/${caseId}/timeline`)

export const caseForms = (caseId: string): Promise<CaseForms> => request("GET", `${BASE}/intakes/of-case/${caseId}`)

/** The form that staff sent into a room, begun if this is the first time. */
export const openAsked = (sentFormId: string): Promise<IntakeView> => request("POST", `${BASE}/intakes/of-form/${sentFormId}`)

export const history = (roomId: string, before: number): Promise<History> =>
  request("GET", `${BASE}/rooms/${roomId}/messages?before=${before}`)

export const search = (words: string, roomId: string | null): Promise<FoundMessages> =>
  request("POST", `${BASE}/search`, { words, room_id: roomId } satisfies SearchMessages)

export const fileSource = (fileId: string): string => `${BASE}/files/${fileId}`

export const reasons = (subjectId: string): Promise<Reasons> => request("GET", `${BASE}/intakes/reasons?subject_id=${subjectId}`)

export const startIntake = (subjectId: string, reasonId: string): Promise<IntakeView> =>
  request("POST", `${BASE}/intakes`, { subject_id: subjectId, reason_id: reasonId })

export const intakes = (): Promise<Intakes> => request("GET", `${BASE}/intakes`)

export const intake = (intakeId: string): Promise<IntakeView> => request("GET", `${BASE}/intakes/${intakeId}`)

export const giveAnswer = (intakeId: string, questionId: string, answer: GiveAnswer["answer"]): Promise<IntakeView> =>
  request("PUT", `${BASE}/intakes/${intakeId}/answers/${questionId}`, { answer })

export const openCases = (intakeId: string): Promise<OpenCaseNotices> =>
  request("GET", `${BASE}/intakes/${intakeId}/open-cases`)

export const submitIntake = (intakeId: string, choice: SubmitIntake): Promise<IntakeView> =>
  request("POST", `${BASE}/intakes/${intakeId}/submit`, choice)

export const abandonIntake = (intakeId: string): Promise<void> => request("DELETE", `${BASE}/intakes/${intakeId}`)

export const wantContact = (intakeId: string): Promise<IntakeView> => request("POST", `${BASE}/intakes/${intakeId}/want-contact`)

export const called112 = (intakeId: string): Promise<IntakeView> => request("POST", `${BASE}/intakes/${intakeId}/called-112`)

export const answeredWrong = (intakeId: string, answers: AnsweredWrong): Promise<IntakeView> =>
  request("POST", `${BASE}/intakes/${intakeId}/answered-wrong`, answers)

export const intakeUploads = (intakeId: string): string => `${BASE}/intakes/${intakeId}/uploads`

export const intakeFile = (intakeId: string, fileId: string): Promise<FileView> =>
  request("GET", `${BASE}/intakes/${intakeId}/files/${fileId}/state`)

export const intakeFileSource = (intakeId: string, fileId: string): string => `${BASE}/intakes/${intakeId}/files/${fileId}`

export const reach = (): Promise<ReachSettings> => request("GET", `${BASE}/reach`)

export const chooseReach = (choice: ChooseReach): Promise<ReachSettings> => request("PUT", `${BASE}/reach`, choice)

export const addDevice = (device: AddDevice): Promise<void> => request("POST", `${BASE}/reach/devices`, device)

export const removeDevice = (endpoint: string): Promise<void> => request("POST", `${BASE}/reach/devices/remove`, { endpoint })

export const confirmAddress = (way: "sms" | "email", address: string): Promise<ConfirmationStarted> =>
  request("POST", `${BASE}/reach/addresses`, { way, address })

export const giveCode = (confirmationId: string, code: string): Promise<ReachSettings> =>
  request("POST", `${BASE}/reach/codes`, { confirmation_id: confirmationId, code })

export const removeAddress = (way: "sms" | "email"): Promise<ReachSettings> => request("DELETE", `${BASE}/reach/addresses/${way}`)

export const testNotice = (wishId: string): Promise<void> => request("POST", `${BASE}/reach/test/${wishId}`)

export const noticeTarget = (noticeId: string): Promise<NoticeTarget> => request("GET", `${BASE}/notices/${noticeId}`)
