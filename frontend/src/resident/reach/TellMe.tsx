/** Where one waits: "tell me when it is my turn", or by which way that is done already. Nobody is asked before a press. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import "./reach.css"
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import type { ReachSettings, ResidentMe } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import { type DeviceState, deviceState, turnOn } from "./device"

interface Known {
  settings: ReachSettings
  device: DeviceState
}

async function known(accountId: string): Promise<Known> {
  const settings = await api.reach()
  return { settings, device: settings.push_key ? await deviceState(accountId) : "impossible" }
}

export function TellMe({ me }: { me: ResidentMe }): VNode {
  const [loaded] = useLoaded(`tell-me:${me.account_id}`, () => known(me.account_id))
  // The place is kept, so that nothing moves when it is known. Where it never is, the settings are one press away.
  if (loaded.phase === "loading") return <div className="tell-me" />
  if (loaded.phase === "failed") return <div className="tell-me">{settingsLink(m.reach_wait_link())}</div>
  return <Told me={me} first={loaded.value} />
}

const settingsLink = (text: string): VNode => <a href="/reach">{text}</a>

function Told({ me, first }: { me: ResidentMe; first: Known }): VNode {
  const [{ settings, device }, setKnown] = useState(first)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState("")
  const text = useRef<HTMLParagraphElement>(null)
  const key = settings.push_key
  const offered = device === "off" && key !== null && !settings.opted_out && !byAddress(settings)
  useEffect(() => {
    // The button that was pressed is gone; whoever pressed it by keyboard goes on from what took its place.
    if (device !== first.device) text.current?.focus()
  }, [device])
  const press = async (): Promise<void> => {
    if (key === null) return
    setBusy(true)
    setFailed("")
    try {
      const now = await turnOn(key, me.account_id)
      setKnown({ settings: now === "on" ? await api.reach() : settings, device: now })
    } catch (thrown) {
      setFailed(errorText(asRefusal(thrown)))
    }
    setBusy(false)
  }
  const told = toldBy(settings, device)
  const said = told ?? whyNot(device)
  return (
    <div className="tell-me">
      <div role="status">
        {said ? (
          <p ref={text} tabIndex={-1}>
            {said}
          </p>
        ) : null}
        {failed ? <p>{failed}</p> : null}
      </div>
      {offered ? (
        <Button look="line" busy={busy} onPress={() => void press()}>
          {m.reach_tell_me()}
        </Button>
      ) : null}
      {settings.possible.length > 0 ? <p>{settingsLink(told ? m.reach_change() : offered || said ? m.reach_rather() : m.reach_wait_link())}</p> : null}
    </div>
  )
}

/** Confirmed, and among the ways that are used. */
function byAddress({ ways, email, phone }: ReachSettings): "sms" | "email" | null {
  for (const way of ways) {
    if (way === "sms" && phone !== "") return way
    if (way === "email" && email !== "") return way
  }
  return null
}

/** By which way the resident is told, in words; null where it is none. */
function toldBy(settings: ReachSettings, device: DeviceState): string | null {
  if (settings.opted_out) return m.reach_told_never()
  const other = byAddress(settings)
  const push = settings.ways.includes("push") && settings.devices > 0
  if (push && (settings.ways[0] === "push" || !other)) return device === "on" ? m.reach_told_push() : m.reach_told_elsewhere()
  if (other) return other === "sms" ? m.reach_told_sms() : m.reach_told_email()
  return null
}

/** Why this browser cannot be the way; one that never could needs no reason. */
function whyNot(device: DeviceState): string | null {
  if (device === "denied") return m.reach_push_denied()
  return device === "install" ? m.reach_push_install() : null
}
