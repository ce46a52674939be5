import { render, screen } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import type { ReachSettings } from "../../core/protocol/wire"
import { RESIDENT } from "../../core/testing/frames"
import { ReachPage } from "./ReachPage"

const ME = { account_id: RESIDENT, name: "Anna Lind", given_name: "Anna", age: 34, language: "sv" as const, phone: "", listed_unit_id: null }
const NONE: ReachSettings = {
  ways: ["push", "sms", "email"],
  possible: ["sms", "email"],
  email: "",
  phone: "",
  quiet_begins: 1320,
  quiet_ends: 420,
  opted_out: false,
  devices: 0,
  push_key: null,
}

beforeEach(() => chooseLanguage("sv"))
afterEach(() => vi.unstubAllGlobals())

test.each<[Partial<ReachSettings>, number]>([
  [{}, 0],
  [{ phone: "+46701740605" }, 1],
  [{ email: "anna@example.org" }, 1],
  [{ devices: 1 }, 1],
  [{ devices: 1, opted_out: true }, 0],
])("a test is offered where a way would carry it: %j", async (change, offered) => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ ...NONE, ...change }))))
  render(<ReachPage me={{ ...ME, account_id: crypto.randomUUID() }} />)
  await screen.findByText("Tyst tid")
  expect(screen.queryAllByRole("button", { name: "Skicka en provnotis" })).toHaveLength(offered)
})
