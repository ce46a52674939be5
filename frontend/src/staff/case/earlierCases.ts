/** Asking for a resident's other cases, and the active choice before one of them is opened. */
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import type { EarlierCase, EarlierCases, MakeChoice } from "../../core/protocol/wire"

export type Earlier = { phase: "asking" } | { phase: "here"; cases: readonly EarlierCase[] } | { phase: "refused"; refusal: Refusal }

export async function askEarlier(caseId: string): Promise<Earlier> {
  try {
    const { cases } = await request<EarlierCases>("GET", `/api/staff/cases/${caseId}/earlier`)
    return { phase: "here", cases }
  } catch (thrown) {
    return { phase: "refused", refusal: asRefusal(thrown) }
  }
}

export type ChoiceReason = MakeChoice["reason"]
export const CHOICE_REASONS: readonly ChoiceReason[] = ["ongoing_care", "follow_up", "asked_by_resident", "other"]

/** Null when the choice is kept, else why not. */
export async function choose(caseId: string, choice: MakeChoice): Promise<Refusal | null> {
  try {
    await request<undefined>("POST", `/api/staff/cases/${caseId}/choice`, choice)
    return null
  } catch (thrown) {
    return asRefusal(thrown)
  }
}
