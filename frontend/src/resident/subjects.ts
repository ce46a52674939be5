/** Whom the person who is logged in may ask for help for: asked for once a login, since several pages need it. */
import { useEffect, useState } from "preact/hooks"
import type { ResidentMe, SubjectChoice } from "../core/protocol/wire"
import * as api from "./api"
import type { About } from "./parts/AboutBand"

let known: { owner: string; subjects: Promise<SubjectChoice[]> } | null = null

export function subjectsOf(me: ResidentMe): Promise<SubjectChoice[]> {
  if (known?.owner !== me.account_id) {
    const asked = api.subjects().then(({ subjects }) => subjects)
    const mine = { owner: me.account_id, subjects: asked }
    known = mine
    asked.catch(() => {
      if (known === mine) known = null
    })
  }
  return known.subjects
}

/** What a page's head says of whom it is about: a child always; oneself only where it could be a child's. */
export function useAbout(me: ResidentMe, subject: { name: string; is_self: boolean }): About | null {
  const [guardian, setGuardian] = useState(false)
  useEffect(() => {
    let gone = false
    subjectsOf(me).then(
      (subjects) => gone || setGuardian(subjects.length > 1),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [me.account_id])
  if (!subject.is_self) return { name: subject.name, isSelf: false }
  return guardian ? { name: subject.name, isSelf: true } : null
}
