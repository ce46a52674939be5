/** "I am worse": where to turn at once, and that the clinic can be told as well. Never switched off. */
import type { VNode } from "preact"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import type { RoomView } from "../../core/protocol/wire"
import { Button, ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { Heading, Page } from "../parts/Page"

export function WorsePage(props: { room: RoomView; onBack: () => void; onWrite: () => void }): VNode {
  return (
    <Page title={m.worse_title()} back={{ onPress: props.onBack }} plain>
      <Heading focusKey="worse">{m.worse_title()}</Heading>
      <Notice look="berry">
        <h2>{m.worse_112_title()}</h2>
        <ul className="signs">
          {[m.sign_breath, m.sign_chest, m.sign_stroke, m.sign_bleeding, m.sign_allergy, m.sign_self_harm].map((sign) => (
            <li key={sign()}>{sign()}</li>
          ))}
        </ul>
      </Notice>
      <ButtonLink look="danger" size="l" wide href="tel:112">
        <Icon outline={phone} />
        {m.call_112()}
      </ButtonLink>
      <Notice look="ember">
        <h2>{m.worse_1177_title()}</h2>
        <p>{m.worse_1177_text()}</p>
      </Notice>
      <ButtonLink look="line" size="l" wide href="tel:1177">
        <Icon outline={phone} />
        {m.call_1177()}
      </ButtonLink>
      {props.room.closing_card === null ? (
        <div className="stack stack--tight">
          <p>{m.worse_write_text({ unit: props.room.unit_name })}</p>
          <Button look="neutral" size="l" wide onPress={props.onWrite}>
            {m.worse_write()}
          </Button>
        </div>
      ) : null}
    </Page>
  )
}
