/** For whoever is abroad: 112 may not be the number there, and this is said before the form is sent. */
import type { VNode } from "preact"
import type { IntakeView } from "../../core/protocol/wire"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { emergencyNumberIn } from "./emergencyNumbers"
import { askedIn } from "./keptForm"

export function AbroadNotice(props: { intake: IntakeView }): VNode | null {
  if (askedIn(props.intake, "where_now")?.answer !== "abroad") return null
  const country = askedIn(props.intake, "country_now")?.answer
  const number = typeof country === "string" ? emergencyNumberIn(country) : null
  return (
    <Notice look="berry">
      <h2>{m.abroad_title()}</h2>
      {number !== null && typeof country === "string" ? (
        <p>
          {m.abroad_number({ country })} <a className="link--danger" href={`tel:${number}`}>{m.abroad_call({ number })}</a>
        </p>
      ) : (
        <p>{m.abroad_any()}</p>
      )}
    </Notice>
  )
}
