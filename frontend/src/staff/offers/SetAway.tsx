/** Offers of mine ran out, and nobody asks me any more until I say that I am here. */
import { type ReactElement, type ReactNode, useEffect } from "react"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"

export function SetAway({ desk, icon }: { desk: Desk; icon: ReactNode }): ReactElement {
  // The menu in the bar says the same at once, and not after its next round of questions.
  useEffect(() => {
    void desk.staffing.ask()
  }, [desk])
  return (
    <div role="status" className="offer offer--away">
      <span className="offer__moon">{icon}</span>
      <p className="offer__words">
        <strong>{m.offer_set_away()}</strong> {m.offer_set_away_why()}
      </p>
      <Button look="filled" onPress={() => void desk.staffing.declare("available")}>
        {m.offer_back()} <kbd className="key">A</kbd>
      </Button>
    </div>
  )
}
