import { afterEach, expect, test, vi } from "vitest"
import { chooseLanguage, fill, followOtherTabs, language, localized, say } from "./language"

afterEach(() => chooseLanguage("sv"))

test("the choice is kept in a cookie and set on the page", () => {
  chooseLanguage("en")
  expect(document.cookie).toContain("vardrum_language=en")
  expect(document.documentElement.lang).toBe("en")
  expect(language.get()).toBe("en")
})

test("texts follow the choice", () => {
  expect([say("Nej", "No"), localized({ sv: "Ja", en: "Yes" })]).toEqual(["Nej", "Ja"])
  chooseLanguage("en")
  expect([say("Nej", "No"), localized({ sv: "Ja", en: "Yes" })]).toEqual(["No", "Yes"])
})

test("values are filled in and plural forms are right", () => {
  const left = { one: "{count} fråga kvar", other: "{count} frågor kvar" }
  expect(fill(left, left, { count: 1 })).toBe("1 fråga kvar")
  expect(fill(left, left, { count: 0 })).toBe("0 frågor kvar")
  expect(fill("{name}, {time}", "", { name: "Anna", time: "14.32" })).toBe("Anna, 14.32")
})

test("a tab follows what another tab chose", async () => {
  followOtherTabs()
  const another = new BroadcastChannel("vardrum_language")
  another.postMessage("en")
  await vi.waitFor(() => expect(language.get()).toBe("en"))
  expect(document.documentElement.lang).toBe("en")
  another.close()
})
