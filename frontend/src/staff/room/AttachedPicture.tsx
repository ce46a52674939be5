/** A picture chosen for the next message: shown before it goes, taken away again, refused with a sentence. */
import { type ReactElement, useEffect, useState } from "react"
import close from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { fileRefusalText } from "../../core/errors/errorText"
import { canBeShown, readPicture } from "../../core/files/picture"
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
  take: (file: File) => Promise<void>
  remove: () => void
}

export function usePicture(): PictureChoice {
  const [chosen, setChosen] = useState<Chosen>({ step: "none" })
  const preview = chosen.step === "ready" ? chosen.preview : null
  useEffect(() => {
    if (preview === null) return
    return () => URL.revokeObjectURL(preview)
  }, [preview])
  return {
    chosen,
    ready: chosen.step === "ready" ? chosen.picture : null,
    preparing: chosen.step === "preparing",
    remove: () => setChosen({ step: "none" }),
    take: async (file) => {
      setChosen({ step: "preparing" })
      const read = await readPicture(file)
      if (read.outcome === "refused") setChosen({ step: "refused", code: read.code })
      else setChosen({ step: "ready", picture: read.picture, preview: URL.createObjectURL(read.bytes) })
    },
  }
}

export function AttachedPicture({ picture }: { picture: PictureChoice }): ReactElement | null {
  const { chosen } = picture
  if (chosen.step === "none") return null
  return (
    <div className="attached" role="status">
      {chosen.step === "ready" && canBeShown(chosen.picture) ? <img className="attached__picture" src={chosen.preview} alt={m.desk_picture_ready()} /> : null}
      <span className={chosen.step === "refused" ? "attached__wrong" : "muted"}>{words(chosen)}</span>
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
      return canBeShown(chosen.picture) ? m.desk_picture_ready() : m.picture_made_over()
    case "refused":
      return fileRefusalText(chosen.code)
  }
}
