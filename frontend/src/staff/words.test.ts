import { describe, expect, it } from "vitest"
import { capital, minutesAndSeconds, phoneWords } from "./words"

describe("figures as people say them", () => {
  it("counts a call like a stopwatch", () => {
    expect(minutesAndSeconds(7_400)).toBe("0.07")
    expect(minutesAndSeconds(760_000)).toBe("12.40")
    expect(minutesAndSeconds(-50)).toBe("0.00")
  })
  it("groups a mobile number, and leaves any other as it was written", () => {
    expect(phoneWords("0701740612")).toBe("070-174 06 12")
    expect(phoneWords("070-1740612")).toBe("070-174 06 12")
    expect(phoneWords("+46 8 123 45")).toBe("+46 8 123 45")
  })
  it("begins a sentence with whatever comes first", () => {
    expect(capital("ärende 10 kom in.")).toBe("Ärende 10 kom in.")
  })
})
