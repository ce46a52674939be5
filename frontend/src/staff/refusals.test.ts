import { describe, expect, it } from "vitest"
import { Refusal } from "../core/errors/refusal"
import { doorSentence, readSentence } from "./refusals"

describe("what the door says", () => {
  it("says how long to wait after too many attempts, rounded up", () => {
    expect(doorSentence(new Refusal("too_many", { retry_after: 8 }))).toContain("8 sekunder")
    expect(doorSentence(new Refusal("too_many", { retry_after: 61 }))).toContain("2 minuter")
    expect(doorSentence(new Refusal("too_many"))).toContain("en stund")
  })
  it("promises no new attempt that nobody makes", () => {
    for (const code of ["no_connection", "unavailable", "internal", "login_refused"] as const)
      expect(doorSentence(new Refusal(code))).not.toContain("Vi försöker igen")
  })
})

describe("what is said of something that could not be read", () => {
  it("neither tries again by itself nor speaks of what nobody wrote", () => {
    for (const code of ["no_connection", "unavailable", "internal"] as const)
      expect(readSentence(new Refusal(code))).not.toMatch(/Vi försöker igen|skrivit/)
  })
})
