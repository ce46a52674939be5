/**
 * Addresses in what people write. Only http and https are addresses, and only as far as they can be read as they are:
 * signs that turn the direction or are not seen end one, and a name before the host ("https://clinic@elsewhere") makes
 * it none. Nothing is fetched.
 */
export type Piece = { kind: "text"; text: string } | { kind: "link"; text: string; link: Link }

export interface Link {
  href: string
  /** As the network knows it, so that a letter of another alphabet shows. */
  host: string
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"`{}|\\^\p{Cc}\p{Cf}]+/giu
/** What ends a sentence or a bracket around an address is not part of it. */
const BEHIND = /[.,;:!?'’”»*_~)\]]$/u

export function linkedPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(ADDRESS)) {
    const written = withoutEnd(found[0])
    const link = linkOf(written)
    if (link === null) continue
    if (found.index > from) pieces.push({ kind: "text", text: text.slice(from, found.index) })
    pieces.push({ kind: "link", text: shownAddress(written, link), link })
    from = found.index + written.length
  }
  if (from < text.length || pieces.length === 0) pieces.push({ kind: "text", text: text.slice(from) })
  return pieces
}

function withoutEnd(written: string): string {
  let kept = written
  while (BEHIND.test(kept) && !closesOwnBracket(kept)) kept = kept.slice(0, -1)
  return kept
}

function closesOwnBracket(written: string): boolean {
  return written.endsWith(")") && written.split("(").length >= written.split(")").length
}

function linkOf(written: string): Link | null {
  if (!URL.canParse(written)) return null
  const url = new URL(written)
  if (url.username !== "" || url.password !== "" || url.host === "") return null
  return { href: url.href, host: url.host }
}

/** As it was written, but for a host that the network knows by other letters than those that were written. */
function shownAddress(written: string, { host }: Link): string {
  const parts = /^(https?:\/\/)([^/?#]*)(.*)$/isu.exec(written)
  const [scheme, name, rest] = [parts?.[1] ?? "", parts?.[2] ?? "", parts?.[3] ?? ""]
  const known = name.toLowerCase().replace(/:(?:80|443)?$/u, "")
  return known === host ? written : `${scheme}${host}${rest}`
}
