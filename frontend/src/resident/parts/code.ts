/** Code that is fetched when it is first wanted, and tried again while it is: the network is bad just when it rings. */
import { useEffect, useState } from "preact/hooks"

const AGAIN_MS = 1_000

/** `load` must be the same function each time. What has been fetched stays. */
export function useCode<Code extends object>(wanted: boolean, load: () => Promise<Code>): Code | null {
  const [code, setCode] = useState<Code | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!wanted || code) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | null = null
    load().then(
      (loaded) => gone || setCode(loaded),
      () => {
        if (!gone) timer = setTimeout(() => setRound(round + 1), AGAIN_MS)
      },
    )
    return () => {
      gone = true
      if (timer !== null) clearTimeout(timer)
    }
  }, [wanted, round])
  return code
}
