import { fireEvent, render, screen, waitFor } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import type { ReachSettings } from "../../core/protocol/wire"
import { TellMe } from "./TellMe"
import { ME, NOTHING_CHOSEN } from "./testing/settings"

const BUTTON = "Säg till mig när det är min tur"

let settings: ReachSettings
let asked: number
let refused: boolean

/** A browser with the given permission, whose person answers `answer` when asked. */
function browser(permission: NotificationPermission, answer: NotificationPermission): void {
  let subscribed: object | null = null
  const subscription = { endpoint: "https://push.example/1", toJSON: () => ({ keys: { p256dh: "p", auth: "a" } }) }
  const pushManager = {
    getSubscription: () => Promise.resolve(subscribed),
    subscribe: () => Promise.resolve((subscribed = subscription)),
  }
  const registration = { pushManager, addEventListener: () => undefined, installing: null, waiting: null }
  const serviceWorker = { register: () => Promise.resolve(registration), ready: Promise.resolve(registration), addEventListener: () => undefined }
  const Notification = {
    permission,
    requestPermission: () => {
      asked += 1
      Notification.permission = answer
      return Promise.resolve(answer)
    },
  }
  vi.stubGlobal("Notification", Notification)
  vi.stubGlobal("PushManager", {})
  vi.stubGlobal("navigator", { language: "sv", serviceWorker })
}

beforeEach(() => {
  chooseLanguage("sv")
  settings = NOTHING_CHOSEN
  asked = 0
  refused = false
  vi.stubGlobal("fetch", (address: string) => {
    if (!address.endsWith("/devices")) return Promise.resolve(new Response(JSON.stringify(settings)))
    if (refused) return Promise.reject(new TypeError("no network"))
    settings = { ...settings, devices: 1 }
    return Promise.resolve(new Response(null, { status: 204 }))
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
  localStorage.clear()
})

test("asks the browser only after a press, says that it is done, and the keyboard goes on from there", async () => {
  browser("default", "granted")
  render(<TellMe me={ME} />)
  const button = await screen.findByRole("button", { name: BUTTON })
  expect(asked).toBe(0)
  fireEvent.click(button)
  const said = await screen.findByText("Du får en notis på den här enheten när det är din tur.")
  expect(asked).toBe(1)
  expect(screen.queryByRole("button")).toBeNull()
  await waitFor(() => expect(said).toHaveFocus())
})

test("whoever says no is told where it is changed, and keeps the other ways", async () => {
  browser("default", "denied")
  render(<TellMe me={ME} />)
  fireEvent.click(await screen.findByRole("button", { name: BUTTON }))
  expect(await screen.findByText(/Webbläsaren säger nej till notiser/)).toBeVisible()
  expect(screen.getByRole("link")).toHaveAttribute("href", "/reach")
})

test("a network that fails is said, and the button can be pressed again", async () => {
  browser("granted", "granted")
  refused = true
  render(<TellMe me={ME} />)
  fireEvent.click(await screen.findByRole("button", { name: BUTTON }))
  await waitFor(() => expect(screen.getByRole("status").textContent).not.toBe(""))
  expect(screen.getByRole("button", { name: BUTTON })).toHaveAttribute("aria-busy", "false")
})

test("an address that somebody else was told by here is not this person's", async () => {
  browser("granted", "granted")
  const first = render(<TellMe me={ME} />)
  fireEvent.click(await screen.findByRole("button", { name: BUTTON }))
  await screen.findByText(/på den här enheten/)
  first.unmount()
  settings = NOTHING_CHOSEN
  render(<TellMe me={{ ...ME, account_id: "00000000-0000-7000-8000-00000000000c" }} />)
  expect(await screen.findByRole("button", { name: BUTTON })).toBeVisible()
})

test.each<[Partial<ReachSettings>, string]>([
  [{ phone: "+46701740605" }, "Vi skickar ett sms när det är din tur."],
  [{ email: "anna@example.org" }, "Vi skickar e-post när det är din tur."],
  [{ devices: 1 }, "Vi skickar en notis till en annan av dina enheter när det är din tur."],
  [{ phone: "+46701740605", opted_out: true }, "Du har bett oss att inte höra av oss."],
])("says by which way it is done already: %j", async (change, words) => {
  browser("default", "granted")
  settings = { ...NOTHING_CHOSEN, ...change }
  render(<TellMe me={ME} />)
  expect(await screen.findByText(words)).toBeVisible()
  expect(screen.getByRole("link", { name: "Ändra hur vi når dig" })).toBeVisible()
})

test("an iPhone's browser is told of the home screen, and one without push of the other ways", async () => {
  vi.stubGlobal("navigator", { language: "sv", standalone: false })
  const first = render(<TellMe me={ME} />)
  expect(await screen.findByText(/Lägg till på hemskärmen/)).toBeVisible()
  first.unmount()
  vi.stubGlobal("navigator", { language: "sv" })
  render(<TellMe me={ME} />)
  expect(await screen.findByRole("link")).toBeVisible()
  expect(screen.queryByText(/hemskärmen/)).toBeNull()
})
