/** A picture chosen on this device: read once, kept as text so that the vault can seal it, shown before it is sent. */
import type { OutboxPicture } from "../room/outbox"

/** What the server accepts; anything larger is refused here, with a sentence, before it costs data. */
export const MAX_PICTURE_BYTES = 15 * 1024 * 1024
export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"] as const
// An iPhone hands over its own format as a JPEG, unless that format is asked for by name.
export const PICTURE_ACCEPT = "image/*"

export type ChosenPicture =
  | { outcome: "chosen"; picture: OutboxPicture; bytes: Blob }
  | { outcome: "refused"; code: "not_an_image" | "too_large" | "damaged" }

export async function readPicture(file: File): Promise<ChosenPicture> {
  const mediaType = mediaTypeOf(file)
  if (!PICTURE_TYPES.some((type) => type === mediaType)) return { outcome: "refused", code: "not_an_image" }
  if (file.size > MAX_PICTURE_BYTES) return { outcome: "refused", code: "too_large" }
  const size = (await sizeOf(file)) ?? (isHeic(mediaType) ? UNSEEN : null)
  if (!size) return { outcome: "refused", code: "damaged" }
  const base64 = await asBase64(file)
  return { outcome: "chosen", picture: { base64, mediaType, ...size }, bytes: file }
}

/** False for a picture in a phone's own format that this browser cannot draw: it can be seen when the server has made it over. */
export const canBeShown = (picture: Pick<OutboxPicture, "width">): boolean => picture.width > 0

const UNSEEN = { width: 0, height: 0 }

const isHeic = (mediaType: string): boolean => mediaType === "image/heic" || mediaType === "image/heif"

/** Browsers that do not know a phone's own format leave its type empty; the name then tells. */
function mediaTypeOf(file: File): string {
  const ending = /\.(heic|heif)$/i.exec(file.name)?.[1]
  return file.type === "" && ending ? `image/${ending.toLowerCase()}` : file.type
}

async function sizeOf(file: Blob): Promise<{ width: number; height: number } | null> {
  try {
    const bitmap = await createImageBitmap(file)
    const size = { width: bitmap.width, height: bitmap.height }
    bitmap.close()
    return size
  } catch {
    return null
  }
}

function asBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ""))
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"))
    reader.readAsDataURL(file)
  })
}

export function bytesOf(picture: Pick<OutboxPicture, "base64" | "mediaType">): Blob {
  const bytes = Uint8Array.from(atob(picture.base64), (character) => character.charCodeAt(0))
  return new Blob([bytes], { type: picture.mediaType })
}
