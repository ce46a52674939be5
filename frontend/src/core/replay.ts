/**
 * Runs the shipped reducers in Node, so that the server's tests can assert law 4 with them. One JSON object a line on
 * stdin, {"kind": "room" | "worklist", "snapshot": frame, "events": [frames]}; one on stdout: the snapshot afterwards,
 * or {"gap": sequence} at the first event that does not follow.
 */
import process from "node:process"
import { createInterface } from "node:readline"
import type { RoomEvent, WorklistEvent } from "./protocol/frames"
import type { RoomSnapshot, WorklistSnapshot } from "./protocol/wire"
import { applyRoomEvent, asSnapshot, stateOf } from "./room/roomState"
import { applyWorklistEvent, asWorklistSnapshot, worklistOf } from "./worklist/worklistState"

type Case =
  | { kind: "room"; snapshot: RoomSnapshot; events: RoomEvent[] }
  | { kind: "worklist"; snapshot: WorklistSnapshot; events: WorklistEvent[] }

function replayed(told: Case): unknown {
  if (told.kind === "room") {
    let state = stateOf(told.snapshot)
    for (const event of told.events) {
      const applied = applyRoomEvent(state, event)
      if (applied.outcome === "gap") return { gap: event.sequence }
      if (applied.outcome === "applied") state = applied.state
    }
    return asSnapshot(state)
  }
  let state = worklistOf(told.snapshot)
  for (const event of told.events) {
    const applied = applyWorklistEvent(state, event)
    if (applied.outcome === "gap") return { gap: event.sequence }
    if (applied.outcome === "applied") state = applied.state
  }
  return asWorklistSnapshot(state)
}

/** Keys sorted, so that two equal states are two equal lines. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") process.stdout.write(`${canonical(replayed(JSON.parse(line) as Case))}\n`)
}
