/** How a phrase will look in a reply: what is known already as it is, what each case says by its name. Pure. */
import type { Language } from "../../core/language"
import type { PhraseUnit, StaffMe } from "../../core/protocol/wire"
import { hoursIn, variableNames } from "../room/variables"

export interface Piece {
  kind: "text" | "filled" | "blank"
  text: string
}

const PARTS = /\{([a-z_]+)(?::([a-z0-9_]+))?\}|\[[^[\]\n]+\]/g

export function previewOf(text: string, language: Language, me: StaffMe, unit: PhraseUnit): Piece[] {
  const known: Record<string, string> = {
    staff_first_name: me.given_name,
    staff_name: me.name,
    staff_title: me.title[language].toLocaleLowerCase(language),
    unit_name: unit.name,
    unit_phone: unit.phone,
    unit_address: unit.address,
    opening_hours: hoursIn(unit.hours, language),
  }
  const names = new Map(variableNames())
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(PARTS)) {
    if (found.index > at) pieces.push({ kind: "text", text: text.slice(at, found.index) })
    at = found.index + found[0].length
    const [whole, variable, detail] = found
    if (variable === undefined) pieces.push({ kind: "blank", text: whole.slice(1, -1) })
    else pieces.push({ kind: "filled", text: known[variable] || names.get(variable) || (detail ?? variable).replaceAll("_", " ") })
  }
  return at < text.length ? [...pieces, { kind: "text", text: text.slice(at) }] : pieces
}

/** The same as one text, in which blanks keep their brackets. */
export const plainText = (text: string, language: Language, me: StaffMe, unit: PhraseUnit): string =>
  previewOf(text, language, me, unit)
    .map((piece) => (piece.kind === "blank" ? `[${piece.text}]` : piece.text))
    .join("")
