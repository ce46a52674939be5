/** What lies on top until it is answered. The browser's own dialog holds the focus, the Escape key and the rest still. */
import { type Children, type Markup, useId, useLayoutEffect, useRef } from "#jsx"
import cross from "@phosphor-icons/core/assets/regular/x.svg?icon"
import "./dialog.css"
import { Icon } from "./Icon"

interface DialogFrameProps {
  title: string
  closeLabel: string
  onClose: () => void
  /** The ways on, the most likely one last. */
  foot?: Children
  wide?: boolean
  children: Children
}

/** Drawn while it is open; leave it out to close it. The focus goes back to where it was. */
export function DialogFrame(props: DialogFrameProps): Markup {
  const frame = useRef<HTMLDialogElement>(null)
  const title = useId()
  // At once: a key that is pressed next is meant for what lies on top.
  useLayoutEffect(() => {
    const from = document.activeElement
    const dialog = frame.current
    dialog?.showModal()
    return () => {
      // While it is open nothing behind it can take the focus.
      dialog?.close()
      if (from instanceof HTMLElement) from.focus()
    }
  }, [])
  return (
    <dialog
      ref={frame}
      className={props.wide ? "sheet sheet--wide" : "sheet"}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
    >
      <div className="sheet__head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" className="sheet__close" aria-label={props.closeLabel} onClick={props.onClose}>
          <Icon outline={cross} />
        </button>
      </div>
      <div className="sheet__body">{props.children}</div>
      {props.foot ? <div className="sheet__foot">{props.foot}</div> : null}
    </dialog>
  )
}
