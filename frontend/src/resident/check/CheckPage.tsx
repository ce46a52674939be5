/** Tests the network before a call: one button, then in words how a call will be, what to do, and who gets to know. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import wifi from "@phosphor-icons/core/assets/regular/wifi-high.svg?icon"
import { type Advice, adviceFor, checkConnection } from "../../call/check"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import type { CheckResult } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import { Meter } from "../../design/Progress"
import * as m from "../../texts/messages"
import "./check.css"
import { Heading, Page } from "../parts/Page"

type Check =
  | { phase: "before" }
  | { phase: "running"; share: number }
  | { phase: "done"; result: CheckResult }
  | { phase: "refused"; refusal: Refusal }

export function CheckPage({ caseId }: { caseId: string }): VNode {
  const [check, setCheck] = useState<Check>({ phase: "before" })
  const gone = useRef(false)
  const tried = useRef(false)
  useEffect(() => () => void (gone.current = true), [])
  const show = (next: Check): void => {
    tried.current ||= next.phase !== "running"
    if (!gone.current) setCheck(next)
  }
  const run = async (): Promise<void> => {
    show({ phase: "running", share: 0 })
    try {
      show({ phase: "done", result: await checkConnection(caseId, (share) => show({ phase: "running", share })) })
    } catch (thrown) {
      show({ phase: "refused", refusal: asRefusal(thrown) })
    }
  }
  const running = check.phase === "running"
  return (
    <Page title={m.network_title()} back={{ href: `/cases/${caseId}`, label: m.network_back() }}>
      <div className="stack">
        <Heading focusKey="check">{m.network_title()}</Heading>
        <p>{m.network_what()}</p>
        <div role="status" className="stack stack--tight">
          {running ? <p>{m.network_running()}</p> : null}
          {check.phase === "done" ? <Found result={check.result} /> : null}
          {check.phase === "refused" ? <Notice look="ochre">{errorText(check.refusal)}</Notice> : null}
        </div>
        {running ? <Meter share={check.share} label={m.network_progress()} /> : null}
        <Button look={check.phase === "done" ? "line" : "filled"} size="l" wide busy={running} onPress={() => void run()}>
          <Icon outline={wifi} />
          {tried.current ? m.network_again() : m.network_start()}
        </Button>
      </div>
    </Page>
  )
}

function Found({ result }: { result: CheckResult }): VNode {
  const advice = adviceFor(result)
  return (
    <>
      <Notice look={LOOK[result.verdict]}>
        <p className="strong">{verdictText(result.verdict)}</p>
      </Notice>
      {advice.length > 0 ? (
        <ul className="network__list">
          {advice.map((one) => (
            <li key={one}>{adviceText(one)}</li>
          ))}
        </ul>
      ) : null}
      {result.round_trip_ms === null ? null : (
        <details>
          <summary>{m.network_figures()}</summary>
          <ul className="network__list">
            <li>{m.network_round_trip({ ms: result.round_trip_ms })}</li>
            <li>{m.network_jitter({ ms: result.jitter_ms ?? 0 })}</li>
            <li>{m.network_lost({ share: percent(result.lost_permille ?? 0) })}</li>
            <li>{m.network_rate({ down: result.down_kbit ?? 0, up: result.up_kbit ?? 0 })}</li>
            {result.ways.map((way) => (
              <li key={way.way}>{way.works ? m.network_way_works({ way: wayText(way.way) }) : m.network_way_closed({ way: wayText(way.way) })}</li>
            ))}
          </ul>
        </details>
      )}
      {result.verdict === "none" ? (
        <p className="row">
          <Icon outline={phone} />
          {m.network_by_phone()}
        </p>
      ) : null}
      <p className="muted">{m.network_shared()}</p>
    </>
  )
}

const LOOK = { good: "slate", uneven: "ochre", poor: "ochre", none: "ochre" } as const

const percent = (permille: number): string => (permille / 10).toLocaleString(document.documentElement.lang || "sv", { maximumFractionDigits: 1 })

function verdictText(verdict: CheckResult["verdict"]): string {
  switch (verdict) {
    case "good":
      return m.network_good()
    case "uneven":
      return m.network_uneven()
    case "poor":
      return m.network_poor()
    case "none":
      return m.network_none()
  }
}

function adviceText(advice: Advice): string {
  switch (advice) {
    case "nearer_wifi":
      return m.network_advice_wifi()
    case "other_network":
      return m.network_advice_other()
    case "others_streaming":
      return m.network_advice_streaming()
    case "sound_alone":
      return m.network_advice_sound()
    case "call_by_phone":
      return m.network_advice_phone()
  }
}

function wayText(way: CheckResult["ways"][number]["way"]): string {
  switch (way) {
    case "stun":
      return m.network_way_stun()
    case "turn_udp":
      return m.network_way_udp()
    case "turn_tcp":
      return m.network_way_tcp()
    case "turn_tls":
      return m.network_way_tls()
  }
}
