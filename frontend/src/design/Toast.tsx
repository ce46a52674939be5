/** What was done, with its undo, and what somebody should know before going on. Comes and goes without taking the focus. */
import type { Children, Markup } from "#jsx"
import cross from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { Key } from "./Badge"
import { Icon } from "./Icon"

export interface ToastAction {
  label: string
  onPress: () => void
  /** The keys that do the same, where there are any. */
  keys?: string
}

interface ToastProps {
  look?: "dark" | "ochre"
  icon?: string
  action?: ToastAction
  close?: { label: string; onPress: () => void }
  children: Children
}

function ToastBody(props: ToastProps): Markup {
  return (
    <>
      {props.icon ? <Icon outline={props.icon} /> : null}
      <span className="toast__words">{props.children}</span>
      {props.action ? (
        <button type="button" className="toast__action" onClick={props.action.onPress}>
          {props.action.label}
          {props.action.keys ? <Key>{props.action.keys}</Key> : null}
        </button>
      ) : null}
      {props.close ? (
        <button type="button" className="toast__close" aria-label={props.close.label} onClick={props.close.onPress}>
          <Icon outline={cross} size="s" />
        </button>
      ) : null}
    </>
  )
}

const toastClass = (look: ToastProps["look"]): string => (look ? `toast toast--${look}` : "toast")

/** A single one, which announces itself. */
export function Toast(props: ToastProps): Markup {
  return (
    <div role="status" className={toastClass(props.look)}>
      <ToastBody {...props} />
    </div>
  )
}

export interface ToastLine extends Omit<ToastProps, "children"> {
  id: string | number
  text: Children
}

/** The place where several come and go. It is always there, so that what is put into it is heard. */
export function ToastRegion(props: { label: string; toasts: readonly ToastLine[] }): Markup {
  return (
    <div role="status" aria-label={props.label} className="toasts">
      {props.toasts.map(({ id, text, ...toast }) => (
        <div key={id} className={toastClass(toast.look)}>
          <ToastBody {...toast}>{text}</ToastBody>
        </div>
      ))}
    </div>
  )
}
