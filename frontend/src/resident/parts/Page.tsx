/** The frame of every page: skip link, top line, one heading that takes focus, and a foot that stays in reach. */
import type { ComponentChildren, VNode } from "preact"
import arrowLeft from "@phosphor-icons/core/assets/regular/arrow-left.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import { chooseLanguage, otherLanguage } from "../../core/language"
import { Icon } from "../../design/Icon"
import { Wordmark } from "../../design/Mark"
import * as m from "../../texts/messages"
import { useHeadingFocus, useTitle } from "../hooks"
import { type About, AboutBand } from "./AboutBand"

export function LanguageSwitch(): VNode {
  const other = otherLanguage()
  return (
    <button type="button" className="link link--plain" lang={other} onClick={() => chooseLanguage(other)}>
      {m.other_language()}
    </button>
  )
}

function Call112(): VNode {
  return (
    <a className="call112" href="tel:112" aria-label={m.call_112()}>
      <Icon outline={phone} />
      {m.call_112_short()}
    </a>
  )
}

type Back = { label?: string } & ({ href: string } | { onPress: () => void })

function BackWay(props: { back: Back }): VNode {
  const inside = (
    <>
      <Icon outline={arrowLeft} />
      {props.back.label ?? m.back()}
    </>
  )
  if ("href" in props.back) {
    return (
      <a className="back" href={props.back.href}>
        {inside}
      </a>
    )
  }
  return (
    <button type="button" className="back" onClick={props.back.onPress}>
      {inside}
    </button>
  )
}

interface PageProps {
  /** Said to screen readers and shown in the browser's tab; the visible heading is among the children. */
  title: string
  back?: Back
  plain?: boolean
  /** Whom it is about, where somebody could take it for another's. */
  about?: About | null
  foot?: ComponentChildren
  /** The foot stays in reach while the page scrolls. */
  held?: boolean
  demonstration?: boolean
  children: ComponentChildren
}

export function Page(props: PageProps): VNode {
  useTitle(props.title)
  return (
    <div className="page">
      <a className="skip" href="#content" onClick={(event) => skip(event)}>
        {m.skip_to_content()}
      </a>
      <header className={props.plain ? "top" : "top top--line"}>
        {props.back ? (
          <BackWay back={props.back} />
        ) : (
          <a className="top__home" href="/">
            <Wordmark />
            <span className="hidden-visually">{m.to_start()}</span>
          </a>
        )}
        <span className="row">
          <LanguageSwitch />
          {props.back ? <Call112 /> : null}
        </span>
      </header>
      {props.about ? <AboutBand about={props.about} /> : null}
      <main id="content" className="content" tabIndex={-1}>
        {props.children}
      </main>
      {props.foot ? <footer className={props.held ? "foot foot--held" : "foot"}>{props.foot}</footer> : null}
      {props.demonstration ? <Demonstration /> : null}
    </div>
  )
}

function skip(event: Event): void {
  event.preventDefault()
  document.getElementById("content")?.focus()
}

/** The page's one heading. `focusKey` changes when a new page or question is shown. */
export function Heading(props: { focusKey: string; children: ComponentChildren }): VNode {
  const heading = useHeadingFocus<HTMLHeadingElement>(props.focusKey)
  return (
    <h1 ref={heading} tabIndex={-1}>
      {props.children}
    </h1>
  )
}

export function Demonstration(): VNode {
  return <aside className="demonstration">{m.demonstration()}</aside>
}
