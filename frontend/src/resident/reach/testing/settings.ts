/** A resident, and what a server says of how she is reached before she has chosen anything. */
import type { ReachSettings, ResidentMe } from "../../../core/protocol/wire"
import { RESIDENT } from "../../../core/testing/frames"

export const ME: ResidentMe = { account_id: RESIDENT, name: "Anna Lind", given_name: "Anna", age: 34, language: "sv", phone: "", listed_unit_id: null }

export const NOTHING_CHOSEN: ReachSettings = {
  ways: ["push", "sms", "email"],
  possible: ["push", "sms", "email"],
  email: "",
  phone: "",
  quiet_begins: 1320,
  quiet_ends: 420,
  opted_out: false,
  devices: 0,
  push_key: "key",
}
