/**
 * Text in real time beside a call: both sides' lines as they are typed. Each character is on screen at once, but only
 * finished lines are read aloud: a screen reader that spells out another's typing leaves no room to listen.
 */
import { type Markup, useEffect, useRef, useState } from "#jsx"
import subtitles from "@phosphor-icons/core/assets/regular/subtitles.svg?icon"
import cross from "@phosphor-icons/core/assets/regular/x.svg?icon"
import "./beside.css"
import type { LiveText, TextLine } from "../../call"
import { apart } from "../../core/text/direction"
import * as m from "../../texts/messages"
import { Icon } from "../Icon"
import { useValue } from "./useValue"

interface LiveTextBoxProps {
  text: LiveText
  /** The other side's first name; with more than two, whose a line is. */
  name: string
  nameOf?: ((accountId: string) => string) | undefined
  /** Nobody here can have speech made into text: writing is the way. */
  alone: boolean
  onClose: () => void
}

const LONGEST = 1_000

export function LiveTextBox({ text, name, nameOf = () => name, alone, onClose }: LiveTextBoxProps): Markup {
  const { lines, open, iKeep, theyKeep } = useValue(text.state)
  const [written, setWritten] = useState(() => lines.findLast((line) => line.mine && !line.done)?.text ?? "")
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [lines])
  const write = (value: string): void => {
    setWritten(value)
    text.type(value)
  }
  return (
    <section className="livetext" aria-label={m.livetext_title()}>
      <div className="livetext__head">
        <h2 className="livetext__title">
          <Icon outline={subtitles} size="s" /> {m.livetext_title()}
        </h2>
        <button type="button" className="livetext__close" aria-label={m.livetext_close()} onClick={onClose}>
          <Icon outline={cross} size="s" />
        </button>
      </div>
      <ol ref={list} className="livetext__lines" tabIndex={0} aria-label={m.livetext_lines()}>
        {lines.length === 0 ? (
          <li className="livetext__hint">
            {open ? m.livetext_hint({ name }) : m.livetext_waits()} {open && alone ? m.captions_nobody() : null}
          </li>
        ) : null}
        {lines.map((line) => (
          <li key={`${line.from ?? ""}${line.line}`} className={line.mine ? "livetext__line livetext__line--mine" : "livetext__line"}>
            <b>{line.from === null ? m.livetext_you() : nameOf(line.from)}</b> <bdi>{line.text}</bdi>
            {line.done ? null : <span className="livetext__caret" aria-hidden="true" />}
          </li>
        ))}
      </ol>
      <p className="hidden-visually" role="status">
        {lastSaid(lines, nameOf)}
      </p>
      <form
        className="livetext__form"
        onSubmit={(event) => {
          event.preventDefault()
          text.finish()
          if (written.trim() !== "") setWritten("")
        }}
      >
        <input
          ref={field}
          className="livetext__field"
          aria-label={m.livetext_field({ name })}
          value={written}
          maxLength={LONGEST}
          autoComplete="off"
          enterKeyHint="send"
          onInput={(event) => write(event.currentTarget.value)}
        />
        <button type="submit" className="livetext__next">
          {m.livetext_next()}
        </button>
      </form>
      <label className="livetext__keep">
        <input type="checkbox" checked={iKeep} onChange={(event) => text.wishToKeep(event.currentTarget.checked)} />
        <span>{keepWords(iKeep, theyKeep, name)}</span>
      </label>
    </section>
  )
}

function lastSaid(lines: readonly TextLine[], nameOf: (accountId: string) => string): string {
  const last = lines.findLast((line) => !line.mine && line.done)
  return last === undefined ? "" : `${apart(nameOf(last.from ?? ""))}: ${last.text}`
}

function keepWords(iKeep: boolean, theyKeep: boolean, name: string): string {
  if (iKeep) return theyKeep ? m.livetext_kept() : m.livetext_keep_asked({ name })
  return theyKeep ? m.livetext_keep_wanted({ name }) : m.livetext_keep()
}
