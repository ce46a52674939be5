/** Marks on a copy of a picture, by finger, mouse or keys. The copy goes into the next message; the original stays as it is. */
import { type KeyboardEvent, type PointerEvent, type ReactElement, useState } from "react"
import * as m from "../../texts/messages"
import { largePicture, type LargePicture, markedCopy, roomOf } from "./lightbox"
import { copyWith, type Kind, KINDS, type Mark, OVER, pathOf, placed, type Point, strokeOf, UNDER } from "./marking"
import "../styles/pictures.css"

const STEP = 0.02
const NAMES: Record<Kind, () => string> = { arrow: m.picture_mark_arrow, circle: m.picture_mark_circle, line: m.picture_mark_line }
const MOVES: Record<string, Point> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } }

const within = (value: number): number => Math.min(1, Math.max(0, value))

export default function Marking({ picture }: { picture: LargePicture }): ReactElement {
  const [kind, setKind] = useState<Kind>("arrow")
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const [failed, setFailed] = useState(false)
  const use = async (): Promise<void> => {
    const { file } = picture
    const copy = await copyWith(picture.source, marks).catch(() => null)
    if (!copy || !file) {
      setFailed(true)
      return
    }
    roomOf(picture)?.mark?.()
    markedCopy.set({ roomId: file.roomId, file: copy, of: file.fileId })
    largePicture.set(null)
  }
  return (
    <>
      <div className="marking__tools">
        <fieldset>
          <legend className="hidden-visually">{m.picture_mark_with()}</legend>
          {KINDS.map((one) => (
            <label key={one}>
              <input type="radio" name="mark" checked={kind === one} onChange={() => setKind(one)} />
              {NAMES[one]()}
            </label>
          ))}
        </fieldset>
        <button type="button" disabled={marks.length === 0} onClick={() => setMarks(marks.slice(0, -1))}>
          {m.picture_mark_undo()}
        </button>
        <button type="button" className="marking__use" disabled={marks.length === 0} onClick={() => void use()}>
          {m.picture_mark_use()}
        </button>
      </div>
      <Sheet picture={picture} kind={kind} marks={marks} onMark={(mark) => setMarks([...marks, mark])} />
      <p className="marking__hint" role="status">
        {failed ? m.picture_mark_failed() : `${m.picture_marks({ count: marks.length })} ${m.picture_mark_hint()}`}
      </p>
    </>
  )
}

interface SheetProps {
  picture: LargePicture
  kind: Kind
  marks: readonly Mark[]
  onMark: (mark: Mark) => void
}

function Sheet({ picture, kind, marks, onMark }: SheetProps): ReactElement {
  const [size, setSize] = useState({ width: 4, height: 3 })
  const [drawing, setDrawing] = useState<readonly Point[]>([])
  const [cursor, setCursor] = useState<Point>({ x: 0.5, y: 0.5 })
  const { width, height } = size
  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent): Point => {
    const box = currentTarget.getBoundingClientRect()
    return { x: within((clientX - box.left) / box.width), y: within((clientY - box.top) / box.height) }
  }
  const finish = (): void => {
    const [first, last] = [drawing[0], drawing.at(-1)]
    setDrawing([])
    if (!first || !last) return
    if (drawing.length > 1) onMark({ kind, points: kind === "line" ? drawing : [first, last] })
    else if (kind !== "line") onMark(placed(kind, first))
  }
  const onKey = (event: KeyboardEvent): void => {
    const move = MOVES[event.key]
    if (move) setCursor({ x: within(cursor.x + move.x * STEP), y: within(cursor.y + move.y * STEP) })
    else if (event.key === "Enter" || event.key === " ") onMark(placed(kind === "line" ? "arrow" : kind, cursor))
    else return
    event.preventDefault()
  }
  const all = drawing.length > 1 ? [...marks, { kind, points: drawing }] : marks
  const stroke = strokeOf(width, height)
  return (
    <div className="marking__stage">
      <div
        className="marking__sheet"
        style={{ aspectRatio: `${width} / ${height}`, ["--shape" as string]: width / height }}
        tabIndex={0}
        role="application"
        aria-label={m.picture_mark_place()}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrawing([pointOf(event)])
        }}
        onPointerMove={(event) => {
          if (drawing.length > 0) setDrawing([...drawing, pointOf(event)])
        }}
        onPointerUp={finish}
        onPointerCancel={() => setDrawing([])}
      >
        <img src={picture.source} alt={picture.caption()} draggable={false} onLoad={({ currentTarget }) => setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })} />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {[UNDER, OVER].map((colour, index) =>
            all.map((mark, place) => <path key={`${colour}-${place}`} d={pathOf(mark, width, height)} stroke={colour} strokeWidth={stroke * (2 - index)} />),
          )}
          <circle className="marking__cursor" cx={cursor.x * width} cy={cursor.y * height} r={stroke * 3} strokeWidth={stroke} />
        </svg>
      </div>
    </div>
  )
}
