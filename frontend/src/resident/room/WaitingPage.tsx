/** The waiting room: the place in the queue, what has happened so far, and what to do if it gets worse. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import bell from "@phosphor-icons/core/assets/regular/bell-ringing.svg?icon"
import moon from "@phosphor-icons/core/assets/regular/moon-stars.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import trendDown from "@phosphor-icons/core/assets/regular/trend-down.svg?icon"
import type { WaitingView } from "../../core/protocol/wire"
import { clockTime, daysAway, spokenTime, weekday } from "../../core/times"
import { Button, ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { EmptyState } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { NetworkLine } from "../parts/NetworkLine"
import { Heading, Page } from "../parts/Page"
import { Wait } from "../parts/Waits"
import type { RoomProps } from "./CasePage"

const ASKED_EVERY_MS = 15_000

export function WaitingPage(props: RoomProps & { onWorse: () => void; onWrite: () => void }): VNode {
  const { room } = props.state
  const waiting = useWaiting(room.id, props.state.cursors.room)
  const foot = (
    <div className="stack stack--tight">
      <Button look="worse" size="l" wide onPress={props.onWorse}>
        <Icon outline={trendDown} />
        {m.worse()}
      </Button>
      <p className="muted centred">{m.waiting_keep_place()}</p>
    </div>
  )
  return (
    <>
      <NetworkLine connection={props.live.socket.connection} />
      <Page title={m.waiting_title()} back={{ href: "/cases", label: m.cases_title() }} foot={foot}>
        <Heading focusKey="waiting">{m.waiting_title()}</Heading>
        {waiting ? <Place waiting={waiting} /> : <Wait rows={3} />}
        <ol className="way">
          <li className="way__done">
            <span>{m.waiting_arrived({ unit: room.unit_name })}</span>
            <time dateTime={room.arrived_at}>{clockTime(room.arrived_at)}</time>
          </li>
          <li>{m.waiting_answer()}</li>
        </ol>
        <div className="card row row--top">
          <Icon outline={bell} size="l" />
          <p>
            <span className="card__title">{m.waiting_leave_title()}</span>
            <span className="muted">{m.waiting_leave_text()}</span>
          </p>
        </div>
        <Button look="quiet" onPress={props.onWrite}>
          {m.waiting_write()}
        </Button>
      </Page>
    </>
  )
}

/** Asked again now and then, and whenever the case has moved. A failed answer leaves the last one standing. */
function useWaiting(caseId: string, cursor: number): WaitingView | null {
  const [last, setLast] = useState<WaitingView | null>(null)
  useEffect(() => {
    let gone = false
    const ask = (): void => {
      api.waiting(caseId).then(
        (waiting) => gone || setLast(waiting),
        () => undefined,
      )
    }
    ask()
    const timer = setInterval(ask, ASKED_EVERY_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [caseId, cursor])
  return last
}

function Place(props: { waiting: WaitingView }): VNode {
  const { waiting } = props
  if (!waiting.unit_open) return <Closed opensAt={waiting.opens_at} />
  return (
    <section className="place" aria-live="polite">
      {waiting.place === null ? null : (
        <>
          <p className="place__label">{m.waiting_place()}</p>
          <p className="place__figure">
            <span className="place__number">{waiting.place}</span>
            <span>{waiting.place === 1 ? m.waiting_next() : m.waiting_before({ count: waiting.place - 1 })}</span>
          </p>
        </>
      )}
      <p className="muted">{waiting.staff_available === 0 ? m.waiting_nobody() : m.waiting_sickest_first()}</p>
    </section>
  )
}

function Closed(props: { opensAt: string | null }): VNode {
  return (
    <EmptyState kind="closed" icon={moon} title={closedTitle(props.opensAt)}>
      <p>{m.waiting_closed_text()}</p>
      <ButtonLink look="line" href="tel:1177">
        <Icon outline={phone} />
        {m.call_1177()}
      </ButtonLink>
    </EmptyState>
  )
}

function closedTitle(opensAt: string | null): string {
  if (opensAt === null) return m.waiting_closed()
  const time = spokenTime(opensAt)
  return daysAway(opensAt) === 0 ? m.waiting_closed_until({ time }) : m.waiting_closed_until_day({ time, day: weekday(opensAt) })
}
