/** One turn of the conversation. What is mine has the straight petrol edge on its right; what is unsent is dashed. */
import type { Children, Markup } from "#jsx"
import filePdf from "@phosphor-icons/core/assets/regular/file-pdf.svg?icon"
import { Icon } from "./Icon"

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
          {document.name}
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
  foot: Children
}

export function MessageBubble(props: BubbleProps): Markup {
  const classes = ["turn", props.mine ? "turn--mine" : "", props.unsent ? "turn--unsent" : ""].filter(Boolean).join(" ")
  return (
    <li className={classes}>
      <div className={props.picture ? "bubble bubble--picture" : "bubble"}>
        <span className="hidden-visually">{props.author}: </span>
        {props.picture ? <BubblePicture picture={props.picture} /> : null}
        {props.document ? <DocumentCard document={props.document} /> : null}
        {props.unseen ? <p className="bubble__unseen">{props.unseen}</p> : null}
        {props.picture ? props.text && <div className="bubble__text">{props.text}</div> : props.text}
      </div>
      <div className="turn__foot">{props.foot}</div>
    </li>
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
