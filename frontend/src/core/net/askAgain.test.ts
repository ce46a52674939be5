import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { AGAIN_MS, askAgain } from "./askAgain"

interface Question {
  readonly unwanted: AbortSignal
  answer(text: string): void
  refuse(why: Error): void
}

let questions: Question[]

const ask = (unwanted: AbortSignal): Promise<string> =>
  new Promise((answer, refuse) => {
    questions.push({ unwanted, answer, refuse })
  })

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

beforeEach(() => {
  vi.useFakeTimers()
  questions = []
})

afterEach(() => vi.useRealTimers())

it("asks once where the answer comes soon", async () => {
  const answered = askAgain(ask)
  await pass(AGAIN_MS - 1)
  questions[0]?.answer("first")
  expect(await answered).toBe("first")
  await pass(10 * AGAIN_MS)
  expect(questions).toHaveLength(1)
})

it("asks anew while nobody answers, takes the first answer, and wants no other", async () => {
  const answered = askAgain(ask)
  await pass(AGAIN_MS)
  questions[1]?.answer("second")
  expect(await answered).toBe("second")
  await pass(10 * AGAIN_MS)
  expect(questions.map(({ unwanted }) => unwanted.aborted)).toEqual([true, true])
})

it("asks six times and no more, with three questions open at once", async () => {
  void askAgain(ask)
  await pass(3 * AGAIN_MS)
  expect(questions.map(({ unwanted }) => unwanted.aborted)).toEqual([true, false, false, false])
  await pass(10 * AGAIN_MS)
  expect(questions.map(({ unwanted }) => unwanted.aborted)).toEqual([true, true, true, false, false, false])
})

it("hands a refusal on at once, and asks no more", async () => {
  const refused = expect(askAgain(ask)).rejects.toThrow("not found")
  questions[0]?.refuse(new Error("not found"))
  await refused
  await pass(10 * AGAIN_MS)
  expect(questions).toHaveLength(1)
})

it("does not give up for one refusal while another question is open", async () => {
  const answered = askAgain(ask)
  await pass(AGAIN_MS)
  questions[0]?.refuse(new Error("no connection"))
  questions[1]?.answer("second")
  expect(await answered).toBe("second")
})

it("rejects with the last refusal", async () => {
  const refused = expect(askAgain(ask)).rejects.toThrow("the last")
  await pass(5 * AGAIN_MS)
  for (const one of questions.slice(0, 5)) one.refuse(new Error("an earlier one"))
  questions[5]?.refuse(new Error("the last"))
  await refused
})
