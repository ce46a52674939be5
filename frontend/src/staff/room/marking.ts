/** Marks on a copy of a picture: where they are, in shares of its width and height, and how they are drawn. Pure but for the canvas. */
import { draw, type Drawn } from "../../core/files/reduce"

export type Kind = "arrow" | "circle" | "line"
export const KINDS: readonly Kind[] = ["arrow", "circle", "line"]

export interface Point {
  x: number
  y: number
}

/** Two points, or for a line drawn by hand as many as it has. */
export interface Mark {
  kind: Kind
  points: readonly Point[]
}

/** What the keys place at one point: an arrow to it, a circle round it. */
export function placed(kind: Kind, at: Point): Mark {
  const from = kind === "circle" ? at : { x: at.x < 0.5 ? at.x + 0.15 : at.x - 0.15, y: at.y < 0.5 ? at.y + 0.15 : at.y - 0.15 }
  return { kind, points: kind === "circle" ? [at, { x: at.x + 0.08, y: at.y }] : [from, at] }
}

/** An SVG path for a picture of this size. A circle has its middle first and a point of its edge last; an arrow ends at its point. */
export function pathOf({ kind, points }: Mark, width: number, height: number): string {
  const seen = points.map(({ x, y }) => ({ x: x * width, y: y * height }))
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last) return ""
  if (kind === "circle") {
    const r = Math.max(1, Math.hypot(last.x - first.x, last.y - first.y))
    return `M${first.x - r} ${first.y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
  }
  const line = `M${seen.map(({ x, y }) => `${x} ${y}`).join("L")}`
  if (kind === "line") return line
  const angle = Math.atan2(last.y - first.y, last.x - first.x)
  const barb = (turn: number): string => {
    const size = Math.max(width, height) / 24
    return `${last.x - size * Math.cos(angle + turn)} ${last.y - size * Math.sin(angle + turn)}`
  }
  return `${line}M${barb(0.5)}L${last.x} ${last.y}L${barb(-0.5)}`
}

/** Wide enough to be seen on any picture, light under dark so that it is seen on any skin. */
export const strokeOf = (width: number, height: number): number => Math.max(width, height) / 150
export const UNDER = "#ffffff"
export const OVER = "#c2185b"

/** The picture as the clinic keeps it, with the marks on it: new bytes, and the original is left as it is. */
export async function copyWith(source: string, marks: readonly Mark[]): Promise<File | null> {
  const bitmap = await createImageBitmap(await (await fetch(source)).blob())
  const { width, height } = bitmap
  const drawn = draw(bitmap, { width, height })
  bitmap.close()
  if (!drawn) return null
  drawMarks(drawn.context, marks, width, height)
  const bytes = await encoded(drawn.canvas)
  return bytes && new File([bytes], "copy.jpg", { type: "image/jpeg" })
}

function drawMarks(context: Drawn["context"], marks: readonly Mark[], width: number, height: number): void {
  context.lineCap = context.lineJoin = "round"
  for (const [colour, share] of [[UNDER, 2] as const, [OVER, 1] as const]) {
    context.strokeStyle = colour
    context.lineWidth = strokeOf(width, height) * share
    for (const mark of marks) context.stroke(new Path2D(pathOf(mark, width, height)))
  }
}

async function encoded(canvas: Drawn["canvas"]): Promise<Blob | null> {
  const options = { type: "image/jpeg", quality: 0.9 }
  if ("convertToBlob" in canvas) return await canvas.convertToBlob(options)
  return await new Promise((resolve) => canvas.toBlob(resolve, options.type, options.quality))
}
