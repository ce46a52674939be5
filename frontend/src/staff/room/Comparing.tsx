/** Two pictures of a room beside each other, whole or at full size; what is moved in one moves in the other. */
import { type ReactElement, type UIEvent, useRef, useState } from "react"
import * as m from "../../texts/messages"
import { useTakenAway } from "../../design/message/useTakenAway"
import { warn } from "../notices"
import { useWatched } from "../watched"
import { type LargePicture, offered, roomOf } from "./lightbox"
import "../styles/pictures.css"

interface ComparingProps {
  picture: LargePicture
  full: boolean
  /** There is nothing any more to compare with. */
  onAlone: () => void
}

export default function Comparing({ picture, full, onAlone }: ComparingProps): ReactElement {
  const others = (roomOf(picture)?.pictures() ?? []).filter(({ source }) => source !== picture.source)
  const [chosen, setChosen] = useState(others.at(-1)?.source)
  useWatched(offered)
  const found = others.find(({ source }) => source === chosen)
  useTakenAway(chosen !== undefined && !found, () => {
    warn(m.closed_picture)
    if (others.length === 0) onAlone()
    setChosen(others.at(-1)?.source)
  })
  const other = found ?? others.at(-1)
  const stages = useRef<HTMLDivElement>(null)
  const follow = (event: UIEvent<HTMLDivElement>): void => {
    const moved = event.currentTarget
    for (const stage of stages.current?.querySelectorAll(".compared__stage") ?? []) {
      if (stage === moved) continue
      const left = share(moved.scrollLeft, moved.scrollWidth - moved.clientWidth) * (stage.scrollWidth - stage.clientWidth)
      const top = share(moved.scrollTop, moved.scrollHeight - moved.clientHeight) * (stage.scrollHeight - stage.clientHeight)
      // Else the two would answer each other for ever, by the rounding of the browser.
      if (Math.abs(stage.scrollLeft - left) > 1) stage.scrollLeft = left
      if (Math.abs(stage.scrollTop - top) > 1) stage.scrollTop = top
    }
  }
  return (
    <>
      <div ref={stages} className={full ? "compared compared--full" : "compared"}>
        {[picture, ...(other ? [other] : [])].map((one) => (
          <figure key={one.source}>
            <div className="compared__stage" tabIndex={full ? 0 : -1} role="group" aria-label={one.caption()} onScroll={follow}>
              <img src={one.source} alt={one.caption()} />
            </div>
            <figcaption>{one.caption()}</figcaption>
          </figure>
        ))}
      </div>
      {others.length > 1 ? (
        <div className="compared__others" role="group" aria-label={m.picture_compare_with()}>
          {others.map((one) => (
            <button key={one.source} type="button" aria-pressed={one === other} aria-label={one.caption()} onClick={() => setChosen(one.source)}>
              <img src={one.source} alt="" loading="lazy" />
            </button>
          ))}
        </div>
      ) : null}
    </>
  )
}

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)
