/** Registers the service worker, and says when there is a new version; nothing is taken without a press. */
import type { VNode } from "preact"
import { useEffect } from "preact/hooks"
import "./reach.css"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import { newVersion, registerWorker, takeNewVersion } from "./worker"

export function UpdatePrompt(): VNode {
  const waiting = useWatched(newVersion)
  useEffect(() => void registerWorker(), [])
  return (
    <div role="status">
      {waiting ? (
        <div className="update">
          <span>{m.reach_new_version()}</span>
          <Button look="line" onPress={takeNewVersion}>
            {m.reach_take_version()}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
