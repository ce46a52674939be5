/** One turn of the conversation. What is mine has the straight petrol edge on its right; what is unsent is dashed. */
import { type Children, type Markup, useId } from "#jsx"
import filePdf from "@phosphor-icons/core/assets/regular/file-pdf.svg?icon"
import type { Redacted } from "../core/protocol/wire"
import { apart } from "../core/text/direction"
import { Icon } from "./Icon"
import { GoneWords } from "./message/Gone"
import type { More } from "./message/MessageMore"
import { SaidText } from "./message/SaidText"

interface Picture {
  source: string
  alt: string
  width: number
  height: number
  /** Shows it large. */
  open?: { label: string; onPress: () => void }
}

export interface DocumentLink {
  source: string
  name: string
  facts: string
  /** What a press does, for who cannot see that it is a file. */
  verb: string
}

/** A document is saved, never opened in the page. */
export function DocumentCard({ document }: { document: DocumentLink }): Markup {
  return (
    <a className="document" href={document.source} download={document.name}>
      <Icon outline={filePdf} />
      <span className="document__text">
        <span className="document__name">
          <span className="hidden-visually">{document.verb} </span>
          {apart(document.name)}
        </span>{" "}
        <span className="document__facts">{document.facts}</span>
      </span>
    </a>
  )
}

interface BubbleProps {
  mine: boolean
  unsent?: boolean
  author: string
  text: string
  picture?: Picture | null
  document?: DocumentLink | null
  /** Said in place of a picture that cannot be drawn here yet, or is hidden. */
  unseen?: string | null
  redacted?: Redacted | null
  /** What it answers. */
  quote?: Children
  /** The message's id, by which others lead to it. */
  id?: string | undefined
  more?: More | null
  foot: Children
}

export function MessageBubble(props: BubbleProps): Markup {
  const classes = ["turn", props.mine ? "turn--mine" : "", props.unsent ? "turn--unsent" : ""].filter(Boolean).join(" ")
  const who = useId()
  return (
    <li className={classes} data-message={props.id} tabIndex={props.id === undefined ? undefined : -1} aria-labelledby={props.id === undefined ? undefined : who}>
      <div className="turn__row">
        <div id={who} className={bubbleClass(props)}>
          <span className="hidden-visually">{props.author}: </span>
          {props.quote}
          {props.picture ? <BubblePicture picture={props.picture} /> : null}
          {props.document ? <DocumentCard document={props.document} /> : null}
          {props.unseen ? <p className="bubble__unseen">{props.unseen}</p> : null}
          <BubbleText {...props} />
        </div>
        {props.more?.button}
      </div>
      {props.more?.choices}
      <div className="turn__foot">{props.foot}</div>
    </li>
  )
}

function bubbleClass({ picture, redacted }: BubbleProps): string {
  return ["bubble", picture ? "bubble--picture" : "", redacted ? "bubble--gone" : ""].filter(Boolean).join(" ")
}

function BubbleText({ text, picture, redacted }: BubbleProps): Markup {
  if (redacted) return <GoneWords redacted={redacted} />
  if (!picture) return <SaidText text={text} />
  if (!text) return null
  return (
    <div className="bubble__text">
      <SaidText text={text} />
    </div>
  )
}

function BubblePicture({ picture }: { picture: Picture }): Markup {
  const { source, alt, width, height, open } = picture
  const image = <img className="bubble__picture" src={source} alt={alt} width={width} height={height} loading="lazy" />
  if (!open) return image
  return (
    <button type="button" className="bubble__open" onClick={open.onPress}>
      {image}
      <span className="hidden-visually">{open.label}</span>
    </button>
  )
}
