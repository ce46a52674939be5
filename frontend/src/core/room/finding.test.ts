import { expect, test } from "vitest"
import * as told from "../testing/frames"
import { fetchUpTo } from "./finding"
import { type RoomState, stateOf, withHistory } from "./roomState"

function room(from: number, earlier: boolean) {
  let state: RoomState = stateOf(told.snapshot({}, { messages: [told.message(from)], earlier }))
  const asked: number[] = []
  return {
    asked,
    pages: {
      state: () => state,
      fetch: (before: number) => {
        asked.push(before)
        const messages = [before - 2, before - 1].filter((sequence) => sequence > 0).map((sequence) => told.message(sequence))
        return Promise.resolve({ messages, earlier: before > 3 })
      },
      add: ({ messages, earlier: more }: { messages: RoomState["messages"]; earlier: boolean }) => {
        state = withHistory(state, messages, more)
      },
    },
  }
}

test("what is there is not fetched", async () => {
  const { asked, pages } = room(9, true)
  expect(await fetchUpTo({ id: "message-9", sequence: 9 }, pages)).toBe(true)
  expect(asked).toEqual([])
})

test("pages are fetched until the message is among them", async () => {
  const { asked, pages } = room(9, true)
  expect(await fetchUpTo({ id: "message-4", sequence: 4 }, pages)).toBe(true)
  expect(asked).toEqual([9, 7, 5])
})

test("a message that is nowhere is looked for no further than its place", async () => {
  const { asked, pages } = room(9, true)
  expect(await fetchUpTo({ id: "another", sequence: 6 }, pages)).toBe(false)
  expect(asked).toEqual([9, 7])
})
