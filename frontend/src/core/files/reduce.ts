/**
 * A telephone's picture made as small as the clinic keeps it, before it costs somebody's data: 12 million dots become 3.
 * Drawing also turns it upright and leaves place, time and camera behind. Decoding and encoding are the browser's own
 * and happen beside the page.
 */

/** What the server keeps (`LONGEST_SIDE` and `QUALITY` in chatserver/core/files/limits.py). The same quality twice costs
 * almost nothing (0.1 to 0.3 dB on photographs of 12 to 16 million dots); a higher one here would cost more, of both. */
export const LONGEST_SIDE = 2048
const QUALITY = 0.85
// A small one is left as it is: it is made over by the server anyway.
const SMALL_BYTES = 400_000

export interface Size {
  width: number
  height: number
}

export interface Drawn {
  canvas: OffscreenCanvas | HTMLCanvasElement
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D
}

/** The size with its longest side at most `longest`; a smaller one is left as it is. */
export function fitting({ width, height }: Size, longest: number): Size {
  const share = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) }
}

/** Null where nothing is won by it, or this browser cannot; the picture then goes as it is. */
export async function reduced(bitmap: ImageBitmap, file: Blob): Promise<{ bytes: Blob; size: Size } | null> {
  const size = fitting(bitmap, LONGEST_SIDE)
  if (file.size <= SMALL_BYTES) return null
  const drawn = draw(bitmap, size)
  const bytes = drawn && (await encode(drawn.canvas))
  return bytes && bytes.type === "image/jpeg" && bytes.size < file.size * 0.9 ? { bytes, size } : null
}

/** On white, which is what is behind the transparent parts of a drawing. */
export function draw(bitmap: ImageBitmap, size: Size): Drawn | null {
  const drawn = canvasOf(size)
  if (!drawn) return null
  const { context } = drawn
  context.fillStyle = "#fff"
  context.fillRect(0, 0, size.width, size.height)
  context.imageSmoothingQuality = "high"
  context.drawImage(bitmap, 0, 0, size.width, size.height)
  return drawn
}

function canvasOf({ width, height }: Size): Drawn | null {
  if (typeof OffscreenCanvas === "function") {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext("2d", { alpha: false })
    return context && { canvas, context }
  }
  const canvas = Object.assign(document.createElement("canvas"), { width, height })
  const context = canvas.getContext("2d", { alpha: false })
  return context && { canvas, context }
}

async function encode(canvas: Drawn["canvas"]): Promise<Blob | null> {
  const options = { type: "image/jpeg", quality: QUALITY }
  if ("convertToBlob" in canvas) return await canvas.convertToBlob(options)
  return await new Promise((resolve) => canvas.toBlob(resolve, options.type, options.quality))
}
