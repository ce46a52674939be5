import { render, screen } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import type { ReachSettings } from "../../core/protocol/wire"
import { ReachPage } from "./ReachPage"
import { ME, NOTHING_CHOSEN } from "./testing/settings"

beforeEach(() => chooseLanguage("sv"))
afterEach(() => vi.unstubAllGlobals())

test.each<[Partial<ReachSettings>, number]>([
  [{}, 0],
  [{ phone: "+46701740605" }, 1],
  [{ email: "anna@example.org" }, 1],
  [{ devices: 1 }, 1],
  [{ devices: 1, opted_out: true }, 0],
])("a test is offered where a way would carry it: %j", async (change, offered) => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ ...NOTHING_CHOSEN, push_key: null, ...change }))))
  render(<ReachPage me={{ ...ME, account_id: crypto.randomUUID() }} />)
  await screen.findByText("Tyst tid")
  expect(screen.queryAllByRole("button", { name: "Skicka en provnotis" })).toHaveLength(offered)
})
