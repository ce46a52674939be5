/** "I am worse": where to turn at once, and that the clinic is not told by itself. Never switched off. */
import type { VNode } from "preact"
import chat from "@phosphor-icons/core/assets/regular/chat-text.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import type { RoomView } from "../../core/protocol/wire"
import { Button, ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { About } from "../parts/AboutBand"
import { Heading, Page } from "../parts/Page"

// To the one who reads, and of a child whom the reader acts for.
const SIGNS = [m.worse_sign_breath, m.worse_sign_chest, m.worse_sign_stroke, m.worse_sign_bleeding, m.worse_sign_allergy, m.worse_sign_self_harm]
const SIGNS_OF_CHILD = [m.sign_breath, m.sign_unconscious, m.sign_chest, m.sign_bleeding, m.sign_allergy, m.sign_self_harm]

interface WorsePageProps {
  room: RoomView
  about: About | null
  onBack: () => void
  onWrite: () => void
}

export function WorsePage(props: WorsePageProps): VNode {
  const { about, room } = props
  const name = room.resident.name.split(" ")[0] ?? room.resident.name
  const title = about ? m.worse_title_of({ name }) : m.worse_title()
  const foot = (
    <div className="stack stack--tight">
      <p>{m.worse_untold()}</p>
      <Button look="line" size="l" wide onPress={props.onWrite}>
        <Icon outline={chat} />
        {m.waiting_write()}
      </Button>
    </div>
  )
  return (
    <Page title={title} back={{ onPress: props.onBack }} plain about={about} foot={room.closing_card === null ? foot : null}>
      <Heading focusKey="worse">{title}</Heading>
      <Notice look="berry">
        <h2>{about ? m.worse_112_title_of({ name }) : m.worse_112_title()}</h2>
        <ul className="signs">
          {(about ? SIGNS_OF_CHILD : SIGNS).map((sign) => (
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
    </Page>
  )
}
