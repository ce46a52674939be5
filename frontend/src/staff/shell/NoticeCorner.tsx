/** Where notices come and go. The region is always there, so that a screen reader hears what is put into it. */
import type { ReactElement } from "react"
import closeIcon from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { dismissNotice, notices, pressNotice } from "../notices"
import { useWatched } from "../watched"

/** `hidden`: the screen hangs where anybody passes, and notices name people. They are here again afterwards. */
export function NoticeCorner({ hidden }: { hidden: boolean }): ReactElement {
  const all = useWatched(notices)
  const shown = hidden ? [] : all
  return (
    <div className="notices" role="status" aria-label={m.staff_messages()}>
      {shown.map((notice) => (
        <div key={notice.id} className={`toast toast--${notice.look}`}>
          <span>{notice.text()}</span>
          {notice.action ? (
            <button
              type="button"
              className="toast__action"
              onClick={() => pressNotice(notice)}
            >
              {notice.action.label()}
            </button>
          ) : null}
          <button type="button" className="toast__close" aria-label={m.staff_close_message()} onClick={() => dismissNotice(notice.id)}>
            <Icon outline={closeIcon} size="s" />
          </button>
        </div>
      ))}
    </div>
  )
}
