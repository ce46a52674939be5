import { describe, expect, test } from "vitest"
import { withoutTurns } from "./direction"
import { linkedPieces } from "./links"

const links = (text: string) => linkedPieces(text).flatMap((piece) => (piece.kind === "link" ? [piece] : []))
const hrefs = (text: string) => links(text).map((piece) => piece.link.href)

describe("what is an address", () => {
  test.each([
    ["Se https://www.1177.se/halsont.", ["https://www.1177.se/halsont"]],
    ["(http://exempel.se/a_(b))", ["http://exempel.se/a_(b)"]],
    ["HTTPS://Exempel.se/Sida?x=1#y, eller", ["https://exempel.se/Sida?x=1#y"]],
    ["”https://exempel.se”", ["https://exempel.se/"]],
    ["två: https://a.se https://b.se", ["https://a.se/", "https://b.se/"]],
  ])("%s", (text, expected) => {
    expect(hrefs(text)).toEqual(expected)
  })

  test.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "www.exempel.se",
    "ftp://exempel.se",
    "https://",
    "https://klinik.se@exempel.com/",
    "https://user:pass@exempel.com",
    "//exempel.se",
    "xhttps://exempel.se",
    "tel:112",
  ])("no address in %s", (text) => {
    expect(hrefs(text)).toEqual([])
  })
})

test("a sign that turns the direction ends an address", () => {
  expect(hrefs("https://exempel.se/\u202egnp.exe")).toEqual(["https://exempel.se/"])
})

test("a host in another alphabet is shown as the network knows it", () => {
  const [link] = links("https://аррle.com/konto")
  expect(link?.link.host).toMatch(/^xn--/)
  expect(link?.text).toBe(`https://${link?.link.host}/konto`)
  expect(link?.text).not.toContain("а")
})

test("the pieces are the text, sign for sign", () => {
  const text = "Hej 👩‍👩‍👧‍👦 مرحبا https://exempel.se/å?ö=1 — tack\n\u202ehej"
  expect(linkedPieces(text).map((piece) => piece.text).join("")).toBe(text)
  expect(linkedPieces("")).toEqual([{ kind: "text", text: "" }])
})

test("a name keeps its letters and loses what turns it", () => {
  expect(withoutTurns("\u202eannA\u2066 فاطمة")).toBe("annA فاطمة")
})

test.each(["http://http://google.com", "HTTP://Exempel.SE/Om", "https://exempel.se:443/", "http://exempel.se:/"])("an address whose host needs no other letters stands as it was written: %s", (written) => {
  expect(linkedPieces(written).map((piece) => piece.text).join("")).toBe(written)
})
