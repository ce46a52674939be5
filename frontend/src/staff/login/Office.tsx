/** For administrators, who have no part in care: no cases, but the phrases that the units share are theirs to look after. */
import { type ReactElement, useState } from "react"
import { Button } from "../../design/Button"
import { Wordmark } from "../../design/Mark"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { lazily } from "../lazily"
import { AccountMenu } from "../shell/AccountMenu"
import { useLeaving } from "../shell/LeaveDialog"
import { NoticeCorner } from "../shell/NoticeCorner"
import { NoCarePage } from "./NoCarePage"

const PhrasesPage = lazily(() => import("../phrases/PhrasesPage").then((module) => module.PhrasesPage))

export function Office({ desk, onLogOut }: { desk: Desk; onLogOut: () => void }): ReactElement {
  const { me } = desk
  const [atPhrases, setAtPhrases] = useState(false)
  const { leave, question } = useLeaving(desk, onLogOut)
  if (!atPhrases)
    return (
      <>
        <NoCarePage name={me.name} onLogOut={leave} onPhrases={me.roles.includes("administrator") ? () => setAtPhrases(true) : null} />
        {question}
      </>
    )
  return (
    <div className="shell">
      <header className="bar">
        <Wordmark />
        <span className="bar__unit">{me.unit.name}</span>
        <div className="bar__end">
          <Button look="quiet" size="s" onPress={() => setAtPhrases(false)}>
            {m.phrases_leave_page()}
          </Button>
          <AccountMenu me={me} onLogOut={leave} />
        </div>
      </header>
      <PhrasesPage desk={desk} />
      <NoticeCorner hidden={false} />
      {question}
    </div>
  )
}
