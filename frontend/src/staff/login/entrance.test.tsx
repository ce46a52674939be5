import { act, render, screen } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import { App } from "../App"
import { Doorway } from "./entrance"
import { rememberDesk } from "./openDesk"

const refused = (code: string): Response => new Response(JSON.stringify({ code, params: {}, retryable: false }), { status: 401 })

beforeEach(() => {
  sessionStorage.clear()
  vi.stubGlobal("fetch", () => Promise.resolve(refused("not_logged_in")))
})

afterEach(() => {
  act(() => chooseLanguage("sv"))
  vi.unstubAllGlobals()
})

async function atTheDoor(): Promise<void> {
  const doorway = new Doorway()
  render(<App doorway={doorway} />)
  await act(() => doorway.check())
}

describe("the door", () => {
  it("says nothing to whoever comes for the first time", async () => {
    await atTheDoor()
    expect(screen.getByRole("alert")).toBeEmptyDOMElement()
  })

  it("says to whoever had a desk that it closed, and what is left of it", async () => {
    rememberDesk(true)
    await atTheDoor()
    expect(screen.getByRole("alert")).toHaveTextContent("Du har loggats ut.")
  })

  it("says so in the language that is chosen afterwards", async () => {
    rememberDesk(true)
    await atTheDoor()
    act(() => chooseLanguage("en"))
    expect(screen.getByRole("alert")).toHaveTextContent("You have been logged out.")
  })
})
