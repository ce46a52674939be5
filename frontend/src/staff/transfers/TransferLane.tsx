/** What colleagues want me to take over, under the bar in every view until somebody has or its time is over. */
import type { ReactElement } from "react"
import { Button as AriaButton, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components"
import handshake from "@phosphor-icons/core/assets/regular/handshake.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { localized } from "../../core/language"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Skeleton } from "../../design/Notices"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { REASONS, type Reason } from "../offers/offers"
import { useNow, useWatched } from "../watched"
import { moment, nameAndAge, reasonWords } from "../words"
import { Summary } from "./Summary"
import { type Answered, declineTransfer, type HandedOver, handedToMe, type Reading, receiverWords, takeOver } from "./transfers"
import { useSummary } from "./useSummary"

export function TransferLane({ desk }: { desk: Desk }): ReactElement {
  useWatched(desk.worklist.opened)
  const held = useWatched(desk.cutOff) !== null
  const all = handedToMe(desk.items, desk.me)
  const [first] = all
  return (
    <section className={first ? "offers" : "offers offers--none"} aria-label={m.transfer_lane()}>
      {/* The region is always there, so that what is put into it is read out at once. */}
      <p role="alert" className="hidden-visually">
        {first ? m.transfer_arrived({ by: first.transfer.by_name, name: nameAndAge(first.resident_name, first.age), priority: priorityWord(first.priority) }) : ""}
      </p>
      {all.map((item) => (
        <Handed key={item.transfer.id} desk={desk} item={item} held={held} />
      ))}
    </section>
  )
}

interface HandedProps {
  desk: Desk
  item: HandedOver
  /** Without a network nothing can be answered. */
  held: boolean
}

function Handed({ desk, item, held }: HandedProps): ReactElement {
  const claiming = useWatched(desk.claiming)
  const now = useNow(desk.skew)
  const [reading, read] = useSummary(item.case_id)
  const { transfer, resident_name: name } = item
  const time = moment(transfer.until, now)
  return (
    <article className={item.priority === 1 ? "offer offer--1" : "offer"} aria-label={m.transfer_named({ name })}>
      <span className="offer__moon">
        <Icon outline={handshake} />
      </span>
      <div className="offer__words">
        <h2 className="offer__who">
          {/* The words beside it say the same. */}
          <span aria-hidden="true">
            <PriorityMark priority={item.priority} />
          </span>
          <span>
            {m.offer_who({ priority: priorityWord(item.priority), name: nameAndAge(name, item.age) })} <span className="offer__reason">{localized(item.red_flag ?? item.reason)}</span>
          </span>
        </h2>
        <p className="offer__why">
          {transfer.profession === null ? m.transfer_from_me({ by: transfer.by_name, time }) : m.transfer_from_all({ by: transfer.by_name, one: receiverWords(transfer), time })}
        </p>
      </div>
      <div className="offer__answers">
        <button type="button" className="button button--quiet offer__read" aria-expanded={reading !== null} onClick={read}>
          <span>
            {reading === null ? m.transfer_read() : m.transfer_fold()}
            <span className="hidden-visually"> {name}</span>
          </span>
        </button>
        <Button look="filled" busy={held || claiming === item.case_id} onPress={() => void takeOver(desk, item)}>
          {m.transfer_take()} <span className="hidden-visually">{name}</span>
        </Button>
        {transfer.profession === null ? <Decline desk={desk} item={item} held={held} /> : null}
      </div>
      {reading === null ? null : (
        <div className="offer__summary">
          <Read reading={reading} />
        </div>
      )}
    </article>
  )
}

export function Read({ reading }: { reading: Reading }): ReactElement {
  switch (reading.phase) {
    case "asking":
      return <Skeleton rows={3} label={m.loading()} />
    case "refused":
      return <p role="alert">{errorText(reading.refusal)}</p>
    case "here":
      return <Summary summary={reading.summary} />
  }
}

interface DeclineProps {
  desk: Desk
  item: Answered
  held: boolean
  word?: string
  look?: string
  reasons?: readonly Reason[]
}

export function Decline({ desk, item, held, word = m.offer_decline(), look = "button button--line", reasons = REASONS }: DeclineProps): ReactElement {
  return (
    <MenuTrigger>
      <AriaButton className={look} isDisabled={held}>
        {word} <span className="hidden-visually">{item.resident_name}</span>
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={m.offer_decline_why()} onAction={(key) => void declineTransfer(desk, item, key as Reason)}>
          <MenuSection>
            <Header className="menu__head">{m.offer_decline_why()}</Header>
            {reasons.map((reason) => (
              <MenuItem key={reason} id={reason} className="menu__item">
                {reasonWords(reason)}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
