/** Waiting and failing, the same on every page: grey rows at once, an honest sentence later, a way on after a failure. */
import type { ComponentChildren, VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import cloudWarning from "@phosphor-icons/core/assets/regular/cloud-warning.svg?icon"
import { errorText } from "../../core/errors/errorText"
import type { Refusal } from "../../core/errors/refusal"
import { Button } from "../../design/Button"
import { EmptyState, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Loaded } from "../hooks"
import { Numbers } from "./Numbers"

const SLOW_AFTER_MS = 5_000

export function Wait(props: { rows?: number }): VNode {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="stack">
      <Skeleton rows={props.rows ?? 5} label={m.loading()} />
      {slow ? (
        <p role="status" className="muted">
          {m.slow_wait()}
        </p>
      ) : null}
    </div>
  )
}

/** `whole`: there is nothing else on the page, so this is its heading. */
export function Broken(props: { refusal: Refusal; title?: string; whole?: boolean; onRetry: () => void }): VNode {
  return (
    <EmptyState kind="broken" icon={cloudWarning} title={props.title ?? m.broken_title()} heading={props.whole ? "h1" : "h2"}>
      <p className="muted">
        {loadSentence(props.refusal)}{" "}
        <span className="line">
          <Numbers>{m.sending_urgent()}</Numbers>
        </span>
      </p>
      <Button look="filled" size="l" wide onPress={props.onRetry}>
        {m.try_again()}
      </Button>
    </EmptyState>
  )
}

/** Nothing was written on a page that did not come, and nobody tries again but the reader. */
function loadSentence(refusal: Refusal): string {
  switch (refusal.code) {
    case "no_connection":
      return m.broken_no_connection()
    case "unavailable":
    case "internal":
      return m.broken_unavailable()
    default:
      return errorText(refusal)
  }
}

export function Await<T>(props: { of: [Loaded<T>, () => void]; children: (value: T) => ComponentChildren }): VNode {
  const [loaded, reload] = props.of
  if (loaded.phase === "loading") return <Wait />
  if (loaded.phase === "failed") return <Broken refusal={loaded.refusal} onRetry={reload} />
  return <>{props.children(loaded.value)}</>
}
