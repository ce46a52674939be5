/**
 * Whether a picture is good enough to judge a rash by: light and sharpness, measured on a small copy on the device. It
 * advises and never refuses: somebody ill may be glad of any picture at all.
 */
import { draw, fitting } from "./reduce"

export type Advice = "dark" | "bright" | "blurred"

// The measures are of this size: the same object looks as sharp on every camera.
const MEASURED_SIDE = 512
// Mean of 0 (black) to 255 (white). Photographs by day are at 80 to 205, a room in the evening below 45.
const DARK = 45
const BRIGHT = 232
// Variance of the Laplacian. Sharp photographs of telephones have 470 and more, the same blurred by 0.4 % of their side 4
// to 14, by 0.8 % below 5. Smooth skin close by has little to be sharp, so the bound is low.
const BLURRED = 8

export interface Measure {
  light: number
  sharpness: number
}

/** Null where this browser cannot look into pictures. */
export function judged(bitmap: ImageBitmap): Advice | null {
  const size = fitting(bitmap, MEASURED_SIDE)
  try {
    const drawn = draw(bitmap, size)
    return drawn && adviceOn(measured(drawn.context.getImageData(0, 0, size.width, size.height)))
  } catch {
    // Some browsers forbid the look, so that nobody is recognised by how they draw.
    return null
  }
}

export function adviceOn({ light, sharpness }: Measure): Advice | null {
  if (light < DARK) return "dark"
  if (light > BRIGHT) return "bright"
  return sharpness < BLURRED ? "blurred" : null
}

export function measured({ data, width, height }: { data: Uint8ClampedArray; width: number; height: number }): Measure {
  const grey = new Float32Array(width * height)
  let light = 0
  for (let at = 0; at < grey.length; at += 1) {
    const value = 0.299 * (data[at * 4] ?? 0) + 0.587 * (data[at * 4 + 1] ?? 0) + 0.114 * (data[at * 4 + 2] ?? 0)
    grey[at] = value
    light += value
  }
  return { light: light / Math.max(1, grey.length), sharpness: varianceOfLaplacian(grey, width, height) }
}

/** How much neighbouring dots differ: edges are what a blurred picture has lost. */
function varianceOfLaplacian(grey: Float32Array, width: number, height: number): number {
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const around = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0)
      const edge = around - 4 * (grey[at] ?? 0)
      sum += edge
      squares += edge * edge
      count += 1
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2
}
