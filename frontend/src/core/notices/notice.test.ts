import { expect, it } from "vitest"
import { languageOf, noticeAddress, readNotice } from "./notice"

const ID = "0190f3a2-0000-7000-8000-000000000001"

it("shows what the house said", () => {
  const said = JSON.stringify({ n: ID, title: "Det är din tur", text: "Logga in." })
  expect(readNotice(said, "sv")).toEqual({ id: ID, title: "Det är din tur", text: "Logga in." })
})

it.each(["", "no JSON", "null", "[]", JSON.stringify({ n: "../staff", title: "a", text: "b" }), JSON.stringify({ n: ID, title: 1, text: "b" })])(
  "says something neutral where a push cannot be read: %s",
  (data) => {
    expect(readNotice(data, "en")).toEqual({ id: "", title: "There is something new", text: "Log in as you usually do." })
  },
)

it("leads to an address that tells nothing, and never to one that somebody else wrote", () => {
  expect(noticeAddress(ID)).toBe(`/n/${ID}`)
  for (const foreign of ["https://elsewhere.example", "../staff", "", null, 1]) expect(noticeAddress(foreign)).toBe("/cases")
})

it("speaks Swedish to Swedish browsers and English to others", () => {
  expect([languageOf("sv-SE"), languageOf("en-GB"), languageOf("fi")]).toEqual(["sv", "en", "en"])
})
