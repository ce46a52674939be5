/** Signs of danger, readable without a login and without a form. */
import type { VNode } from "preact"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import { ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { Numbers } from "../parts/Numbers"
import { Heading, Page } from "../parts/Page"

const SIGNS = [
  m.sign_breath,
  m.sign_chest,
  m.sign_stroke,
  m.sign_unconscious,
  m.sign_bleeding,
  m.sign_allergy,
  m.sign_self_harm,
  m.sign_child,
]

export function SignsPage(): VNode {
  const foot = (
    <ButtonLink look="danger" size="l" wide href="tel:112">
      <Icon outline={phone} />
      {m.call_112()}
    </ButtonLink>
  )
  return (
    <Page title={m.signs_title()} back={{ href: "/" }} plain foot={foot} held>
      <Heading focusKey="signs">{m.signs_title()}</Heading>
      <Notice look="berry">
        <h2>{m.signs_lead()}</h2>
        <ul className="signs">
          {SIGNS.map((sign) => (
            <li key={sign()}>{sign()}</li>
          ))}
        </ul>
      </Notice>
      <Notice look="sky">
        <h2>{m.signs_not_sure()}</h2>
        <p>
          <Numbers>{m.signs_not_sure_text()}</Numbers>
        </p>
      </Notice>
    </Page>
  )
}
