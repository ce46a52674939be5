/** A number to be copied, one press away from the telephone on the desk. */
import type { ReactElement } from "react"
import copyIcon from "@phosphor-icons/core/assets/regular/copy.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { tell, warn } from "../notices"
import { phoneWords } from "../words"

export function Phone({ number }: { number: string }): ReactElement {
  if (number === "") return <span className="muted">{m.desk_case_phone_none()}</span>
  const shown = phoneWords(number)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(number)
      tell(() => m.case_phone_copied({ number: shown }))
    } catch {
      // A browser may refuse the clipboard; the number stands there to be read and marked.
      warn(() => m.case_phone_not_copied({ number: shown }))
    }
  }
  return (
    <button type="button" className="copy figures" aria-label={m.case_phone_copy({ number: shown })} onClick={() => void copy()}>
      {shown}
      <Icon outline={copyIcon} size="s" />
    </button>
  )
}
