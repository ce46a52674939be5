/** Which ambulance number a country is told with, and that a country nobody has looked up gets none. */
import { expect, it } from "vitest"
import { emergencyNumberIn } from "./emergencyNumbers"

it.each([
  ["Spanien", "112"],
  [" island ", "112"],
  ["Liechtenstein", "112"],
  ["Norge", "113"],
  ["Storbritannien", "999"],
  ["USA", "911"],
])("knows the number in %s", (country, number) => {
  expect(emergencyNumberIn(country)).toBe(number)
})

it.each(["Thailand", "Japan", "Turkiet", "Spanien och Portugal", ""])("gives no number for '%s'", (country) => {
  expect(emergencyNumberIn(country)).toBeNull()
})
