/** The tokens of tokens.css as values, and how far two colours are apart (WCAG 2.2, "contrast ratio"). Pure. */

export type Tokens = Readonly<Record<string, string>>

const blockOf = (css: string, start: string): string => {
  const from = css.indexOf("{", css.indexOf(start))
  return css.slice(from, css.indexOf("}", from))
}

function read(block: string): Tokens {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? "", match[2] ?? ""]))
}

/** What each theme sets; `system` is the dark theme as the device asks for it. */
export function themes(css: string): Record<"light" | "dark" | "system", Tokens> {
  return {
    light: read(blockOf(css, ":root, [data-theme")),
    system: read(blockOf(css, ":root:not([data-theme")),
    dark: read(blockOf(css, '[data-theme="dark"]')),
  }
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0)
}

export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}
