import { render, screen, within } from "@testing-library/preact"
import { afterEach, expect, test } from "vitest"
import { chooseLanguage } from "../../core/language"
import { stateOf } from "../../core/room/roomState"
import { snapshot } from "../../core/testing/frames"
import { WorsePage } from "./WorsePage"

const { room } = stateOf(snapshot())
const ways = { onBack: () => undefined, onWrite: () => undefined }

afterEach(() => chooseLanguage("sv"))

test("speaks to whoever feels worse, and says that nobody is told of it", () => {
  render(<WorsePage room={room} about={null} {...ways} />)
  expect(screen.getByRole("heading", { name: "Ring 112 direkt om du" })).toBeInTheDocument()
  expect(screen.getByText("har skadat dig själv, eller tänker ta ditt liv")).toBeInTheDocument()
  expect(within(screen.getByRole("contentinfo")).getByText(/Mottagningen ser inte/)).toBeInTheDocument()
})

test("in English each sign goes on with the heading's sentence", () => {
  chooseLanguage("en")
  render(<WorsePage room={room} about={null} {...ways} />)
  expect(screen.getByRole("heading", { name: "Call 112 at once if you" })).toBeInTheDocument()
  const signs = screen.getAllByRole("listitem").map((sign) => sign.textContent)
  expect(signs.filter((sign) => /^(has|is|swells|cannot)\b/.test(sign))).toEqual([])
})

test("a guardian reads about the child by name", () => {
  const child = { ...room, resident: { ...room.resident, name: "Leo Nyberg" } }
  render(<WorsePage room={child} about={{ name: "Leo Nyberg", isSelf: false }} {...ways} />)
  expect(screen.getByRole("heading", { name: "Ring 112 direkt om Leo" })).toBeInTheDocument()
  expect(screen.getByText("inte går att väcka, eller krampar")).toBeInTheDocument()
})
