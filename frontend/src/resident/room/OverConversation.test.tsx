import { fireEvent, render, screen } from "@testing-library/preact"
import { expect, test } from "vitest"
import { Observable } from "../../core/observable"
import type { Message } from "../../core/protocol/wire"
import { stateOf } from "../../core/room/roomState"
import { message, resident, snapshot } from "../../core/testing/frames"
import { OverConversation } from "./OverConversation"

const sent: Message = { ...message(2, resident), picture: { id: "rash", media_type: "image/jpeg", width: 4, height: 3 } }
const hidden: Message = { ...sent, picture: null, hidden: { reason: "wrong_person", at: sent.at } }
const gone: Message = { ...sent, text: "", picture: null, redacted: { at: sent.at, by_name: "Sara Holm", reason: "sensitive" } }
const large = { source: "/rash.jpg", fileId: "rash", clientMessageId: sent.client_message_id, alt: () => "Din bild" }

function over(now: Message, open: "picture" | "words") {
  const closed: string[] = []
  const state = { ...stateOf(snapshot()), messages: [now] }
  const drawn = (
    <OverConversation
      client={{ correct: () => Promise.resolve(), hiddenFiles: new Observable<ReadonlySet<string>>(new Set()) }}
      state={state}
      large={open === "picture" ? large : null}
      onLarge={() => closed.push("picture")}
      correcting={open === "words" ? sent : null}
      onCorrecting={() => closed.push("words")}
    />
  )
  return { closed, drawn }
}

test.each([
  ["picture", hidden, "Bilden visas inte längre här, och stängdes."],
  ["picture", gone, "Bilden visas inte längre här, och stängdes."],
  ["words", gone, "Meddelandet togs bort, och rutan stängdes."],
] as const)("an open %s that is taken away closes, and it is said", (open, after, words) => {
  const { rerender } = render(over(sent, open).drawn)
  expect(screen.getByRole("dialog", { hidden: true })).toBeInTheDocument()
  expect(screen.getByRole("status", { hidden: true })).toHaveTextContent(/^$/)
  const { closed, drawn } = over(after, open)
  rerender(drawn)
  expect(closed).toEqual([open])
  expect(screen.queryByRole("dialog", { hidden: true })).toBeNull()
  expect(screen.getByRole("status")).toHaveTextContent(words)
  fireEvent.click(screen.getByRole("button", { name: "Jag har sett det" }))
  expect(screen.getByRole("status")).toHaveTextContent(/^$/)
})
