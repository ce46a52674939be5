import { describe, expect, it } from "vitest"
import { phraseNamed, SARA, workItem } from "../testing/people"
import { COMMANDS } from "./commands"
import { find, type Searched } from "./palette"

const phrase = phraseNamed("feber", {
  title: { sv: "Mät febern hemma", en: "Take your temperature" },
  text: { sv: "Mät febern [hur ofta].", en: "Take it [how often]." },
})
const anna = workItem({ case_id: "a", number: 4812, holder_id: SARA.id, holder_name: SARA.name })
const bertil = workItem({ case_id: "b", number: 4920, resident_name: "Bertil Sandgren", age: 71 })
const searched = (query: string, change: Partial<Searched> = {}): Searched => ({
  query,
  commands: COMMANDS,
  phrases: [phrase],
  filled: () => "Mät den morgon och kväll.",
  items: [anna, bertil],
  me: SARA.id,
  personalNumbers: new Map([["a", "19920314-9829"]]),
  ...change,
})
const titles = (query: string, section: string): string[] =>
  find(searched(query)).find((one) => one.id === section)?.found.map((found) => found.title) ?? []

describe("the palette", () => {
  it("shows the room's commands and my rooms before anything is searched for", () => {
    expect(find(searched("")).map((section) => section.id)).toEqual(["room", "cases", "go"])
    expect(titles("", "cases")).toEqual(["Anna Lind, 34"])
  })
  it("finds cases by name, case number and personal number", () => {
    expect(titles("bert", "cases")).toEqual(["Bertil Sandgren, 71"])
    expect(titles("4 812", "cases")).toEqual(["Anna Lind, 34"])
    expect(titles("49", "cases")).toEqual(["Bertil Sandgren, 71"])
    expect(titles("920314-98", "cases")).toEqual(["Anna Lind, 34"])
    expect(titles("777", "cases")).toEqual([])
  })
  it("finds a command by its other name, and shows which", () => {
    const [found] = find(searched("överst")).find((section) => section.id === "room")?.found ?? []
    expect(found).toMatchObject({ id: "priority", also: { text: "överstyr bedömningen", letters: [{ start: 0, end: 6 }] }, keys: ["G", "P"] })
  })
  it("finds phrases by abbreviation, title and text", () => {
    expect(titles(";feb", "phrases")).toEqual(["Mät febern hemma"])
    expect(titles("hemma", "phrases")).toEqual(["Mät febern hemma"])
    expect(titles("hur ofta", "phrases")).toEqual(["Mät febern hemma"])
    expect(titles("how often", "phrases")).toEqual(["Mät febern hemma"])
  })
  it("shows a phrase as it would stand in the room", () => {
    const [phrases] = find(searched(";feb"))
    expect(phrases?.found[0]?.note).toBe("Mät den morgon och kväll.")
  })
  it("knows every key once", () => {
    const keys = COMMANDS.flatMap((command) => (command.keys === undefined ? [] : [command.keys]))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
