/** What stands on the screen: the door, or the desk of whoever came in. */
import { type ReactElement, useEffect } from "react"
import { I18nProvider } from "react-aria-components"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import { language } from "../core/language"
import { Button } from "../design/Button"
import { EmptyState, Skeleton } from "../design/Notices"
import * as m from "../texts/messages"
import type { Doorway } from "./login/entrance"
import { LoginPage } from "./login/LoginPage"
import { Office } from "./login/Office"
import { UnitPage } from "./login/UnitPage"
import { Shell } from "./shell/Shell"
import { useWatched } from "./watched"

export function App({ doorway }: { doorway: Doorway }): ReactElement {
  // Texts are asked for anew when a part draws: a change of language draws everything, and keeps what was typed.
  const chosen = useWatched(language)
  useEffect(() => {
    document.title = m.staff_title()
  }, [chosen])
  return (
    <I18nProvider locale={chosen === "sv" ? "sv-SE" : "en-GB"}>
      <Screen doorway={doorway} />
    </I18nProvider>
  )
}

function Screen({ doorway }: { doorway: Doorway }): ReactElement {
  const entrance = useWatched(doorway.entrance)
  switch (entrance.step) {
    case "checking":
      return (
        <main className="door">
          <div className="door__wait">
            <Skeleton rows={3} label={m.staff_loading()} />
          </div>
        </main>
      )
    case "broken":
      return (
        <main className="door">
          <EmptyState kind="broken" icon={warning} title={m.staff_broken_heading()}>
            <p>{entrance.sentence()}</p>
            <Button look="filled" onPress={() => void doorway.check()}>
              {m.try_again()}
            </Button>
          </EmptyState>
        </main>
      )
    case "login":
      return <LoginPage busy={entrance.busy} sentence={entrance.sentence?.() ?? null} onLogIn={(user, password) => void doorway.logIn(user, password)} />
    case "unit":
      return (
        <UnitPage units={entrance.units} busy={entrance.busy} sentence={entrance.sentence?.() ?? null} onChoose={(unit) => void doorway.chooseUnit(unit)} />
      )
    case "in":
      if (entrance.desk.me.profession === "administrator")
        return <Office desk={entrance.desk} onLogOut={() => void doorway.logOut()} />
      return <Shell key={entrance.desk.me.account_id} desk={entrance.desk} onLogOut={() => void doorway.logOut()} />
  }
}
