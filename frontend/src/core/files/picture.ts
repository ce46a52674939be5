/** A picture chosen on this device: read once, kept as text so that the vault can seal it, shown before it is sent. */
import type { OutboxPicture } from "../room/outbox"

/** What the server accepts; anything larger is refused here, with a sentence, before it costs data. */
export const MAX_PICTURE_BYTES = 15 * 1024 * 1024
export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const

export type ChosenPicture =
  | { outcome: "chosen"; picture: OutboxPicture; bytes: Blob }
  | { outcome: "refused"; code: "not_an_image" | "too_large" | "damaged" }

export async function readPicture(file: File): Promise<ChosenPicture> {
  if (!PICTURE_TYPES.some((type) => type === file.type)) return { outcome: "refused", code: "not_an_image" }
  if (file.size > MAX_PICTURE_BYTES) return { outcome: "refused", code: "too_large" }
  const size = await sizeOf(file)
  if (!size) return { outcome: "refused", code: "damaged" }
  const base64 = await asBase64(file)
  return { outcome: "chosen", picture: { base64, mediaType: file.type, ...size }, bytes: file }
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
