/** One room on the desk, in its own frame: who it is, what was said, the call if there is one, and where to write. */
import { type PointerEvent, type ReactElement, useEffect, useRef } from "react"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import { errorText } from "../../core/errors/errorText"
import type { OpenedRoom, RoomClient } from "../../core/room/roomClient"
import { Button } from "../../design/Button"
import { EmptyState, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { ChoiceForm } from "../case/ChoiceForm"
import type { Desk } from "../desk/desk"
import { calledApart } from "./apart"
import type { Hue } from "../desk/hues"
import { useWatched } from "../watched"
import { OpenRoom } from "./OpenRoom"
import { PaneHeader } from "./PaneHeader"

interface RoomPaneProps {
  desk: Desk
  client: RoomClient
  hue: Hue
  focused: boolean
  /** Its place where one pane is tall, from 1; the first is the tall one. */
  slot: number
  now: number
}

/** What opens or does something must stay where it is when it is pressed. */
const STAYS = "button, a, input, [role=button]"

export function RoomPane({ desk, client, hue, focused, slot, now }: RoomPaneProps): ReactElement {
  const opened = useWatched(client.opened)
  const frame = useRef<HTMLElement>(null)
  const name = nameOf(opened) ?? desk.item(client.roomId)?.resident_name ?? ""
  const pressing = useRef(false)
  useEffect(() => {
    if (focused && document.activeElement === document.body) frame.current?.focus()
    // Where rooms lie under each other the one in focus may be far down; a pointer that chose it is there already.
    if (focused && !pressing.current) frame.current?.scrollIntoView({ block: "nearest" })
  }, [focused])
  const focus = (): void => {
    desk.focusRoom(client.roomId)
    if (!pressing.current) desk.raiseRoom(client.roomId)
  }
  // The pane takes the tall place when the press is over: before that its buttons would move away from under the pointer.
  const press = (event: PointerEvent): void => {
    const raises = !(event.target instanceof Element && event.target.closest(STAYS))
    pressing.current = true
    const over = (): void => {
      setTimeout(() => {
        pressing.current = false
        if (raises) desk.raiseRoom(client.roomId)
      })
    }
    window.addEventListener("pointerup", over, { once: true })
    window.addEventListener("pointercancel", over, { once: true })
    desk.focusRoom(client.roomId)
  }
  return (
    <section
      ref={frame}
      className={`pane pane--${slot} hue-${hue} ${focused ? "pane--focused" : ""}`}
      aria-label={m.desk_pane({ name: calledApart(desk, client.roomId, name) })}
      data-room={client.roomId}
      tabIndex={-1}
      onFocusCapture={focus}
      onPointerDownCapture={press}
    >
      <div className="band" aria-hidden="true" />
      <Inside desk={desk} client={client} opened={opened} name={name} now={now} />
    </section>
  )
}

interface InsideProps {
  desk: Desk
  client: RoomClient
  opened: OpenedRoom
  name: string
  now: number
}

function Inside({ desk, client, opened, name, now }: InsideProps): ReactElement {
  if (opened.phase === "refused" && opened.refusal.code === "choice_needed")
    return (
      <div className="pane__middle">
        <h2>{m.choice_pane_heading()}</h2>
        <ChoiceForm caseId={client.roomId} because={m.choice_either()} onChosen={() => client.reopen()} onCancel={() => desk.closeRoom(client.roomId)} />
      </div>
    )
  if (opened.phase === "refused")
    return (
      <div className="pane__middle">
        <EmptyState kind="broken" icon={warning} title={m.desk_pane_gone()}>
          <p>{errorText(opened.refusal)}</p>
          <Button look="line" onPress={() => desk.closeRoom(client.roomId)}>
            {m.desk_pane_close_short()}
          </Button>
        </EmptyState>
      </div>
    )
  if (opened.state === null)
    return (
      <>
        <header className="pane__head">
          <h2 className="pane__name">{name}</h2>
        </header>
        <div className="pane__middle">
          <Skeleton rows={6} label={m.desk_pane_loading({ name })} />
        </div>
      </>
    )
  return (
    <>
      <PaneHeader desk={desk} state={opened.state} />
      <OpenRoom desk={desk} client={client} state={opened.state} now={now} />
    </>
  )
}

function nameOf(opened: OpenedRoom): string | undefined {
  return opened.phase === "refused" ? undefined : opened.state?.room.resident.name
}
