/** What somebody can do at the unit beyond their profession: its words, and the one place where it is set. */
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import type { SetCompetences, StaffLoad } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { tell, warn } from "../notices"

export type Competence = SetCompetences["competences"][number]

const WORDS: Record<Competence, () => string> = {
  asthma_copd: m.competence_asthma_copd,
  child_health: m.competence_child_health,
  diabetes: m.competence_diabetes,
  psychosocial: m.competence_psychosocial,
  wound_care: m.competence_wound_care,
}

export const COMPETENCES = Object.keys(WORDS) as Competence[]

export const competenceWord = (competence: Competence): string => WORDS[competence]()

export async function setCompetences(desk: Desk, { account_id: id, name }: StaffLoad, competences: Competence[]): Promise<boolean> {
  try {
    await request<undefined>("PUT", `/api/staff/people/${id}/competences`, { competences } satisfies SetCompetences)
    await desk.staffing.ask()
    tell(() => m.competence_saved({ name }))
    return true
  } catch (thrown) {
    const refusal = asRefusal(thrown)
    warn(() => (refusal.code === "not_found" ? m.competence_not_here({ name }) : errorText(refusal)))
    return false
  }
}
