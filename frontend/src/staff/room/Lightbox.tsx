/** One picture over the desk: Escape or the button closes it, and a press switches between whole and full size. */
import { type ReactElement, useLayoutEffect, useRef, useState } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import close from "@phosphor-icons/core/assets/regular/x.svg?icon"
import eyeSlash from "@phosphor-icons/core/assets/regular/eye-slash.svg?icon"
import minus from "@phosphor-icons/core/assets/regular/magnifying-glass-minus.svg?icon"
import plus from "@phosphor-icons/core/assets/regular/magnifying-glass-plus.svg?icon"
import turn from "@phosphor-icons/core/assets/regular/arrow-clockwise.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { nameAndAge } from "../words"
import { askToHide, type ToHide } from "./hiding"
import { type LargePicture, largePicture } from "./lightbox"

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

function Inside({ picture }: { picture: LargePicture }): ReactElement {
  const [full, setFull] = useState(false)
  const [quarters, setQuarters] = useState(0)
  const [broken, setBroken] = useState(false)
  const [slack, setSlack] = useState(0)
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
        <button type="button" className="tool" aria-label={m.desk_picture_turn()} onClick={() => setQuarters((quarters + 1) % 4)}>
          <Icon outline={turn} />
        </button>
        <button type="button" className="tool" aria-pressed={full} aria-label={m.desk_picture_full()} onClick={() => setFull(!full)}>
          <Icon outline={full ? minus : plus} />
        </button>
        <button type="button" className="tool" aria-label={m.staff_close()} onClick={() => largePicture.set(null)}>
          <Icon outline={close} />
        </button>
      </header>
      <div ref={stage} className={full ? "lightbox__stage lightbox__stage--full" : "lightbox__stage"} tabIndex={full ? 0 : -1}>
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
