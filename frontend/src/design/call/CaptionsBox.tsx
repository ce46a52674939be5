/**
 * Captions beside a call: what is said as each speaker's own browser understands it, whose it is, and that a machine made
 * it. Nothing of it is read aloud: whoever listens to a screen reader hears the speaker.
 */
import { type Markup, useEffect, useRef } from "#jsx"
import closedCaptioning from "@phosphor-icons/core/assets/regular/closed-captioning.svg?icon"
import cross from "@phosphor-icons/core/assets/regular/x.svg?icon"
import "./beside.css"
import type { Captions, CaptionsState } from "../../call"
import * as m from "../../texts/messages"
import { Icon } from "../Icon"
import { useValue } from "./useValue"

export interface CaptionsBoxProps {
  captions: Captions
  muted: boolean
  nameOf: (accountId: string) => string
  /** To text in real time, where speech cannot become text. */
  onWrite: () => void
  onClose: () => void
}

export function CaptionsBox(props: CaptionsBoxProps): Markup {
  const { captions, nameOf, onClose } = props
  const state = useValue(captions.state)
  const { lines, offer } = state
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [lines])
  const shown = lines.filter((line) => line.text !== "")
  return (
    <section className="livetext" aria-label={m.captions_title()}>
      <div className="livetext__head">
        <h2 className="livetext__title">
          <Icon outline={closedCaptioning} size="s" /> {m.captions_title()}
        </h2>
        <button type="button" className="livetext__close" aria-label={m.captions_close()} onClick={onClose}>
          <Icon outline={cross} size="s" />
        </button>
      </div>
      {shown.length === 0 ? null : (
        <>
          <ol ref={list} className="livetext__lines livetext__lines--said" tabIndex={0} aria-label={m.captions_lines()}>
            {shown.map((line) => (
              <li key={`${line.from ?? ""}/${line.run}/${line.line}`} className={line.from === null ? "livetext__line livetext__line--mine" : "livetext__line"}>
                <b>{line.from === null ? m.livetext_you() : nameOf(line.from)}</b> <bdi>{line.text}</bdi>
                {line.done ? null : <span className="livetext__caret" aria-hidden="true" />}
              </li>
            ))}
          </ol>
          <p className="livetext__note">{m.captions_machine()}</p>
        </>
      )}
      <Others {...props} state={state} />
      {offer === "none" ? null : <Mine {...props} state={state} />}
    </section>
  )
}

interface PartProps extends CaptionsBoxProps {
  state: CaptionsState
}

/** What can be had of each of the others, in words and with the way on. */
function Others({ captions, state, nameOf, onWrite }: PartProps): Markup {
  const { others } = state
  const of = (says: CaptionsState["others"][number]["says"]): string =>
    others.filter((one) => one.says === says).map((one) => nameOf(one.who)).join(", ")
  const [can, asked, refused, cannot] = [of("can"), of("asked"), of("refused"), of("cannot")]
  return (
    <div className="livetext__asks">
      {can === "" ? null : (
        <button type="button" className="livetext__next" onClick={() => captions.wish(true)}>
          {m.captions_ask({ name: can })}
        </button>
      )}
      <p className="livetext__note" role="status">
        {asked === "" ? null : <span>{m.captions_asked({ name: asked })} </span>}
        {refused === "" ? null : <span>{m.captions_refused({ name: refused })} </span>}
        {cannot === "" ? null : <span>{m.captions_cannot({ name: cannot })}</span>}
      </p>
      {asked === "" ? null : (
        <button type="button" className="besidenote__way" onClick={() => captions.wish(false)}>
          {m.captions_unask()}
        </button>
      )}
      {refused === "" && cannot === "" ? null : (
        <button type="button" className="besidenote__way" onClick={onWrite}>
          {m.captions_write()}
        </button>
      )}
    </div>
  )
}

function Mine({ captions, muted, state }: PartProps): Markup {
  const { mine, offer } = state
  return (
    <>
      <label className="livetext__keep">
        <input type="checkbox" checked={mine === "on" || mine === "fetching"} onChange={(event) => void captions.consent(event.currentTarget.checked)} />
        <span>{m.captions_mine()}</span>
      </label>
      <p className="livetext__note" role="status">
        {mineWords(mine, offer, muted)}
      </p>
    </>
  )
}

function mineWords(mine: CaptionsState["mine"], offer: CaptionsState["offer"], muted: boolean): string {
  switch (mine) {
    case "fetching":
      return m.captions_fetching()
    case "on":
      return muted ? m.captions_muted() : m.captions_running()
    case "failed":
      return m.captions_failed()
    case "off":
      return offer === "fetchable" ? m.captions_mine_fetch() : m.captions_mine_text()
  }
}
