import { expect, it } from "vitest"
import { permissionWay } from "./permission"

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
const IPHONE_CHROME = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0 Mobile/15E148 Safari/604.1"
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15"
const PIXEL = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
const FOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"

it.each([
  [IPHONE, 5, "safari-ios"],
  [IPHONE_CHROME, 5, "safari-ios"],
  [MAC, 5, "safari-ios"],
  [MAC, 0, "safari"],
  [PIXEL, 5, "chrome-android"],
  [FOX, 0, "firefox"],
  [CHROME, 0, "chrome"],
] as const)("leads by the words of the browser it is: %s", (agent, touch, way) => {
  expect(permissionWay(agent, touch)).toBe(way)
})
