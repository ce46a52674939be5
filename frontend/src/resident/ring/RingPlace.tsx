/**
 * Where it rings, whatever page is open: once somebody is logged in and has a case that is not concluded, the code that
 * listens is fetched. While it rings the page below stays as it is, out of reach, and has its focus back afterwards.
 */
import type { ComponentChildren, VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import * as api from "../api"
import { useWatched } from "../hooks"
import { login } from "../login"
import { useCode } from "../parts/code"
import type { Route } from "../router"

const loadRings = () => import("./Rings")

// A page's own words come first: on a slow line what listens for calls would hold them up, and a call rings for longer.
const ASKED_AFTER_MS = 1_000

export function RingPlace(props: { at: Route; children: ComponentChildren }): VNode {
  const { at } = props
  const who = useWatched(login)
  const me = who.phase === "known" ? who.me : null
  const caseIds = useOpenCases(me?.account_id ?? null, at)
  const [ringing, setRinging] = useState(0)
  const code = useCode(caseIds.length > 0, loadRings)
  const before = useRef<Element | null>(null)
  const rings = (on: boolean): void => {
    if (on) before.current = document.activeElement
    setRinging((count) => count + (on ? 1 : -1))
  }
  useEffect(() => {
    if (ringing === 0 && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
  }, [ringing])
  return (
    <>
      <div className="pages" inert={ringing > 0}>
        {props.children}
      </div>
      {code && me ? <code.Rings key={me.account_id} me={me} caseIds={caseIds} at={at} onRing={rings} /> : null}
    </>
  )
}

/** Asked for again on each new page: a form that was sent has become a case. A failed answer leaves the last one. */
function useOpenCases(accountId: string | null, at: Route): readonly string[] {
  const [open, setOpen] = useState<readonly string[]>([])
  const place = at.page === "case" ? at.caseId : at.page
  useEffect(() => {
    if (accountId === null) {
      setOpen([])
      return
    }
    let gone = false
    const ask = (): void => {
      api.cases().then(
        ({ cases }) => gone || setOpen(cases.filter(({ state }) => state !== "concluded" && state !== "archived").map(({ id }) => id)),
        () => undefined,
      )
    }
    const asking = setTimeout(ask, ASKED_AFTER_MS)
    return () => {
      gone = true
      clearTimeout(asking)
    }
  }, [accountId, place])
  return open
}
