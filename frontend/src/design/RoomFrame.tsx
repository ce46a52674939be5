/** A room's own frame: one of six hues, each with a pattern of its own, so that no eye mistakes one resident for another. */
import type { Children, Markup } from "#jsx"
import "./frames.css"

export const HUES = [1, 2, 3, 4, 5, 6] as const
export type Hue = (typeof HUES)[number]

/** `title` is the resident's name and age; it is said in every place where the frame is seen. */
export function RoomFrame(props: { hue: Hue; title: string; children: Children }): Markup {
  return (
    <section className={`room-frame hue-${props.hue}`} aria-label={props.title}>
      <div className="band" aria-hidden="true" />
      <div className="room-frame__inside">
        <h3 className="room-frame__title">{props.title}</h3>
        {props.children}
      </div>
    </section>
  )
}

/** The same frame in small, beside a name in a list or in a sentence. */
export function RoomSwatch(props: { hue: Hue }): Markup {
  return <span className={`swatch hue-${props.hue}`} aria-hidden="true" />
}
