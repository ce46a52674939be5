/** Who this room is about, never cut: priority, name, age, personal number; and what can be done with the case. */
import { lazy, type ReactElement, Suspense, useEffect } from "react"
import { Button as MenuButton, Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components"
import dots from "@phosphor-icons/core/assets/bold/dots-three-bold.svg?icon"
import closeIcon from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { noConnection } from "../../core/errors/refusal"
import type { RoomView, StaffView } from "../../core/protocol/wire"
import type { RoomState } from "../../core/room/roomState"
import { withoutTurns } from "../../core/text/direction"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { ConcludeDialog } from "../case/ConcludeDialog"
import { GiveDialog } from "../case/GiveDialog"
import { PriorityDialog } from "../case/PriorityDialog"
import { ReleaseDialog } from "../case/ReleaseDialog"
import type { Asked } from "../desk/asked"
import type { Desk } from "../desk/desk"
import { searching } from "../desk/searching"
import { FocusAfter } from "../focus"
import { warn } from "../notices"
import { company, shortenNames, standingCompany } from "../threats/threats"
import { standingTransfer } from "../transfers/transfers"
import { useWatched } from "../watched"
import { firstName, nameAndAge } from "../words"
import { CallButton } from "./CallButton"
import { CallDialog } from "./CallDialog"
import { asksNotToBeCalled, call, callAnyway } from "./calling"

/** Seldom used, so it is fetched when it is; without a network it says so and is asked for again by the next press. */
const PaperDialog = lazy(() => import("../case/PaperDialogs").catch(() => ({ default: NotFetched })))

const TransferDialog = lazy(() => import("../transfers/TransferDialog").catch(() => ({ default: NotFetched })))

function NotFetched({ onClose }: { onClose: () => void }): ReactElement {
  useEffect(() => {
    warn(() => errorText(noConnection()))
    onClose()
  }, [])
  return <></>
}

export function PaneHeader({ desk, state }: { desk: Desk; state: RoomState }): ReactElement {
  const { room, staff } = state
  const name = room.resident.name
  const calls = useWatched(desk.inCalls).get(room.id) ?? null
  const mine = room.holder?.id === desk.me.account_id && room.state === "active"
  const supervised = desk.supervises && desk.item(room.id) !== undefined
  return (
    <header className="pane__head">
      {staff ? <PriorityMark priority={staff.priority} /> : null}
      <h2 className="pane__name">{staff ? nameAndAge(name, staff.age) : withoutTurns(name)}</h2>
      {staff ? <Identity staff={staff} /> : null}
      <div className="pane__tools">
        {mine ? (
          <CallButton desk={desk} calls={calls} name={name} unwanted={staff !== null && asksNotToBeCalled(staff.summary)} onCall={() => call(desk, room.id)} />
        ) : null}
        {staff && (mine || supervised) ? <More desk={desk} room={room} staff={staff} mine={mine} /> : null}
        <button
          type="button"
          className="tool"
          aria-label={m.desk_pane_close({ name })}
          title={m.desk_pane_close_short()}
          onClick={() => desk.putAway(room.id)}
        >
          <Icon outline={closeIcon} />
        </button>
      </div>
      {staff ? <Questions desk={desk} room={room} staff={staff} /> : null}
    </header>
  )
}

function Identity({ staff }: { staff: StaffView }): ReactElement {
  return (
    <div className="pane__identity">
      <p className="pane__number">
        <span className="hidden-visually">{m.desk_personal_number()} </span>
        {staff.personal_number}
      </p>
      {staff.guardian ? (
        <span className="badge badge--sky">{m.desk_guardian_badge({ name: firstName(staff.guardian.name) })}</span>
      ) : (
        <span className="badge badge--moss">{m.desk_identified()}</span>
      )}
    </div>
  )
}

function More({ desk, room, staff, mine }: { desk: Desk; room: RoomView; staff: StaffView; mine: boolean }): ReactElement {
  const item = desk.item(room.id)
  const hidden = Boolean(staff.hidden_surnames)
  return (
    <MenuTrigger>
      <MenuButton className="tool" aria-label={m.desk_pane_more({ name: room.resident.name })}>
        <Icon outline={dots} />
      </MenuButton>
      <Popover className="popover" placement="bottom end" offset={16} shouldFlip={false}>
        <Menu
          className="menu"
          onAction={(key) => {
            if (key === "note") desk.noting.set(room.id)
            else if (key === "search") searching.set({ roomId: room.id })
            else if (key === "names") void shortenNames(desk, { roomId: room.id, name: room.resident.name }, !hidden)
            else if (key === "company") void company(desk, room.id, "colleague.call")
            else desk.asked.set({ roomId: room.id, about: key as Asked["about"] })
          }}
        >
          <MenuItem id="note" className="menu__item">
            {m.desk_note()}
          </MenuItem>
          <MenuItem id="search" className="menu__item">
            {m.search_in_talk()}
          </MenuItem>
          {mine ? (
            <MenuItem id="form" className="menu__item">
              {m.asked_send()}
            </MenuItem>
          ) : null}
          <MenuItem id="transcript" className="menu__item">
            {m.transcript_staff()}
          </MenuItem>
          {mine && standingCompany(staff) === null ? (
            <MenuItem id="company" className="menu__item">
              {m.company_ask()}
            </MenuItem>
          ) : null}
          <MenuItem id="names" className="menu__item">
            {hidden ? m.names_show() : m.names_hide()}
          </MenuItem>
          {desk.supervises ? (
            <MenuItem id="give" className="menu__item">
              {m.case_give()}
            </MenuItem>
          ) : null}
          {item?.administrative === false ? (
            <MenuItem id="priority" className="menu__item">
              {m.case_prioritise()}
            </MenuItem>
          ) : null}
          {mine && standingTransfer(staff) === null ? (
            <MenuItem id="transfer" className="menu__item">
              {m.transfer_open()}
            </MenuItem>
          ) : null}
          {mine ? (
            <>
              <MenuItem id="release" className="menu__item">
                {m.desk_release()}
              </MenuItem>
              <Separator className="menu__line" />
              <MenuItem id="conclude" className="menu__item">
                {m.desk_conclude()}
              </MenuItem>
            </>
          ) : null}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** What is asked about this room before something is done, whoever asked: a button, a menu, a key. */
function Questions({ desk, room, staff }: { desk: Desk; room: RoomView; staff: StaffView }): ReactElement | null {
  const asked = useWatched(desk.asked)
  if (asked?.roomId !== room.id) return null
  return (
    <>
      <Question desk={desk} room={room} staff={staff} about={asked.about} />
      <FocusAfter at={`[data-room="${room.id}"] .pane__tools [aria-haspopup]`} />
    </>
  )
}

function Question({ desk, room, staff, about }: { desk: Desk; room: RoomView; staff: StaffView; about: Asked["about"] }): ReactElement {
  const close = (): void => desk.asked.set(null)
  const name = room.resident.name
  switch (about) {
    case "release":
      return <ReleaseDialog desk={desk} room={room} age={staff.age} onClose={close} />
    case "conclude":
      return <ConcludeDialog desk={desk} room={room} age={staff.age} onClose={close} />
    case "give":
      return <GiveDialog desk={desk} roomId={room.id} name={name} age={staff.age} onClose={close} />
    case "form":
    case "transcript":
      return (
        <Suspense fallback={null}>
          <PaperDialog desk={desk} room={room} age={staff.age} about={about} onClose={close} />
        </Suspense>
      )
    case "transfer":
      return (
        <Suspense fallback={null}>
          <TransferDialog desk={desk} room={room} age={staff.age} onClose={close} />
        </Suspense>
      )
    case "priority":
      return <PriorityDialog desk={desk} of={{ roomId: room.id, name, age: staff.age, priority: staff.priority }} onClose={close} />
    case "call":
      return (
        <CallDialog
          name={name}
          age={staff.age}
          onClose={close}
          onWrite={() => {
            close()
            desk.reply(room.id)
          }}
          onCall={() => {
            close()
            callAnyway(desk, room.id)
          }}
        />
      )
  }
}
