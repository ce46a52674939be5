/** A picture in a list; a press shows it large. */
import type { VNode } from "preact"
import * as m from "../../texts/messages"
import type { ShownLarge } from "./LargePicture"

export function SmallPicture(props: { picture: ShownLarge; onLarge: (picture: ShownLarge) => void }): VNode {
  const { source, alt } = props.picture
  return (
    <button type="button" className="small-picture" onClick={() => props.onLarge(props.picture)}>
      <img src={source} alt={alt()} loading="lazy" width="96" height="96" />
      <span className="hidden-visually">{m.room_picture_open()}</span>
    </button>
  )
}
