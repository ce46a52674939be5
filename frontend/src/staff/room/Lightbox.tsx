/** One picture over the desk: Escape or the button closes it, and a press switches between whole and full size. */
import { lazy, type ReactElement, Suspense, useLayoutEffect, useRef, useState } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import columns from "@phosphor-icons/core/assets/regular/columns.svg?icon"
import close from "@phosphor-icons/core/assets/regular/x.svg?icon"
import eyeSlash from "@phosphor-icons/core/assets/regular/eye-slash.svg?icon"
import minus from "@phosphor-icons/core/assets/regular/magnifying-glass-minus.svg?icon"
import plus from "@phosphor-icons/core/assets/regular/magnifying-glass-plus.svg?icon"
import pencil from "@phosphor-icons/core/assets/regular/pencil.svg?icon"
import turn from "@phosphor-icons/core/assets/regular/arrow-clockwise.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { nameAndAge } from "../words"
import { askToHide, type ToHide } from "./hiding"
import { type LargePicture, largePicture, offered, roomOf } from "./lightbox"

const Comparing = lazy(() => import("./Comparing"))
const Marking = lazy(() => import("./Marking"))
type Doing = "looking" | "comparing" | "marking"

export function Lightbox(): ReactElement | null {
  const picture = useWatched(largePicture)
  if (picture === null) return null
  return (
    <ModalOverlay className="overlay overlay--dark" isOpen isDismissable onOpenChange={() => largePicture.set(null)}>
      <Modal className="lightbox">
        <Dialog className="lightbox__dialog">
          <Inside key={picture.source} picture={picture} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function HideTool({ file }: { file: ToHide }): ReactElement {
  return (
    <button
      type="button"
      className="tool"
      aria-label={m.hide_picture()}
      title={m.hide_picture()}
      onClick={() => {
        largePicture.set(null)
        askToHide(file)
      }}
    >
      <Icon outline={eyeSlash} />
    </button>
  )
}

interface MoreToolsProps {
  picture: LargePicture
  doing: Doing
  onDo: (doing: Doing) => void
}

function MoreTools({ picture, doing, onDo }: MoreToolsProps): ReactElement | null {
  useWatched(offered)
  const room = roomOf(picture)
  if (room === null) return null
  const toggle = (wanted: Doing): void => onDo(doing === wanted ? "looking" : wanted)
  return (
    <>
      {room.pictures().length > 1 ? (
        <button type="button" className="tool" aria-pressed={doing === "comparing"} aria-label={m.picture_compare()} title={m.picture_compare()} onClick={() => toggle("comparing")}>
          <Icon outline={columns} />
        </button>
      ) : null}
      {room.mark ? (
        <button type="button" className="tool" aria-pressed={doing === "marking"} aria-label={m.picture_mark()} title={m.picture_mark()} onClick={() => toggle("marking")}>
          <Icon outline={pencil} />
        </button>
      ) : null}
    </>
  )
}

function Inside({ picture }: { picture: LargePicture }): ReactElement {
  const [full, setFull] = useState(false)
  const [quarters, setQuarters] = useState(0)
  const [broken, setBroken] = useState(false)
  const [slack, setSlack] = useState(0)
  const [doing, setDoing] = useState<Doing>("looking")
  const stage = useRef<HTMLDivElement>(null)
  // What was in the middle of the whole picture is in the middle of its full size.
  useLayoutEffect(() => {
    const box = stage.current
    if (!box) return
    const centre = (): void => {
      box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2
      box.scrollTop = (box.scrollHeight - box.clientHeight) / 2
    }
    centre()
    // A phone that is turned shows the middle as well.
    const turned = new ResizeObserver(centre)
    turned.observe(box)
    return () => turned.disconnect()
  }, [full, quarters])
  const title = picture.age === null ? picture.name : nameAndAge(picture.name, picture.age)
  return (
    <>
      <header className="lightbox__head">
        <div className="lightbox__title">
          <Heading slot="title">{title}</Heading>
          <p>{picture.caption()}</p>
        </div>
        {picture.file ? <HideTool file={picture.file} /> : null}
        <MoreTools picture={picture} doing={doing} onDo={setDoing} />
        {doing === "looking" ? (
          <button type="button" className="tool" aria-label={m.desk_picture_turn()} title={m.desk_picture_turn()} onClick={() => setQuarters((quarters + 1) % 4)}>
            <Icon outline={turn} />
          </button>
        ) : null}
        {doing === "marking" ? null : (
          <button type="button" className="tool" aria-pressed={full} aria-label={m.desk_picture_full()} title={m.desk_picture_full()} onClick={() => setFull(!full)}>
            <Icon outline={full ? minus : plus} />
          </button>
        )}
        <button type="button" className="tool" aria-label={m.staff_close()} title={m.staff_close()} onClick={() => largePicture.set(null)}>
          <Icon outline={close} />
        </button>
      </header>
      {doing === "looking" ? null : <Suspense>{doing === "comparing" ? <Comparing picture={picture} full={full} onAlone={() => setDoing("looking")} /> : <Marking picture={picture} />}</Suspense>}
      <div ref={stage} hidden={doing !== "looking"} className={full ? "lightbox__stage lightbox__stage--full" : "lightbox__stage"} tabIndex={full ? 0 : -1}>
        {broken ? (
          <p>{m.desk_picture_missing()}</p>
        ) : (
          <img
            className={`turned-${quarters}`}
            style={full && quarters % 2 === 1 ? { marginBlock: slack, marginInline: -slack } : {}}
            src={picture.source}
            alt={title}
            // A turned picture keeps the place it had lying: half of what it is wider than high is missing above and below.
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSlack((naturalWidth - naturalHeight) / 2)}
            onError={() => setBroken(true)}
          />
        )}
      </div>
    </>
  )
}
