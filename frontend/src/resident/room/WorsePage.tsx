/** "I am worse": where to turn at once, never switched off; and telling the clinic, which asks the case's red flags again. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import trendDown from "@phosphor-icons/core/assets/regular/trend-down.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import type { RoomView, SayWorse } from "../../core/protocol/wire"
import { Button, ButtonLink } from "../../design/Button"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import type { Live } from "../live"
import type { About } from "../parts/AboutBand"
import { Numbers } from "../parts/Numbers"
import { Heading, Page } from "../parts/Page"
import { go } from "../router"
import { closedTitle } from "./closed"

// To the one who reads, and of a child whom the reader acts for.
const SIGNS = [m.worse_sign_breath, m.worse_sign_chest, m.worse_sign_stroke, m.worse_sign_bleeding, m.worse_sign_allergy, m.worse_sign_self_harm]
const SIGNS_OF_CHILD = [m.sign_breath, m.sign_unconscious, m.sign_chest, m.sign_bleeding, m.sign_allergy, m.sign_self_harm]

interface WorsePageProps {
  live: Pick<Live, "socket">
  room: RoomView
  about: About | null
  onBack: () => void
}

const firstName = (room: RoomView): string => room.resident.name.split(" ")[0] ?? room.resident.name

export function WorsePage(props: WorsePageProps): VNode {
  const { about, room } = props
  const name = firstName(room)
  const [told, setTold] = useState(false)
  const title = about ? m.worse_title_of({ name }) : m.worse_title()
  if (told) return <ToldPage {...props} />
  return (
    <Page title={title} back={{ onPress: props.onBack }} plain about={about} foot={room.closing_card === null ? <Tell {...props} onTold={() => setTold(true)} /> : null} held>
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

/** One press tells the clinic; what it asks is answered after that, or not at all. A closed clinic is said to be closed first. */
function Tell(props: WorsePageProps & { onTold: () => void }): VNode {
  const { room, about } = props
  const [waiting] = useLoaded(`worse:${room.id}`, () => api.waiting(room.id))
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  // One wish, however often its sending is tried.
  const [id] = useState(() => crypto.randomUUID())
  const closed = waiting.phase === "loaded" && !waiting.value.unit_open ? waiting.value : null
  const tell = async (): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    try {
      const command: SayWorse = { type: "worse.say", id, room_id: room.id }
      const { result } = await props.live.socket.command(command)
      if (result === null) props.onTold()
      else go(`/form/${result}`)
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    }
    setBusy(false)
  }
  return (
    <div className="stack stack--tight">
      {refusal ? (
        <FieldError id="worse-problem">
          {errorText(refusal)} {m.worse_not_told()}
        </FieldError>
      ) : null}
      <Button look="worse" size="l" wide busy={busy} onPress={() => void tell()}>
        <Icon outline={trendDown} />
        {about ? m.worse_tell_of({ name: firstName(room) }) : m.worse_tell()}
      </Button>
      <p className="muted centred">
        {closed ? (
          <Numbers>{`${closedTitle(closed.opens_at)}. ${m.worse_tell_closed()}`}</Numbers>
        ) : (
          m.worse_tell_how()
        )}
      </p>
    </div>
  )
}

/** Where there was nothing to ask. */
function ToldPage(props: WorsePageProps): VNode {
  const { about, room } = props
  const title = about ? m.worse_told_title_of({ name: firstName(room) }) : m.worse_told_title()
  return (
    <Page title={title} back={{ onPress: props.onBack }} plain about={about}>
      <Heading focusKey="worse-told">{title}</Heading>
      <p>
        <Numbers>{m.worse_told_again()}</Numbers>
      </p>
      <Button look="filled" size="l" wide onPress={props.onBack}>
        {m.worse_to_case()}
      </Button>
    </Page>
  )
}
