/** The waiting room: the place in the queue, what is promised, what has happened so far, and what to do if it gets worse. */
import type { VNode } from "preact"
import chat from "@phosphor-icons/core/assets/regular/chat-text.svg?icon"
import moon from "@phosphor-icons/core/assets/regular/moon-stars.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import trendDown from "@phosphor-icons/core/assets/regular/trend-down.svg?icon"
import { language, localized } from "../../core/language"
import type { ExpectedWait, Participant, ResidentMe, RoomView, WaitingView } from "../../core/protocol/wire"
import { clockEnd, clockTime, daysAway, lastMoment, spokenEnd, weekday } from "../../core/times"
import { Button, ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { EmptyState, Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useNow } from "../hooks"
import { useCode } from "../parts/code"
import { HelpCard } from "../parts/HelpCard"
import { CaseLine } from "../parts/NetworkLine"
import { Heading, Page } from "../parts/Page"
import { Numbers } from "../parts/Numbers"
import { Wait } from "../parts/Waits"
import { aboutOf } from "./about"
import { Callback } from "./Callback"
import type { RoomProps } from "./CasePage"
import { closedNow, closedText, unitOfArrival } from "./closedNow"
import { closedTitle } from "./closed"
import { bandOf, expectedAt, type Expected } from "./expected"
import { promised } from "./promise"
import { shortTime, stepText } from "./steps"
import type { Steps } from "./useSteps"
import { useWaiting } from "./useWaiting"
import { Withdraw, WithdrawalAsked } from "./Withdraw"

interface WaitingPageProps extends RoomProps {
  steps: Steps
  onWorse: () => void
  onWrite: () => void
}

export function WaitingPage(props: WaitingPageProps): VNode {
  const { room } = props.state
  const { waiting, stale } = useWaiting(room.id, props.state.cursors.room, props.steps)
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
      <CaseLine live={props.live} />
      <Page title={m.waiting_title()} back={{ href: "/cases", label: m.cases_title() }} about={aboutOf(props.me, room)} foot={foot} held>
        {room.help ? <HelpCard card={room.help} /> : null}
        <div className="band">
          <Heading focusKey="waiting">{m.waiting_title()}</Heading>
          <p className="muted">{localized(room.reason)}</p>
          {waiting ? <Place waiting={waiting} room={room} /> : <Wait rows={3} />}
          {waiting?.contact ? <Contact contact={waiting.contact} /> : null}
          {waiting ? <WhyWaiting waiting={waiting} /> : null}
          {stale ? (
            <p role="status" className="muted">
              {m.waiting_stale()}
            </p>
          ) : null}
        </div>
        {/* What stands under the place comes with it, so that nothing moves when it is known. */}
        {waiting || stale ? (
          <>
            <SoFar {...props} waiting={waiting} />
            <WithdrawalAsked room={room} />
            <Callback live={props.live} room={room} />
            <MayLeave me={props.me} waiting={waiting} arrivedAt={room.arrived_at} />
            <Button look="line" size="l" wide onPress={props.onWrite}>
              <Icon outline={chat} />
              {m.waiting_write()}
            </Button>
            <a className="link" href={`/cases/${room.id}/check`}>
              {m.network_title()}
            </a>
            <Withdraw live={props.live} room={room} />
          </>
        ) : null}
      </Page>
    </>
  )
}

function Place(props: { waiting: WaitingView; room: RoomView }): VNode {
  const { waiting, room } = props
  const now = useNow(15_000)
  const moved = waiting.unit_open ? closedNow(room, now) : null
  return (
    <>
      <section className="place" aria-live="polite">
        {waiting.place === null ? null : (
          <>
            <p className="place__label">{m.waiting_place()}</p>
            <p className="place__figure">
              <span className="place__number">{waiting.place}</span>
              <span>{beforeText(waiting, waiting.place)}</span>
            </p>
          </>
        )}
      </section>
      {moved ? (
        <Notice look="sky">
          <p>{closedText(moved, room)}</p>
          <p>
            <Numbers>{m.closing_worse()}</Numbers>
          </p>
        </Notice>
      ) : null}
      {waiting.unit_open ? <PromiseShown waiting={waiting} arrivedAt={room.arrived_at} /> : <Closed waiting={waiting} room={room} />}
    </>
  )
}

/** Whom the resident would meet before anybody else here. */
function Contact({ contact: { name, title } }: { contact: Participant }): VNode {
  return <p>{m.contact_yours({ name, title: title ? localized(title).toLocaleLowerCase(language.get()) : "" })}</p>
}

/** The reasons of the order itself, in its own words; nothing of anybody else's case. */
function WhyWaiting({ waiting }: { waiting: WaitingView }): VNode | null {
  const why = waiting.why ?? []
  if (why.length === 0) return null
  return (
    <details className="why">
      <summary>
        <span>{m.waiting_why()}</span>
      </summary>
      <ul className="place__why">
        {why.map((reason) => (
          <li key={reason.code}>{localized(reason.says)}</li>
        ))}
      </ul>
    </details>
  )
}

/** "Next" is no word for a queue in which nobody is called. */
function beforeText(waiting: WaitingView, place: number): string {
  if (place > 1) return m.waiting_before({ count: place - 1 })
  return waiting.staff_available === 0 ? m.waiting_first() : m.waiting_next()
}

/** When somebody is likely to take the case, where that can be said, and the promise of its priority. */
function PromiseShown(props: { waiting: WaitingView; arrivedAt: string }): VNode {
  const { waiting } = props
  const now = useNow(15_000)
  const is = promised(waiting, props.arrivedAt, now)
  const likely = waiting.expected ? expectedAt(waiting.expected, now) : null
  const told = waiting.expected && likely && likely.state !== "over" ? { wait: waiting.expected, is: likely } : null
  return (
    <section className="promise">
      {told ? <ExpectedShown wait={told.wait} text={expectedText(told.is)} ends={endsText(told.wait, told.is, now)} now={now} /> : null}
      {is.state === "kept" ? told ? null : <h2>{m.waiting_promise_kept()}</h2> : null}
      {is.state === "broken" ? <p className="promise__broken">{m.waiting_promise_broken()}</p> : null}
      {is.state === "running" && told ? <p className="muted">{promiseText(is.by)}.</p> : null}
      {is.state === "running" && !told ? (
        <>
          <h2>{promiseText(is.by)}</h2>
          <PromiseLine share={is.share} by={is.by} now={now} />
        </>
      ) : null}
      <p className="muted">
        {waiting.staff_available === 0 ? <Numbers>{m.waiting_nobody()}</Numbers> : m.waiting_sickest_first()}
        {waiting.closes_at !== null && daysAway(lastMoment(waiting.closes_at)) === 0
          ? ` ${m.waiting_open_until({ time: spokenEnd(waiting.closes_at) })}`
          : ""}
      </p>
    </section>
  )
}

/** The interval in words, the same for the eye, and what it rests on. */
function ExpectedShown(props: { wait: ExpectedWait; text: string; ends: string; now: number }): VNode {
  const { wait, now } = props
  const band = bandOf(wait, now)
  return (
    <>
      <h2>{props.text}</h2>
      <div className="promise__line" aria-hidden="true">
        <svg width="100%" height="16">
          <rect className="promise__rest" x="0" y="6" width="100%" height="4" rx="2" />
          <rect className="promise__gone" x={share(band.from)} y="1" width={share(band.to - band.from)} height="14" rx="7" />
          <circle className="promise__now" cx="0" cy="8" r="6" />
        </svg>
        <p className="promise__ends">
          <span>{m.waiting_now({ time: clockTime(new Date(now)) })}</span>
          <span>{props.ends}</span>
        </p>
      </div>
      <p className="muted">
        {m.waiting_expected_of_ten()} {m.waiting_expected_people({ count: wait.people })}
      </p>
    </>
  )
}

const share = (part: number): string => `${part * 100}%`

/** The same by the clock; of what is told with its end alone, that end. */
function endsText(wait: ExpectedWait, is: Expected, now: number): string {
  if (is.state === "within") return clockTime(new Date(now + is.minutes * 60_000))
  return `${clockTime(new Date(Math.max(now, Date.parse(wait.earliest))))}–${clockEnd(wait.latest)}`
}

function expectedText(is: Exclude<Expected, { state: "over" }>): string {
  switch (is.state) {
    case "within":
      return m.waiting_expected_within({ to: is.minutes })
    case "minutes":
      return m.waiting_expected_minutes({ from: is.from, to: is.to })
    case "between":
      return m.waiting_expected_between({ from: clockTime(is.from), to: clockEnd(is.to) })
    case "day":
      return m.waiting_expected_day({ day: weekday(is.from), from: clockTime(is.from), to: clockEnd(is.to) })
    case "long":
      return m.waiting_expected_more({ from: clockTime(is.from) })
  }
}

function promiseText(by: string): string {
  const time = spokenEnd(by)
  const last = lastMoment(by)
  return daysAway(last) === 0 ? m.waiting_promise_today({ time }) : m.waiting_promise_day({ time, day: weekday(last) })
}

const loadTellMe = () => import("../reach/TellMe")

/** That one may go, when to come back, and that one can be told. */
function MayLeave(props: { me: ResidentMe; waiting: WaitingView | null; arrivedAt: string }): VNode {
  const { waiting } = props
  const code = useCode(true, loadTellMe)
  const now = useNow(15_000)
  const is = waiting?.unit_open ? promised(waiting, props.arrivedAt, now) : null
  const today = is?.state === "running" && daysAway(lastMoment(is.by)) === 0 ? is.by : null
  return (
    <Notice look="sky">
      <h2>{m.waiting_leave_title()}</h2>
      <p>{today === null ? m.waiting_leave_text() : m.waiting_leave_by({ time: spokenEnd(today) })}</p>
      {code ? <code.TellMe me={props.me} /> : <div className="tell-me" />}
    </Notice>
  )
}

/** The same as the words above it, for the eye. */
function PromiseLine(props: { share: number; by: string; now: number }): VNode {
  // The sign of now never hides the target before it is reached.
  const at = `${Math.min(95, props.share * 100)}%`
  return (
    <div className="promise__line" aria-hidden="true">
      <svg width="100%" height="16">
        <rect className="promise__rest" x="0" y="6" width="100%" height="4" rx="2" />
        <rect className="promise__gone" x="0" y="6" width={at} height="4" rx="2" />
        <circle className="promise__end" cx="100%" cy="8" r="7" />
        <circle className="promise__now" cx={at} cy="8" r="6" />
      </svg>
      <p className="promise__ends">
        <span>{m.waiting_now({ time: clockTime(new Date(props.now)) })}</span>
        <span>{m.waiting_latest({ time: clockEnd(props.by) })}</span>
      </p>
    </div>
  )
}

/** Nobody there: when somebody is, who has the case until then, what to do, and what was said when the form was sent. */
function Closed(props: { waiting: WaitingView; room: RoomView }): VNode {
  const [forms] = useLoaded(`forms:${props.room.id}:${props.room.forms.length}`, () => api.caseForms(props.room.id))
  const said = forms.phase === "loaded" ? (forms.value.forms.at(-1)?.receiver?.notice ?? null) : null
  const told = closedNow(props.room, useNow(15_000))
  return (
    <EmptyState kind="closed" icon={moon} title={closedTitle(props.waiting.opens_at)}>
      {told ? <p aria-live="polite">{closedText(told, props.room)}</p> : null}
      <p>{told ? <Numbers>{m.closing_worse()}</Numbers> : said ? localized(said) : <Numbers>{m.waiting_closed_text()}</Numbers>}</p>
      <ButtonLink look="line" href="tel:1177">
        <Icon outline={phone} />
        {m.call_1177()}
      </ButtonLink>
    </EmptyState>
  )
}

interface Happened {
  at: string
  text: string
}

function happened(props: WaitingPageProps): Happened[] {
  const { room, messages } = props.state
  const told = props.steps.steps.map((step) => ({ at: step.at, text: stepText(step, unitOfArrival(props.steps.steps, room)) }))
  // Until the steps have come the one that is known stands alone: the list does not jump.
  const steps = told.length > 0 ? told : [{ at: room.arrived_at, text: m.step_arrived({ unit: room.unit_name }) }]
  const own = messages.filter((message) => message.sender.id === props.me.account_id).map(({ at }) => ({ at, text: m.waiting_you_wrote() }))
  return [...steps, ...own].sort((one, other) => (one.at < other.at ? -1 : 1))
}

function SoFar(props: WaitingPageProps & { waiting: WaitingView | null }): VNode {
  return (
    <section aria-label={m.waiting_so_far()}>
      <ol className="way">
        {happened(props).map((step) => (
          <li key={`${step.at}${step.text}`} className="way__done">
            <span>{step.text}</span>
            <time dateTime={step.at}>{shortTime(step.at)}</time>
          </li>
        ))}
        {props.waiting?.opened_at === null ? <li>{m.waiting_not_opened()}</li> : null}
        <li>{m.waiting_answer()}</li>
      </ol>
    </section>
  )
}
