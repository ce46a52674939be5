/** Writes src/core/protocol/wire.ts from the schema that `manage.py export_protocol` wrote beside it. */
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { compile } from "json-schema-to-typescript"

const folder = fileURLToPath(new URL("../src/core/protocol/", import.meta.url))
const schema = JSON.parse(readFileSync(`${folder}schema.json`, "utf8"))
const source = await compile(schema, schema.title, {
  additionalProperties: false,
  bannerComment: "/* Generated from schema.json by `make protocol`; edit the wire types in Python instead. */",
  format: true,
  style: { printWidth: 120, semi: false },
  unreachableDefinitions: true,
})

// The root exists only to hold the definitions, and the generator says of each of them that it was found there.
const root = new RegExp(`(/\\*\\*(?:(?!\\*/)[^])*\\*/\\n)?export interface ${schema.title} \\{[^}]*\\}\\n`)
const found = / \*( \n \*)? This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g
const tidy = source
  .replace(root, "")
  .replaceAll(found, "")
  .replaceAll(/ \*\n \*\//g, " */")
  .replaceAll(/\/\*\*\n \*\/\n/g, "")
writeFileSync(`${folder}wire.ts`, tidy)
