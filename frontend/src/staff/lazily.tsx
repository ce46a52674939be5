/** A view whose code comes after the desk's. It is fetched as soon as the desk is at rest, so that a change of view neither
 * waits nor needs the network; where that failed, the view says so and asks again. */
import { type ComponentType, type ReactElement, useCallback, useEffect, useState } from "react"
import cloudSlash from "@phosphor-icons/core/assets/regular/cloud-slash.svg?icon"
import { noConnection } from "../core/errors/refusal"
import { Button } from "../design/Button"
import { EmptyState, Skeleton } from "../design/Notices"
import * as m from "../texts/messages"
import { readSentence } from "./refusals"

const later: (() => Promise<unknown>)[] = []

/** Fetches what every lazy view needs. A failure is silent: the view asks again when it is chosen. */
export async function fetchAhead(): Promise<void> {
  for (const load of later) await load().catch(() => undefined)
}

export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ReactElement {
  let known: ComponentType<Props> | null = null
  const fetchOnce = async (): Promise<void> => {
    known ??= await load()
  }
  later.push(fetchOnce)
  return function LazyView(props: Props): ReactElement {
    const [phase, setPhase] = useState<"fetching" | "there" | "failed">(known ? "there" : "fetching")
    const ask = useCallback(() => {
      setPhase("fetching")
      fetchOnce().then(
        () => setPhase("there"),
        () => setPhase("failed"),
      )
    }, [])
    useEffect(() => {
      if (!known) ask()
    }, [ask])
    if (known && phase === "there") {
      const View = known
      return <View {...props} />
    }
    return <main id="work">{phase === "failed" ? <NotFetched onAgain={ask} /> : <Skeleton rows={6} label={m.loading()} slow={m.staff_slow()} />}</main>
  }
}

function NotFetched({ onAgain }: { onAgain: () => void }): ReactElement {
  return (
    <EmptyState kind="broken" icon={cloudSlash} title={m.staff_view_failed()}>
      <p>{readSentence(noConnection())}</p>
      <Button look="filled" onPress={onAgain}>
        {m.try_again()}
      </Button>
    </EmptyState>
  )
}
