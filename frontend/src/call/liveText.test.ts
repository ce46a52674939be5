import { describe, expect, it } from "vitest"
import { MAX_LINE, MAX_LINES, readSaid, writeWhole } from "./besideWire"
import { change, LiveText } from "./liveText"

/** Two sides on a line that carries at once. */
function pair(): { anna: LiveText; sara: LiveText; kept: Record<"anna" | "sara", string[]>; cut: (on: boolean) => void } {
  const kept = { anna: [] as string[], sara: [] as string[] }
  let up = true
  const carry = (to: () => LiveText) => (data: string) => {
    const said = up ? readSaid(data) : null
    if (said !== null) to().hear(said, "other")
  }
  const anna: LiveText = new LiveText(carry(() => sara), (text) => kept.anna.push(text))
  const sara: LiveText = new LiveText(carry(() => anna), (text) => kept.sara.push(text))
  anna.reach(true, "other")
  sara.reach(true, "other")
  return { anna, sara, kept, cut: (on) => (up = on) }
}

const read = (text: LiveText): string[] => text.state.get().lines.map((line) => `${line.mine ? "me" : "them"}: ${line.text}`)

describe("what is typed", () => {
  it("is there at once, with corrections in the middle and at the end", () => {
    const { anna, sara } = pair()
    for (const text of ["S", "Så", "Så här", "Så är", "Så är det", "Så är", "Nej, så är"]) {
      anna.type(text)
      expect(read(sara)).toEqual([`them: ${text}`])
    }
  })

  it("stays in the order in which the lines were begun", () => {
    const { anna, sara } = pair()
    anna.type("Hej")
    sara.type("Hej Anna")
    anna.finish()
    anna.type("Hör du mig?")
    expect(read(anna)).toEqual(["me: Hej", "them: Hej Anna", "me: Hör du mig?"])
    expect(read(sara)).toEqual(["them: Hej", "me: Hej Anna", "them: Hör du mig?"])
  })

  it("comes whole over a new connection, whatever was lost on the way", () => {
    const { anna, sara, cut } = pair()
    anna.type("Jag är")
    cut(false)
    anna.type("Jag är yr")
    anna.finish()
    anna.type("Mycket")
    cut(true)
    anna.reach(true, "other")
    expect(read(sara)).toEqual(["them: Jag är yr", "them: Mycket"])
  })

  it("is the same for every pair of texts", () => {
    const texts = ["", "a", "aa", "aba", "ab", "ba", "😀", "😀😁", "😁", "hej på dig", "hej dig", "på"]
    for (const before of texts)
      for (const after of texts) {
        const { from, cut, put } = change(before, after)
        expect(before.slice(0, from) + put + before.slice(from + cut)).toBe(after)
      }
  })
})

describe("what is hostile", () => {
  it.each([
    ["no JSON", "{"],
    ["not an object", "[1]"],
    ["an unknown word", JSON.stringify({ say: "run", line: 0 })],
    ["a negative place", JSON.stringify({ say: "text", line: 0, from: -1, cut: 0, put: "x" })],
    ["too long a text", JSON.stringify({ say: "text", line: 0, from: 0, cut: 0, put: "x".repeat(MAX_LINE + 1) })],
    ["too many lines", JSON.stringify({ say: "whole", lines: Array.from({ length: MAX_LINES + 1 }, (_, line) => ({ line, text: "", done: true })) })],
    ["one wrong line among right ones", JSON.stringify({ say: "whole", lines: [{ line: 0, text: "a", done: true }, { line: 1, text: 1, done: true }] })],
    ["too much at once", `"${"x".repeat(70_000)}"`],
    ["no text at all", new ArrayBuffer(4)],
  ])("is dropped whole: %s", (_name, data) => {
    expect(readSaid(data)).toBeNull()
  })

  it("cannot turn the direction of a text, break its line or grow beyond its length", () => {
    const { anna } = pair()
    anna.hear({ say: "text", line: 0, from: 0, cut: 0, put: "a\u202eb\nc\u0007" }, "sara")
    expect(read(anna)).toEqual(["them: abc"])
    for (let turn = 0; turn < 3; turn += 1) anna.hear({ say: "text", line: 1, from: 0, cut: 0, put: "x".repeat(MAX_LINE) }, "sara")
    expect(anna.state.get().lines.at(-1)?.text).toHaveLength(MAX_LINE)
  })

  it("cannot change a finished line, nor fill the page", () => {
    const { anna } = pair()
    for (let line = 0; line < MAX_LINES + 50; line += 1) {
      anna.hear({ say: "text", line, from: 0, cut: 0, put: "x" }, "sara")
      anna.hear({ say: "done", line }, "sara")
    }
    anna.hear({ say: "text", line: MAX_LINES, from: 0, cut: 1, put: "y" }, "sara")
    anna.hear({ say: "text", line: 0, from: 0, cut: 0, put: "again" }, "sara")
    expect(anna.state.get().lines).toHaveLength(MAX_LINES)
    expect(new Set(anna.state.get().lines.map((line) => line.text))).toEqual(new Set(["x"]))
  })

  it("writes no more at once than the other side takes", () => {
    const lines = Array.from({ length: MAX_LINES }, (_, line) => ({ line, text: "\u0001".repeat(MAX_LINE), done: true }))
    const said = readSaid(writeWhole(lines))
    expect(said?.say).toBe("whole")
  })
})

describe("keeping", () => {
  it("asks both, and each keeps what it wrote, once", () => {
    const { anna, sara, kept } = pair()
    anna.type("Jag är yr")
    anna.finish()
    anna.wishToKeep(true)
    expect(kept).toEqual({ anna: [], sara: [] })
    sara.type("Sedan när?")
    sara.finish()
    sara.wishToKeep(true)
    expect(kept).toEqual({ anna: ["Jag är yr"], sara: ["Sedan när?"] })
    anna.type("I går")
    anna.finish()
    expect(kept.anna).toEqual(["Jag är yr", "I går"])
  })

  it("stops when one side takes it back", () => {
    const { anna, sara, kept } = pair()
    anna.wishToKeep(true)
    sara.wishToKeep(true)
    sara.wishToKeep(false)
    anna.type("Hemligt")
    anna.finish()
    expect(kept.anna).toEqual([])
  })
})

describe("with more than two", () => {
  /** What `text` says, by whom it is said to. */
  function listening(): { text: LiveText; told: [string, unknown][]; kept: string[] } {
    const told: [string, unknown][] = []
    const kept: string[] = []
    const text = new LiveText((data, to) => told.push([to, JSON.parse(data) as unknown]), (one) => kept.push(one))
    return { text, told, kept }
  }

  it("everybody is written to, and whoever came later reads from then on", () => {
    const { text, told } = listening()
    text.reach(true, "sara")
    text.type("Before")
    text.reach(true, "amira", true)
    told.length = 0
    text.type("Before this")
    text.finish()
    text.type("After")
    expect(told.map(([to, said]) => [to, (said as { line: number }).line])).toEqual([["sara", 0], ["sara", 0], ["sara", 1], ["amira", 1]])
    told.length = 0
    text.reach(false, "amira")
    text.reach(true, "amira", true)
    expect(told[0]).toEqual(["amira", { say: "whole", lines: [{ line: 1, text: "After", done: false }] }])
  })

  it("each one's lines are theirs, and those of an earlier coming stay", () => {
    const { text } = listening()
    for (const who of ["sara", "amira"]) {
      text.reach(true, who)
      text.hear({ say: "text", line: 0, from: 0, cut: 0, put: `I am ${who}` }, who)
    }
    text.part("amira")
    text.reach(true, "amira")
    text.hear({ say: "text", line: 0, from: 0, cut: 0, put: "Here again" }, "amira")
    expect(text.state.get().lines.map(({ from, text: line }) => [from, line])).toEqual([["sara", "I am sara"], ["amira", "I am amira"], ["amira", "Here again"]])
  })

  it("is kept when all who are there wish it, and nobody waits for who has gone", () => {
    const { text, kept } = listening()
    for (const who of ["sara", "amira"]) text.reach(true, who)
    text.type("Ours")
    text.finish()
    text.wishToKeep(true)
    text.hear({ say: "keep", on: true }, "sara")
    expect([text.state.get().theyKeep, kept]).toEqual([false, []])
    text.part("amira")
    expect([text.state.get().theyKeep, kept]).toEqual([true, ["Ours"]])
  })
})
