import { describe, expect, it } from "vitest"
import { capital, nameAndAge, phoneWords } from "./words"

describe("figures as people say them", () => {
  it("groups a mobile number, and leaves any other as it was written", () => {
    expect(phoneWords("0701740612")).toBe("070-174 06 12")
    expect(phoneWords("070-1740612")).toBe("070-174 06 12")
    expect(phoneWords("+46 8 123 45")).toBe("+46 8 123 45")
  })
  it("lets no name set the digits of an age about", () => {
    expect(nameAndAge("Anna\u202e Lind\u2067", 45)).toBe(nameAndAge("Anna Lind", 45))
  })
  it("begins a sentence with whatever comes first", () => {
    expect(capital("ärende 10 kom in.")).toBe("Ärende 10 kom in.")
  })
})
