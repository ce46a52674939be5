/** For administrators, who have no part in care: no cases, but the phrases that the units share and the unit itself are
 * theirs to look after. */
import { type ReactElement, useState } from "react"
import { Button } from "../../design/Button"
import { Wordmark } from "../../design/Mark"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { lazily } from "../lazily"
import { AccountMenu } from "../shell/AccountMenu"
import { useLeaving } from "../shell/LeaveDialog"
import { NoticeCorner } from "../shell/NoticeCorner"
import { decides } from "../unit/decides"
import { NoCarePage } from "./NoCarePage"

type Page = "phrases" | "settings"

const SettingsPage = lazily(() => import("../unit/SettingsPage").then((module) => module.SettingsPage))
const PhrasesPage = lazily(() => import("../phrases/PhrasesPage").then((module) => module.PhrasesPage))

export function Office({ desk, onLogOut }: { desk: Desk; onLogOut: () => void }): ReactElement {
  const { me } = desk
  const [page, setPage] = useState<Page | null>(null)
  const { leave, question } = useLeaving(desk, onLogOut)
  if (page === null)
    return (
      <>
        <NoCarePage
          name={me.name}
          onLogOut={leave}
          onPhrases={me.roles.includes("administrator") ? () => setPage("phrases") : null}
          onUnit={decides(me) ? () => setPage("settings") : null}
        />
        {question}
      </>
    )
  return (
    <div className="shell">
      <header className="bar">
        <Wordmark />
        <span className="bar__unit">{me.unit.name}</span>
        <div className="bar__end">
          <Button look="quiet" size="s" onPress={() => setPage(null)}>
            {m.phrases_leave_page()}
          </Button>
          <AccountMenu me={me} onLogOut={leave} onUnit={decides(me) ? () => setPage("settings") : null} />
        </div>
      </header>
      {page === "phrases" ? <PhrasesPage desk={desk} /> : <SettingsPage desk={desk} />}
      <NoticeCorner hidden={false} />
      {question}
    </div>
  )
}
