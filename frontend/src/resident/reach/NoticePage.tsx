/** Where a click on a notice lands: it looks up which case it is about, and goes there. */
import type { VNode } from "preact"
import { useEffect } from "preact/hooks"
import type { ResidentMe } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import { Page } from "../parts/Page"
import { Wait } from "../parts/Waits"
import { go } from "../router"

export function NoticePage(props: { me: ResidentMe; noticeId: string }): VNode {
  const [found] = useLoaded(`notice:${props.noticeId}`, () => api.noticeTarget(props.noticeId))
  useEffect(() => {
    if (found.phase === "loaded") go(`/cases/${found.value.case_id}`, { replace: true })
    // Somebody else's, or about nothing any more: what there is to read stands among the cases.
    if (found.phase === "failed" && found.refusal.code !== "not_logged_in") go("/cases", { replace: true })
  }, [found.phase])
  return (
    <Page title={m.app_title()} back={{ href: "/" }} plain>
      <Wait />
    </Page>
  )
}
