/** Colleagues who ask for company, under the bar until somebody answers. It says nothing of whom they talk with. */
import type { ReactElement } from "react"
import hand from "@phosphor-icons/core/assets/regular/hand-waving.svg?icon"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { come, wanting } from "./threats"

export function CompanyBanner({ desk }: { desk: Desk }): ReactElement {
  useWatched(desk.worklist.opened)
  const all = wanting(desk.items, desk.me.account_id)
  // The region is always there, so that what is put into it is read out at once.
  return (
    <div role="alert" className={all.length > 0 ? "company" : undefined}>
      {all.map((item) => (
        <p key={item.case_id} className="company__one">
          <Icon outline={hand} size="s" />
          <strong>{m.company_wanted({ name: item.company.asked_by })}</strong>
          <Button look="filled" size="s" label={m.company_come_named({ name: item.company.asked_by })} onPress={() => void come(desk, item.case_id)}>
            {m.company_come()}
          </Button>
        </p>
      ))}
    </div>
  )
}
