/** Where a message has come, in words. The state is decided in core/room/delivery.ts. */
import type { Markup } from "#jsx"
import arrowUp from "@phosphor-icons/core/assets/regular/arrow-up.svg?icon"
import check from "@phosphor-icons/core/assets/bold/check-bold.svg?icon"
import eye from "@phosphor-icons/core/assets/regular/eye.svg?icon"
import devices from "@phosphor-icons/core/assets/regular/devices.svg?icon"
import warning from "@phosphor-icons/core/assets/fill/warning-circle-fill.svg?icon"
import type { Delivery } from "../core/room/delivery"
import { Icon } from "./Icon"

const SIGNS: Record<Delivery["state"], string> = {
  saved: devices,
  unkept: warning,
  sending: arrowUp,
  late: warning,
  refused: warning,
  reached: check,
  opened: eye,
}

/** `words` differ between the surfaces: "Öppnat av Anna" for one, "Läst av Anna Lind" for the other. */
export function DeliveryState(props: { delivery: Delivery; words: string }): Markup {
  const { state } = props.delivery
  const late = state === "late" || state === "refused" || state === "unkept"
  return (
    <span className={`delivery delivery--${late ? "late" : state}`}>
      <Icon outline={SIGNS[state]} size="s" />
      {props.words}
    </span>
  )
}
