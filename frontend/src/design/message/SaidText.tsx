/** What somebody wrote, each paragraph in its own direction. An address in it is shown in full and asks before it opens. */
import { type Markup, useEffect, useState } from "#jsx"
import { Observable } from "../../core/observable"
import { type Link, linkedPieces } from "../../core/text/links"
import * as m from "../../texts/messages"
import { Button } from "../Button"
import { DialogFrame } from "../Dialog"

const asked = new Observable<Link | null>(null)

export function SaidText({ text }: { text: string }): Markup {
  return (
    <span className="said" dir="auto">
      {linkedPieces(text).map((piece, place) =>
        piece.kind === "text" ? (
          piece.text
        ) : (
          <Address key={place} text={piece.text} link={piece.link} />
        ),
      )}
    </span>
  )
}

/** No button and no link: it breaks over lines as text does, and the browser has no way past the question. */
function Address({ text, link }: { text: string; link: Link }): Markup {
  const ask = (): void => asked.set(link)
  return (
    <span
      role="button"
      tabIndex={0}
      className="said__link"
      dir="ltr"
      onClick={ask}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return
        event.preventDefault()
        ask()
      }}
    >
      {text}
    </span>
  )
}

/** Once on a page that shows what people write: names the host before anything is opened. */
export function LinkQuestion(): Markup {
  const [link, setLink] = useState(asked.get())
  useEffect(() => asked.subscribe(() => setLink(asked.get())), [])
  if (link === null) return null
  const close = (): void => asked.set(null)
  return (
    <DialogFrame
      title={m.link_title({ host: link.host })}
      closeLabel={m.message_cancel()}
      onClose={close}
      foot={
        <>
          <Button look="quiet" onPress={close}>
            {m.link_stay()}
          </Button>
          <a className="button button--filled" href={link.href} target="_blank" rel="noopener noreferrer" onClick={close}>
            {m.link_open({ host: link.host })}
          </a>
        </>
      }
    >
      <p>{m.link_text()}</p>
      <p className="said__address" dir="ltr">
        {link.href}
      </p>
    </DialogFrame>
  )
}
