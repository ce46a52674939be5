import { beforeEach, expect, test } from "vitest"
import { chooseLanguage } from "../../core/language"
import { TOO_MANY } from "../../core/net/connection"
import { connectionText } from "./NetworkLine"

beforeEach(() => chooseLanguage("sv"))

test("the device's own network, the server and the way there are told apart", () => {
  expect(connectionText({ state: "waiting", attempt: 1, closeCode: 0 }, false, true)).toMatch(/^Inget nät/)
  expect(connectionText({ state: "waiting", attempt: 1, closeCode: 0 }, true, true)).toMatch(/^Ansluter igen/)
  expect(connectionText({ state: "connecting", attempt: 4 }, true, true)).toMatch(/svarar inte/)
  expect(connectionText({ state: "waiting", attempt: 1, closeCode: TOO_MANY }, true, true)).toMatch(/för många flikar/)
  expect(connectionText({ state: "ended", reason: "outdated" }, true, true)).toMatch(/ny version/)
  expect(connectionText({ state: "ended", reason: "login_ended" }, true, true)).toMatch(/logga in/)
})

test("nothing is said to be saved where nothing can be", () => {
  for (const [attempt, there] of [[1, false], [1, true], [9, true]] as const) {
    expect(connectionText({ state: "waiting", attempt, closeCode: 0 }, there, false)).not.toMatch(/sparat/)
  }
})
