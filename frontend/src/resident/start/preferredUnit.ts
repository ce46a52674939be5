/** Whose hours the start page shows: what was chosen here last, else where one is listed, else the first clinic. */
import type { UnitInfo } from "../../core/protocol/wire"

const KEY = "vardrum.unit"

export function rememberUnit(id: string): void {
  try {
    localStorage.setItem(KEY, id)
  } catch {
    // A private window keeps nothing; the choice then lasts as long as the page.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

export function preferredUnit(units: readonly UnitInfo[], chosen: string | null, listed: string | null): UnitInfo | undefined {
  for (const id of [chosen, remembered(), listed]) {
    const unit = units.find((one) => one.id === id)
    if (unit) return unit
  }
  return units.find((unit) => unit.kind === "health_centre") ?? units[0]
}
