/** The title of a dialog about one room, in the frame that the room wears on the desk: nobody else's case is meant. */
import type { ReactElement } from "react"
import { Heading } from "react-aria-components"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"

export function RoomHeading({ desk, roomId, children }: { desk: Desk; roomId: string; children: string }): ReactElement {
  const hue = useWatched(desk.hues).get(roomId)
  return (
    <Heading slot="title" className={hue === undefined ? "" : `room-heading hue-${hue}`}>
      {hue === undefined ? null : <span className="swatch" aria-hidden="true" />}
      <span>{children}</span>
    </Heading>
  )
}
