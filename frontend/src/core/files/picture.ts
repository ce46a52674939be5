/** A picture chosen on this device: read once, made smaller, kept as text so that the vault can seal it, shown before it
 * is sent. */
import type { OutboxPicture } from "../room/outbox"
import { judged } from "./judge"
import { reduced, type Size } from "./reduce"

/** What the server accepts; anything larger is refused here, with a sentence, before it costs data. */
export const MAX_PICTURE_BYTES = 15 * 1024 * 1024
/** What is worth the try to make it smaller: the largest that telephones take. */
const MAX_READ_BYTES = 80 * 1024 * 1024
const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"] as const
// An iPhone hands over its own format as a JPEG, unless that format is asked for by name.
export const PICTURE_ACCEPT = "image/*"
const DOCUMENT_TYPE = "application/pdf"
/** What a message may carry; a form asks for pictures. */
export const MESSAGE_ACCEPT = `${PICTURE_ACCEPT},${DOCUMENT_TYPE},.pdf`

export type ChosenPicture =
  | { outcome: "chosen"; picture: OutboxPicture; bytes: Blob }
  | { outcome: "refused"; code: "not_an_image" | "too_large" | "damaged" }

/** A picture or a document, for a message. */
export async function readFile(file: File): Promise<ChosenPicture> {
  if (mediaTypeOf(file) !== DOCUMENT_TYPE) return await readPicture(file)
  if (file.size > MAX_PICTURE_BYTES) return { outcome: "refused", code: "too_large" }
  const picture = { base64: await asBase64(file), mediaType: DOCUMENT_TYPE, ...UNSEEN, name: file.name }
  return { outcome: "chosen", picture, bytes: file }
}

export const isDocument = (picture: Pick<OutboxPicture, "mediaType">): boolean => picture.mediaType === DOCUMENT_TYPE

export async function readPicture(file: File): Promise<ChosenPicture> {
  const mediaType = mediaTypeOf(file)
  if (!PICTURE_TYPES.some((type) => type === mediaType)) return { outcome: "refused", code: "not_an_image" }
  if (file.size > MAX_READ_BYTES) return { outcome: "refused", code: "too_large" }
  const bitmap = await bitmapOf(file)
  if (!bitmap && !isHeic(mediaType)) return { outcome: "refused", code: "damaged" }
  try {
    const smaller = bitmap && (await reduced(bitmap, file))
    const bytes = smaller?.bytes ?? file
    if (bytes.size > MAX_PICTURE_BYTES) return { outcome: "refused", code: "too_large" }
    const { width, height }: Size = smaller?.size ?? bitmap ?? UNSEEN
    const picture: OutboxPicture = { base64: await asBase64(bytes), mediaType: smaller ? bytes.type : mediaType, width, height }
    if (smaller) picture.wasBytes = file.size
    const advice = bitmap && judged(bitmap)
    if (advice) picture.advice = advice
    return { outcome: "chosen", picture, bytes }
  } finally {
    bitmap?.close()
  }
}

// Below this nobody minds what it costs.
const WORTH_SAYING_BYTES = 1_000_000

/** How large the picture was and is, in millions of bytes, where so much is saved that it is good to know. */
export function savedBy(picture: OutboxPicture): { from: number; to: number } | null {
  const now = (picture.base64.length * 3) / 4
  if (picture.wasBytes === undefined || picture.wasBytes - now < WORTH_SAYING_BYTES) return null
  return { from: picture.wasBytes / 1e6, to: now / 1e6 }
}

/** False for a picture in a phone's own format that this browser cannot draw: it can be seen when the server has made it over. */
export const canBeShown = (picture: Pick<OutboxPicture, "width">): boolean => picture.width > 0

const UNSEEN = { width: 0, height: 0 }

const isHeic = (mediaType: string): boolean => mediaType === "image/heic" || mediaType === "image/heif"

/** Browsers that do not know a phone's own format leave its type empty; the name then tells. */
function mediaTypeOf(file: File): string {
  const ending = /\.(heic|heif|pdf)$/i.exec(file.name)?.[1]?.toLowerCase()
  if (file.type !== "" || !ending) return file.type
  return ending === "pdf" ? DOCUMENT_TYPE : `image/${ending}`
}

/** Upright, as the way the phone was held says. */
async function bitmapOf(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file)
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
