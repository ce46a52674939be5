/** A page whose code is fetched when it is first needed, so that the start page stays small on a bad network. */
import type { ComponentType, VNode } from "preact"
import { noConnection } from "../../core/errors/refusal"
import { useLoaded } from "../hooks"
import { Page } from "./Page"
import { Broken, Wait } from "./Waits"
import * as m from "../../texts/messages"

export function lazy<Props extends object>(name: string, load: () => Promise<ComponentType<Props>>): (props: Props) => VNode {
  return function LazyPage(props: Props): VNode {
    const [loaded, reload] = useLoaded(name, () => load().then((Found) => ({ Found }), () => Promise.reject(noConnection())))
    if (loaded.phase === "loaded") return <loaded.value.Found {...props} />
    return (
      <Page title={m.app_title()} back={{ href: "/" }} plain>
        {loaded.phase === "loading" ? <Wait /> : <Broken whole refusal={loaded.refusal} onRetry={reload} />}
      </Page>
    )
  }
}
