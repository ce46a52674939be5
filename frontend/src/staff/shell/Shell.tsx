/** The frame of everything behind the login: connection line, bar, the chosen view, notices, and the list of keys. */
import { type ReactElement, useEffect } from "react"
import type { Connection } from "../../core/net/connection"
import { ConnectionLine } from "../../design/Notices"
import { LinkQuestion } from "../../design/message/SaidText"
import * as m from "../../texts/messages"
import { AbsenceBand } from "../absences/AbsenceBand"
import type { Desk } from "../desk/desk"
import type { View } from "../desk/savedView"
import { DeskPage } from "../desk/DeskPage"
import { wall } from "../floor/wall"
import { fetchAhead, lazily } from "../lazily"
import { useWatched } from "../watched"
import { ClosingBand } from "../closing/ClosingBand"
import { OfferLane } from "../offers/OfferLane"
import { HideDialog } from "../room/HideDialog"
import { Lightbox } from "../room/Lightbox"
import { MessageSearch } from "../room/MessageSearch"
import { SilenceBand } from "../silences/SilenceBand"
import { CompanyBanner } from "../threats/CompanyBanner"
import { TransferLane } from "../transfers/TransferLane"
import { decides } from "../unit/decides"
import { AlarmBanner } from "./AlarmBanner"
import { KeySheet } from "./KeySheet"
import { useLeaving } from "./LeaveDialog"
import { NoticeCorner } from "./NoticeCorner"
import { Palette } from "./Palette"
import { TopBar } from "./TopBar"
import { useKeys } from "./useKeys"

const ConcludedPage = lazily(() => import("../concluded/ConcludedPage").then((module) => module.ConcludedPage))
const PhrasesPage = lazily(() => import("../phrases/PhrasesPage").then((module) => module.PhrasesPage))
const SettingsPage = lazily(() => import("../unit/SettingsPage").then((module) => module.SettingsPage))
const FloorPage = lazily(() => import("../floor/FloorPage").then((module) => module.FloorPage))

export function Shell({ desk, onLogOut }: { desk: Desk; onLogOut: () => void }): ReactElement {
  const connection = useWatched(desk.socket.connection)
  const view = useWatched(desk.view)
  const overlay = useWatched(desk.overlay)
  const onFloor = view === "floor" && desk.supervises
  const onWall = useWatched(wall) && onFloor
  const uncover = (): void => desk.overlay.set(null)
  const full = useWatched(desk.outbox.inPage).size > 0
  const { leave, question } = useLeaving(desk, onLogOut)
  useKeys(desk)
  useEffect(() => void fetchAhead(), [])
  return (
    <div className="shell">
      <a className="skip" href="#work">
        {m.staff_skip()}
      </a>
      <ConnectionLine text={connectionWords(connection, desk.outbox.durable && !full)} />
      {onWall ? null : <TopBar desk={desk} onLogOut={leave} />}
      <AlarmBanner desk={desk} wall={onWall} />
      {onWall ? null : <CompanyBanner desk={desk} />}
      {onWall ? null : <OfferLane desk={desk} />}
      {view === "desk" || onFloor ? <ClosingBand desk={desk} floor={onFloor} wall={onWall} /> : null}
      {desk.supervises && (view === "desk" || onFloor) ? <SilenceBand desk={desk} wall={onWall} /> : null}
      {desk.supervises && (view === "desk" || onFloor) ? <AbsenceBand desk={desk} wall={onWall} /> : null}
      {onWall ? null : <TransferLane desk={desk} />}
      <Page desk={desk} view={view} />
      <NoticeCorner hidden={onWall} />
      <LinkQuestion />
      <MessageSearch desk={desk} />
      <Lightbox />
      <HideDialog desk={desk} />
      {question}
      {overlay === "keys" ? <KeySheet desk={desk} onClose={uncover} /> : null}
      {overlay === "palette" ? <Palette desk={desk} onClose={uncover} /> : null}
    </div>
  )
}

function Page({ desk, view }: { desk: Desk; view: View }): ReactElement {
  if (view === "floor" && desk.supervises) return <FloorPage desk={desk} />
  if (view === "concluded") return <ConcludedPage desk={desk} />
  if (view === "phrases") return <PhrasesPage desk={desk} />
  if (view === "settings" && decides(desk.me)) return <SettingsPage desk={desk} />
  return <DeskPage desk={desk} />
}

/** The first attempt needs no word; a second one does. */
function connectionWords(connection: Connection, kept: boolean): string | null {
  const again = kept ? m.connection_reconnecting() : m.connection_again_page()
  switch (connection.state) {
    case "idle":
    case "online":
      return null
    case "connecting":
      return connection.attempt === 0 ? null : again
    case "waiting":
      if (navigator.onLine) return again
      return kept ? m.connection_offline() : m.connection_offline_page()
    case "ended":
      return connection.reason === "outdated" ? m.connection_outdated() : null
  }
}
