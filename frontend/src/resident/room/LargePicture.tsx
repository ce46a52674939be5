/** A picture as large as the screen. The phone's own way back closes it, and a call that rings is above it. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import arrowLeft from "@phosphor-icons/core/assets/regular/arrow-left.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"

/** Its words are asked for when it is drawn: the language may change while it is open. */
export interface ShownLarge {
  source: string
  /** Of a file of the room: it closes when the file is hidden. */
  fileId: string | null
  /** Of which message: it closes when that is taken away. Null of a form's. */
  clientMessageId: string | null
  alt: () => string
  /** What was written with it, and who sent it when. */
  said?: { text: string; by: () => string }
}

export function LargePicture(props: { picture: ShownLarge; onClose: () => void }): VNode {
  const { picture } = props
  const [broken, setBroken] = useState(false)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const before = document.activeElement
    back.current?.focus()
    // A step of its own in the history, so that "back" on the phone leads to the conversation and not out of it.
    history.pushState({ picture: true }, "")
    window.addEventListener("popstate", props.onClose)
    // On the window: a call that rang above has taken the focus with it. While it rings, Escape is the call's.
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !back.current?.closest("[inert]")) props.onClose()
    }
    window.addEventListener("keydown", escape)
    return () => {
      window.removeEventListener("keydown", escape)
      window.removeEventListener("popstate", props.onClose)
      if (history.state !== null && "picture" in (history.state as object)) history.back()
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div
      className="large"
      role="dialog"
      aria-modal="true"
      aria-label={picture.alt()}
      onClick={props.onClose}
      onKeyDown={(event) => {
        // There is one thing to press, and the focus stays with it.
        if (event.key === "Tab") event.preventDefault()
      }}
    >
      <button ref={back} type="button" className="large__back" onClick={props.onClose}>
        <Icon outline={arrowLeft} />
        {m.back()}
      </button>
      {broken ? (
        <p role="alert">{m.room_picture_broken()}</p>
      ) : (
        <img className="large__picture" src={picture.source} alt={picture.alt()} onError={() => setBroken(true)} onClick={(event) => event.stopPropagation()} />
      )}
      {picture.said ? (
        <p className="large__said">
          {picture.said.text ? <span className="line">{picture.said.text}</span> : null} {picture.said.by()}
        </p>
      ) : null}
    </div>
  )
}
