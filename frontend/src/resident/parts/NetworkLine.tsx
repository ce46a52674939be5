/** The thin line at the top while the network is away, the server is down or something has to be done: what, and what is safe. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import cloudSlash from "@phosphor-icons/core/assets/regular/cloud-slash.svg?icon"
import { type Connection, TOO_MANY } from "../../core/net/connection"
import type { Watched } from "../../core/observable"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import type { Live } from "../live"
import { loginPath } from "../router"

// A reconnect usually takes a blink; a line that comes and goes within it would only frighten.
const SHOWN_AFTER_MS = 800
// So many attempts with a network that the device believes in: it is the server that is away.
const SERVER_DOWN_ATTEMPTS = 4

/** The line over a case. */
export function CaseLine(props: { live: Live }): VNode {
  const { outbox, socket } = props.live
  const full = useWatched(outbox.inPage).size > 0
  return <NetworkLine connection={socket.connection} durable={outbox.durable && !full} />
}

/** Whether the line to the clinic has been away for longer than a reconnect takes. */
export function useAway(watched: Watched<Connection>): boolean {
  const { state } = useWatched(watched)
  const away = state !== "online" && state !== "idle"
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!away) {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [away])
  return away && shown
}

export function NetworkLine(props: { connection: Watched<Connection>; durable: boolean }): VNode {
  const connection = useWatched(props.connection)
  const away = useAway(props.connection)
  // The region stays, so that its change is read.
  return (
    <div role="status">
      {away ? (
        <div className="connection">
          <Icon outline={cloudSlash} size="s" />
          <span>{connectionText(connection, navigator.onLine, props.durable)}</span>
          <WayOn connection={connection} />
        </div>
      ) : null}
    </div>
  )
}

/** `networkThere` is what the device itself believes. */
export function connectionText(connection: Connection, networkThere: boolean, durable: boolean): string {
  if (connection.state === "ended") {
    return connection.reason === "outdated" ? m.connection_outdated() : m.connection_refused()
  }
  if (connection.state === "waiting" && connection.closeCode === TOO_MANY) return m.connection_too_many()
  if (!networkThere) return durable ? m.connection_offline() : m.connection_offline_page()
  const attempt = "attempt" in connection ? connection.attempt : 0
  if (!durable) return m.connection_again_page()
  return attempt >= SERVER_DOWN_ATTEMPTS ? m.connection_server_down() : m.connection_reconnecting()
}

function WayOn({ connection }: { connection: Connection }): VNode | null {
  if (connection.state !== "ended") return null
  if (connection.reason === "outdated") {
    return (
      <button type="button" className="connection__way" onClick={() => location.reload()}>
        {m.connection_reload()}
      </button>
    )
  }
  return (
    <a className="connection__way" href={loginPath(location.pathname)}>
      {m.connection_log_in()}
    </a>
  )
}
