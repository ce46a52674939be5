/** The link and the code of an invitation, shown this once: to be read out, copied, or held up to the guest's own camera. */
import { type ReactElement, useMemo } from "react"
import { encode } from "uqr"
import type { GuestInvited } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { tell, warn } from "../notices"

// As many empty squares around it as the standard asks for (ISO/IEC 18004, 6.3.8), whatever the page's colour.
const QUIET_SQUARES = 4

export function Made({ made, onClose }: { made: GuestInvited; onClose: () => void }): ReactElement {
  const link = `${location.origin}${made.path}`
  const { name } = made.guest
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link)
      tell(() => m.guests_copied())
    } catch {
      warn(() => m.guests_not_copied())
    }
  }
  return (
    <div className="stack">
      <p>{made.sent ? m.guests_made_sent({ name }) : m.guests_made_text({ name })}</p>
      <div className="guests__keys">
        <figure className="guests__scan">
          <Squares text={link} label={m.guests_scan({ name })} />
          <figcaption className="muted">{m.guests_scan_how()}</figcaption>
        </figure>
        <dl>
          <dt>{m.guests_code()}</dt>
          <dd className="guests__code">{made.code}</dd>
          <dd className="muted">{m.guests_code_where({ address: `${location.host}/guest` })}</dd>
          <dt>{m.guests_link()}</dt>
          <dd className="guests__link">{link}</dd>
        </dl>
      </div>
      <div className="dialog__foot">
        <Button look="line" onPress={() => void copy()}>
          {m.guests_copy()}
        </Button>
        <Button look="filled" onPress={onClose}>
          {m.guests_done()}
        </Button>
      </div>
    </div>
  )
}

/** Made in the page: the link goes nowhere to be drawn. */
function Squares({ text, label }: { text: string; label: string }): ReactElement {
  const { data, size } = useMemo(() => encode(text, { ecc: "M", border: QUIET_SQUARES }), [text])
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("")
  return (
    <svg className="guests__squares" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
