/** The thin line at the top while the network is away. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { Connection } from "../../core/net/connection"
import type { Watched } from "../../core/observable"
import { ConnectionLine } from "../../design/Notices"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"

// A reconnect usually takes a blink; a line that comes and goes within it would only frighten.
const SHOWN_AFTER_MS = 800

export function NetworkLine(props: { connection: Watched<Connection> }): VNode {
  const connection = useWatched(props.connection)
  const away = connection.state !== "online" && connection.state !== "idle"
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!away) {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [away])
  return <ConnectionLine text={away && shown ? lineOf(connection) : null} />
}

function lineOf(connection: Connection): string {
  if (connection.state === "ended") {
    return connection.reason === "outdated" ? m.connection_outdated() : m.connection_refused()
  }
  return navigator.onLine ? m.connection_reconnecting() : m.connection_offline()
}
