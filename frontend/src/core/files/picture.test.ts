import { beforeEach, expect, test, vi } from "vitest"
import { canBeShown, MAX_PICTURE_BYTES, readPicture } from "./picture"

beforeEach(() => {
  vi.stubGlobal("createImageBitmap", (file: Blob) =>
    file.type === "image/png" ? Promise.resolve({ width: 4, height: 3, close: () => undefined }) : Promise.reject(new Error("undrawable")),
  )
})

test.each([
  ["IMG_0001.HEIC", "image/heic", "image/heic"],
  ["IMG_0001.HEIC", "", "image/heic"],
  ["bild.heif", "", "image/heif"],
])("a phone's own format is taken unseen (%s, type '%s')", async (name, type, mediaType) => {
  const chosen = await readPicture(new File(["abc"], name, { type }))
  if (chosen.outcome !== "chosen") throw new Error(chosen.code)
  expect(chosen.picture).toEqual({ base64: "YWJj", mediaType, width: 0, height: 0 })
  expect(canBeShown(chosen.picture)).toBe(false)
})

test("what the browser draws is shown before it is sent", async () => {
  const chosen = await readPicture(new File(["abc"], "bild.png", { type: "image/png" }))
  if (chosen.outcome !== "chosen") throw new Error(chosen.code)
  expect([chosen.picture.width, chosen.picture.height, canBeShown(chosen.picture)]).toEqual([4, 3, true])
})

test.each([
  ["a.jpg", "image/jpeg", 3, "damaged"],
  ["a.heic", "application/pdf", 3, "not_an_image"],
  ["a.avif", "image/avif", 3, "not_an_image"],
  ["a", "", 3, "not_an_image"],
  ["a.heic", "", MAX_PICTURE_BYTES + 1, "too_large"],
])("%s of type '%s' and %i bytes is refused as %s", async (name, type, size, code) => {
  expect(await readPicture(new File([new Uint8Array(size)], name, { type }))).toEqual({ outcome: "refused", code })
})
