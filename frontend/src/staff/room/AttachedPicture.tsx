/** A picture chosen for the next message: shown before it goes, taken away again, refused with a sentence. */
import { type ReactElement, useEffect, useState } from "react"
import close from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { fileRefusalText } from "../../core/errors/errorText"
import { documentName } from "../../core/files/fileWords"
import { bytesOf, canBeShown, isDocument, readFile } from "../../core/files/picture"
import { adviceText } from "../../core/files/pictureWords"
import type { Drafts } from "../../core/room/drafts"
import type { OutboxPicture } from "../../core/room/outbox"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"

type Chosen =
  | { step: "none" }
  | { step: "preparing" }
  | { step: "ready"; picture: OutboxPicture; preview: string }
  | { step: "refused"; code: string }

export interface PictureChoice {
  chosen: Chosen
  ready: OutboxPicture | null
  preparing: boolean
  take: (file: File, copyOf?: string) => Promise<void>
  remove: () => void
}

/** A chosen picture is a draft too, and as such there again after a reload. */
export function usePicture(drafts: Drafts, roomId: string): PictureChoice {
  const [chosen, setChosen] = useState<Chosen>({ step: "none" })
  useEffect(() => {
    let gone = false
    void drafts.readPicture(roomId).then((kept) => {
      if (!gone && kept) setChosen((now) => (now.step === "none" ? ready(kept, bytesOf(kept)) : now))
    })
    return () => {
      gone = true
    }
  }, [drafts, roomId])
  const preview = chosen.step === "ready" ? chosen.preview : null
  useEffect(() => {
    if (preview === null) return
    return () => URL.revokeObjectURL(preview)
  }, [preview])
  return {
    chosen,
    ready: chosen.step === "ready" ? chosen.picture : null,
    preparing: chosen.step === "preparing",
    remove: () => {
      setChosen({ step: "none" })
      void drafts.writePicture(roomId, null)
    },
    take: async (file, copyOf) => {
      setChosen({ step: "preparing" })
      const read = await readFile(file)
      if (read.outcome === "refused") setChosen({ step: "refused", code: read.code })
      else {
        const taken = copyOf === undefined ? read.picture : { ...read.picture, copyOf }
        setChosen(ready(taken, read.bytes))
        await drafts.writePicture(roomId, taken)
      }
    },
  }
}

const ready = (picture: OutboxPicture, bytes: Blob): Chosen => ({ step: "ready", picture, preview: URL.createObjectURL(bytes) })

export function AttachedPicture({ picture }: { picture: PictureChoice }): ReactElement | null {
  const { chosen } = picture
  if (chosen.step === "none") return null
  return (
    <div className="attached" role="status">
      {chosen.step === "ready" && canBeShown(chosen.picture) ? <img className="attached__picture" src={chosen.preview} alt={m.desk_picture_ready()} /> : null}
      <div className="attached__words">
        <span className={chosen.step === "refused" ? "attached__wrong" : "muted"}>{words(chosen)}</span>
        {chosen.step === "ready" && chosen.picture.advice ? <span className="attached__advice">{adviceText(chosen.picture.advice)}</span> : null}
      </div>
      {chosen.step === "preparing" ? null : (
        <button type="button" className="tool" aria-label={m.desk_picture_remove()} onClick={picture.remove}>
          <Icon outline={close} size="s" />
        </button>
      )}
    </div>
  )
}

function words(chosen: Exclude<Chosen, { step: "none" }>): string {
  switch (chosen.step) {
    case "preparing":
      return m.desk_picture_checking()
    case "ready":
      if (isDocument(chosen.picture)) return m.document_chosen({ name: documentName(chosen.picture.name ?? "") })
      if (chosen.picture.copyOf !== undefined) return m.picture_copy_ready()
      return canBeShown(chosen.picture) ? m.desk_picture_ready() : m.picture_made_over()
    case "refused":
      return fileRefusalText(chosen.code)
  }
}
