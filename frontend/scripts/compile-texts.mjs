/**
 * Compiles the catalogues in messages/<language>/*.json into src/texts/messages.ts: one typed function a text, so that
 * a page carries only the texts it uses. Fails, naming file and key, when the languages do not match.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const ROOT = fileURLToPath(new URL("..", import.meta.url))
const PLURAL_FORMS = ["one", "other"]
const KEY = /^[a-z][a-z0-9_]*$/

/** @typedef {string | {one: string, other: string}} Text */

/** @param {string} language @returns {Map<string, {file: string, text: Text}>} */
function readCatalogue(language) {
  const folder = join(ROOT, "messages", language)
  const texts = new Map()
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(join(folder, file), "utf8")))) {
      if (!KEY.test(key)) fail(language, file, key, "is not a lower_case name")
      if (texts.has(key)) fail(language, file, key, "is there twice")
      if (typeof text !== "string" && Object.keys(text).join() !== PLURAL_FORMS.join())
        fail(language, file, key, `needs the forms ${PLURAL_FORMS.join(" and ")}`)
      texts.set(key, { file, text })
    }
  }
  return texts
}

/** @param {string} language @param {string} file @param {string} key @param {string} wrong @returns {never} */
function fail(language, file, key, wrong) {
  console.error(`messages/${language}/${file}: "${key}" ${wrong}.`)
  process.exit(1)
}

/** @param {Text} text @returns {string[]} */
function parameters(text) {
  const forms = typeof text === "string" ? [text] : [text.one, text.other]
  const names = forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))
  if (typeof text !== "string") names.push("count")
  return [...new Set(names)].sort()
}

/** @param {string} key @param {Text} sv @param {Text} en */
function emit(key, sv, en) {
  const names = parameters(sv)
  const pair = `${JSON.stringify(sv)}, ${JSON.stringify(en)}`
  if (names.length === 0) return `export const ${key} = (): string => say(${pair})`
  const types = names.map((name) => `${name}: ${name === "count" ? "number" : "string | number"}`).join("; ")
  return `export const ${key} = (values: { ${types} }): string => fill(${pair}, values)`
}

const swedish = readCatalogue("sv")
const english = readCatalogue("en")
const lines = []
for (const [key, { file, text }] of swedish) {
  const other = english.get(key)
  if (other === undefined) fail("en", file, key, "is missing")
  if (other.file !== file) fail("en", other.file, key, `belongs in ${file}`)
  if (typeof other.text !== typeof text) fail("en", file, key, "must have plural forms in both languages or in none")
  if (parameters(other.text).join() !== parameters(text).join()) fail("en", file, key, "has other parameters than sv")
  lines.push(emit(key, text, other.text))
}
for (const [key, { file }] of english) if (!swedish.has(key)) fail("sv", file, key, "is missing")

mkdirSync(join(ROOT, "src/texts"), { recursive: true })
const head = "/* Generated from messages/ by scripts/compile-texts.mjs. */\nimport { fill, say } from \"../core/language\"\n\n"
writeFileSync(join(ROOT, "src/texts/messages.ts"), `${head}${lines.join("\n")}\n`)
