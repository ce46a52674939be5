import { expect, test } from "vitest"
import { adviceOn, measured } from "./judge"

/** A picture of one byte a dot, from a rule for each place. */
function picture(width: number, height: number, grey: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.fill(grey(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3)
  return { data, width, height }
}

const striped = (dark: number, bright: number) => picture(64, 48, (x) => (x % 8 < 4 ? dark : bright))

test("light is the mean, and sharpness what neighbours differ by", () => {
  const { light, sharpness } = measured(striped(100, 140))
  expect(light).toBeCloseTo(120)
  expect(sharpness).toBeGreaterThan(500)
  expect(measured(picture(64, 48, () => 120)).sharpness).toBeCloseTo(0)
})

test("the same edge spread over many dots is less sharp", () => {
  const soft = picture(64, 48, (x) => 100 + 20 * (1 + Math.sin((x / 64) * 2 * Math.PI)))
  expect(measured(soft).sharpness).toBeLessThan(1)
  expect(adviceOn(measured(soft))).toBe("blurred")
})

test.each([
  [striped(10, 30), "dark"],
  [striped(235, 255), "bright"],
  [striped(100, 140), null],
])("what is dark or too bright is said first", (seen, advice) => {
  expect(adviceOn(measured(seen))).toBe(advice)
})

test("a picture of no inside is measured all the same", () => {
  expect(measured(picture(1, 1, () => 50))).toEqual({ light: expect.closeTo(50) as number, sharpness: 0 })
})
