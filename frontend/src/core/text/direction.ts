/** Signs that turn the direction of what follows, or overrule it. A name or an address that carries one is not what it seems. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

export function withoutTurns(name: string): string {
  return name.replace(TURNS, "")
}
