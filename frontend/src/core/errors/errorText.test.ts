import { afterEach, expect, test } from "vitest"
import { chooseLanguage } from "../language"
import type { ErrorCode } from "../protocol/wire"
import { errorText, fileRefusalText } from "./errorText"
import schemaText from "../protocol/schema.json?raw"
import { asRefusal, Refusal } from "./refusal"

const schema = JSON.parse(schemaText) as {
  $defs: { ErrorCode: { enum: ErrorCode[] } }
}

afterEach(() => chooseLanguage("sv"))

test.each([...schema.$defs.ErrorCode.enum, "no_connection" as const])("%s has a sentence in both languages", (code) => {
  const said = (["sv", "en"] as const).map((language) => {
    chooseLanguage(language)
    return errorText(new Refusal(code, { holder: "Sara Holm" }))
  })
  for (const sentence of said) expect(sentence).toMatch(/^[A-ZÅÄÖ].*\.$/)
  expect(said[0]).not.toBe(said[1])
})

test("a lost claim names who was first, a refused picture says why", () => {
  expect(errorText(new Refusal("claim_lost", { holder: "Sara Holm" }))).toContain("Sara Holm")
  expect(errorText(new Refusal("file_refused", { refusal: "too_large" }))).toBe(fileRefusalText("too_large"))
  expect(fileRefusalText("never_heard_of")).toMatch(/\.$/)
})

test("what nobody foresaw is an internal error", () => {
  expect(asRefusal(new TypeError("x")).code).toBe("internal")
})
