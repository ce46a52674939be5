/** The summary of a handing over, read when somebody presses, and folded by the next press. */
import { useState } from "react"
import { type Reading, readSummary } from "./transfers"

/** Each reading is kept in the trail, so it is asked for at the press and not before. */
export function useSummary(caseId: string): [reading: Reading | null, press: () => void] {
  const [reading, setReading] = useState<Reading | null>(null)
  const press = async (): Promise<void> => {
    if (reading !== null) {
      setReading(null)
      return
    }
    setReading({ phase: "asking" })
    setReading(await readSummary(caseId))
  }
  return [reading, () => void press()]
}
