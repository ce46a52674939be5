import { afterEach, expect, test, vi } from "vitest"
import { readPicture, savedBy } from "./picture"
import { fitting, LONGEST_SIDE } from "./reduce"

class Canvas {
  static made: Canvas[] = []
  readonly width: number
  readonly height: number
  readonly context = { fillRect: vi.fn(), drawImage: vi.fn(), getImageData: () => ({ data: new Uint8ClampedArray(16).fill(120), width: 2, height: 2 }) }

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    Canvas.made.push(this)
  }

  getContext() {
    return this.context
  }

  convertToBlob({ type }: { type: string }) {
    return Promise.resolve(new Blob([new Uint8Array(encodedBytes)], { type }))
  }
}

let encodedBytes = 700_000
const closed = vi.fn()

function aBrowser(width: number, height: number): void {
  Canvas.made = []
  vi.stubGlobal("OffscreenCanvas", Canvas)
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ width, height, close: closed }))
}

const photograph = (bytes: number, type = "image/jpeg"): File => new File([new Uint8Array(bytes)], "IMG.jpg", { type })

afterEach(() => {
  vi.unstubAllGlobals()
  encodedBytes = 700_000
})

test.each([
  [{ width: 4000, height: 3000 }, { width: 2048, height: 1536 }],
  [{ width: 3000, height: 4000 }, { width: 1536, height: 2048 }],
  [{ width: 640, height: 480 }, { width: 640, height: 480 }],
  [{ width: 40_000, height: 2 }, { width: 2048, height: 1 }],
])("%o becomes %o", (size, fits) => {
  expect(fitting(size, LONGEST_SIDE)).toEqual(fits)
})

test("a large picture goes smaller, and it is known by how much", async () => {
  aBrowser(4000, 3000)
  const chosen = await readPicture(photograph(4_200_000))
  if (chosen.outcome !== "chosen") throw new Error(chosen.code)
  expect(chosen.picture).toMatchObject({ width: 2048, height: 1536, mediaType: "image/jpeg", wasBytes: 4_200_000 })
  expect(chosen.bytes.size).toBe(700_000)
  expect(savedBy(chosen.picture)?.to).toBeCloseTo(0.7)
  expect(closed).toHaveBeenCalled()
})

test("what no server would take is made small enough", async () => {
  aBrowser(8000, 6000)
  expect(await readPicture(photograph(20_000_000))).toMatchObject({ outcome: "chosen", picture: { width: 2048 } })
})

test("a small one is left alone, and so is one that would only grow", async () => {
  aBrowser(4000, 3000)
  const small = await readPicture(photograph(300_000))
  expect(small).toMatchObject({ outcome: "chosen", picture: { width: 4000, height: 3000 } })
  encodedBytes = 900_000
  const grown = await readPicture(photograph(800_000))
  if (grown.outcome !== "chosen") throw new Error(grown.code)
  expect(grown.bytes.size).toBe(800_000)
  expect(savedBy(grown.picture)).toBeNull()
})

test("where drawing is impossible the original goes", async () => {
  aBrowser(4000, 3000)
  vi.stubGlobal("OffscreenCanvas", class extends Canvas { override getContext = () => null as never })
  const chosen = await readPicture(photograph(4_200_000))
  expect(chosen).toMatchObject({ outcome: "chosen", picture: { width: 4000 } })
})
