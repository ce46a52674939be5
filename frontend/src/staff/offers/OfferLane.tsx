/** What I am asked to take, under the bar in every view until I answer or it goes on to somebody else. */
import { type ReactElement, useEffect, useState } from "react"
import { Button as AriaButton, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components"
import moon from "@phosphor-icons/core/assets/regular/moon-stars.svg?icon"
import { localized } from "../../core/language"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { nameAndAge, reasonWords } from "../words"
import { accept, decline, declining, isSetAway, left, myOffers, type Offered, REASONS, type Reason } from "./offers"
import { SetAway } from "./SetAway"

const TICK_MS = 250
const RADIUS = 20
const ROUND = 2 * Math.PI * RADIUS

export function OfferLane({ desk }: { desk: Desk }): ReactElement {
  useWatched(desk.worklist.opened)
  const cutOff = useWatched(desk.cutOff) !== null
  const me = desk.me.account_id
  const offers = myOffers(desk.items, me)
  const [first] = offers
  const away = isSetAway(desk)
  return (
    <section className={first || away ? "offers" : "offers offers--none"} aria-label={m.offer_lane()}>
      {/* The region is always there, so that what is put into it is read out at once; the seconds are not. */}
      <p role="alert" className="hidden-visually">
        {first ? m.offer_arrived({ name: nameAndAge(first.resident_name, first.age), priority: priorityWord(first.priority) }) : ""}
      </p>
      {first ? <Lane key={first.offer.id} desk={desk} item={first} held={cutOff} more={offers.length - 1} /> : null}
      {away && !first ? <SetAway desk={desk} icon={<Icon outline={moon} />} /> : null}
    </section>
  )
}

interface LaneProps {
  desk: Desk
  item: Offered
  /** Without a network nothing can be answered. */
  held: boolean
  more: number
}

function Lane({ desk, item, held, more }: LaneProps): ReactElement {
  const claiming = useWatched(desk.claiming)
  const name = item.resident_name
  useEffect(() => () => declining.set(false), [])
  return (
    <article className={item.priority === 1 ? "offer offer--1" : "offer"} aria-label={m.offer_named({ name })}>
      <Countdown desk={desk} item={item} />
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
          <strong>{m.offer_why()}</strong> {item.offer.reasons.map((reason) => localized(reason.says)).join(" ")}
          {more > 0 ? ` ${m.offer_more({ count: more })}` : ""}
        </p>
      </div>
      <div className="offer__answers">
        <Button look="filled" busy={held || claiming === item.case_id} onPress={() => void accept(desk)}>
          {m.offer_accept()} <span className="hidden-visually">{name}</span> <kbd className="key">A</kbd>
        </Button>
        <Decline desk={desk} item={item} held={held} />
      </div>
    </article>
  )
}

function Decline({ desk, item, held }: Pick<LaneProps, "desk" | "item" | "held">): ReactElement {
  const open = useWatched(declining)
  return (
    <MenuTrigger isOpen={open && !held} onOpenChange={(opened) => declining.set(opened)}>
      <AriaButton className="button button--line" isDisabled={held}>
        {m.offer_decline()} <span className="hidden-visually">{item.resident_name}</span> <kbd className="key">D</kbd>
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={m.offer_decline_why()} onAction={(key) => void decline(desk, item, key as Reason)}>
          <MenuSection>
            <Header className="menu__head">{m.offer_decline_why()}</Header>
            {REASONS.map((reason) => (
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

/** Seconds in a ring that empties. Nobody has them read out: the offer says at its coming how long it stands. */
function Countdown({ desk, item }: Pick<LaneProps, "desk" | "item">): ReactElement {
  const now = useTicking() + desk.skew
  const { seconds, share } = left(item.offer, now)
  return (
    <span className="offer__count" role="timer" aria-live="off" aria-label={m.offer_seconds({ count: seconds })}>
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle className="offer__track" cx="24" cy="24" r={RADIUS} />
        <circle className="offer__ring" cx="24" cy="24" r={RADIUS} strokeDasharray={ROUND} strokeDashoffset={ROUND * (1 - share)} />
      </svg>
      <span className="figures" aria-hidden="true">
        {seconds}
      </span>
    </span>
  )
}

function useTicking(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
