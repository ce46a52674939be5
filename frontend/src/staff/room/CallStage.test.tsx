import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it, vi } from "vitest"
import type { CallView, EndReason, RoomCalls } from "../../call"
import { Observable } from "../../core/observable"
import type { RoomView } from "../../core/protocol/wire"
import { CallStage } from "./CallStage"

const room = { participants: [], guests: [] } as unknown as RoomView
const own = { stream: null, muted: false, cameraOn: false, problem: null, interrupted: null, sharing: false, blurred: null }
const other = { remote: null, remotePicture: false, remoteSound: false, quality: null, people: [], rung: "full" }

function show(view: CallView, concluded = false): { onWrite: () => void; dismiss: () => void } {
  const dismiss = vi.fn()
  const onWrite = vi.fn()
  const client = { state: new Observable({ view, own, other, refusal: null, speaker: null }), dismiss }
  // The stage draws a state and presses buttons; nothing else of a client is touched here.
  const calls = { client } as unknown as RoomCalls
  render(<CallStage calls={calls} room={room} name="Anna Lind" phone="0701740612" concluded={concluded} skew={0} busy={false} onWrite={onWrite} onNote={vi.fn()} onSay={vi.fn()} />)
  return { onWrite, dismiss }
}

const over = (reason: EndReason): CallView => ({ phase: "ended", callId: "call", reason, calledMe: false })

describe("a call that is over", () => {
  it("says what can be done instead of a call that was declined", async () => {
    const { onWrite, dismiss } = show(over("declined"))
    expect(screen.getByRole("status")).toHaveTextContent("Anna tackade nej till samtalet. Telefon 070-174 06 12.")
    await userEvent.setup().click(screen.getByRole("button", { name: "Skriv i stället" }))
    expect(dismiss).toHaveBeenCalled()
    expect(onWrite).toHaveBeenCalled()
  })

  it("offers nothing instead of one that was held", () => {
    show(over("hung_up"))
    expect(screen.getByRole("status")).toHaveTextContent("Samtalet är avslutat.")
    expect(screen.queryByRole("button", { name: "Skriv i stället" })).toBeNull()
  })

  it("is not said over the conclusion of its case", () => {
    show(over("room_concluded"), true)
    expect(screen.queryByRole("status")).toBeNull()
  })
})
