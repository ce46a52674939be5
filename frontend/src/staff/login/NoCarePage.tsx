/** What somebody meets who is logged in but has no part in residents' care: no cases, and a way out. */
import { type ReactElement } from "react"
import info from "@phosphor-icons/core/assets/regular/info.svg?icon"
import { Button } from "../../design/Button"
import { Wordmark } from "../../design/Mark"
import { EmptyState } from "../../design/Notices"
import * as m from "../../texts/messages"
import { LanguageSwitch } from "./LanguageSwitch"

interface NoCarePageProps {
  name: string
  onLogOut: () => void
  /** For whoever looks after the phrases. */
  onPhrases: (() => void) | null
  /** For whoever decides what holds for the whole unit. */
  onUnit: (() => void) | null
}

export function NoCarePage({ name, onLogOut, onPhrases, onUnit }: NoCarePageProps): ReactElement {
  return (
    <main className="door">
      <div className="door__top">
        <Wordmark />
        <LanguageSwitch />
      </div>
      <EmptyState kind="closed" icon={info} title={m.staff_no_care_heading()} heading="h1">
        <p>{m.staff_no_care_text({ name })}</p>
        {onPhrases === null ? null : (
          <Button look="filled" onPress={onPhrases}>
            {m.phrases_administer()}
          </Button>
        )}
        {onUnit === null ? null : (
          <Button look="line" onPress={onUnit}>
            {m.unit_settings()}
          </Button>
        )}
        <Button look={onPhrases === null ? "filled" : "line"} onPress={onLogOut}>
          {m.staff_logout()}
        </Button>
      </EmptyState>
    </main>
  )
}
