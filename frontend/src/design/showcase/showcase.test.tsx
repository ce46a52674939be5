/** The page at /formsprak holds every component of src/design, in either framework, and its colours keep their distance. */
import { expect, test, vi } from "vitest"
import { render, screen } from "#jsx-testing"
import { chooseLanguage } from "../../core/language"
import tokens from "../tokens.css?raw"
import { contrast, themes } from "./contrast"
import { Showcase } from "./Showcase"

const modules = import.meta.glob<Record<string, unknown>>(["../*.tsx", "!../*.test.tsx"], { eager: true })
const components = Object.entries(modules).flatMap(([file, module]) =>
  Object.keys(module)
    .filter((name) => /^[A-Z]/.test(name) && typeof module[name] === "function")
    .map((name) => ({ file, module, name })),
)

test("every exported component is drawn", () => {
  const drawn = components.map(({ module, name }) => vi.spyOn(module as Record<string, () => null>, name))
  render(<Showcase framework="preact" />)
  screen.getByRole("button", { name: "Öppna dialogen" }).click()
  return vi.waitFor(() => {
    expect(screen.getByRole("dialog", { name: "Avsluta ärendet?" })).toBeInTheDocument()
    const missing = components.filter((_, at) => drawn[at]?.mock.calls.length === 0)
    expect(missing.map(({ file, name }) => `${name} of ${file}`)).toEqual([])
    expect(components.length).toBeGreaterThan(25)
  })
})

test("the page speaks both languages and marks the framework it was drawn with", () => {
  chooseLanguage("en")
  render(<Showcase framework="react" />)
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Vårdrum, design language")
  expect(screen.getByRole("link", { name: "React" })).toHaveAttribute("aria-current", "page")
  expect(screen.getByRole("link", { name: "Preact" })).not.toHaveAttribute("aria-current")
  chooseLanguage("sv")
})

const VALUES = themes(tokens)
const TEXTS = ["ink", "muted", "petrol", "berry", "ember", "ochre", "sky", "slate", "moss"]

test("the device's dark theme is the chosen dark theme", () => {
  expect(VALUES.system).toEqual(VALUES.dark)
  expect(Object.keys(VALUES.dark).length).toBeGreaterThan(25)
})

test.each(["light", "dark"] as const)("in %s every text can be read on every ground and on its own tint", (theme) => {
  const values = VALUES[theme]
  const of = (name: string): string => values[name] ?? ""
  for (const text of TEXTS) {
    const grounds = ["ground", "surface", "sunken", ...(of(`${text}-soft`) ? [`${text}-soft`] : [])]
    const low = grounds.filter((ground) => contrast(of(text), of(ground)) < 4.5)
    expect({ text, low }).toEqual({ text, low: [] })
    expect(contrast(of("on-fill"), of(text))).toBeGreaterThan(4.5)
  }
  expect(contrast(of("on-sun"), of("sun"))).toBeGreaterThan(7)
  for (const ground of ["ground", "surface"]) expect(contrast(of("line-strong"), of(ground))).toBeGreaterThan(3)
})
