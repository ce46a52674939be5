/**
 * From one source tree: the resident's entry on Preact, the staff's on React, the page of all shared components on each,
 * and the reducers and the whole core for Node. What the results may weigh is in tools/weigh.py. `#jsx` is the seam that lets src/design be compiled for either framework.
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import { fileURLToPath } from "node:url"
import { defineConfig, type Plugin, type UserConfig } from "vite"

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** `import phone from "…/phone.svg?icon"` gives the icon's path data alone, some 300 bytes an icon. */
function icons(): Plugin {
  return {
    name: "icons",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(".svg?icon")) return null
      const source = readFileSync(id.slice(0, -"?icon".length), "utf8")
      const outlines = [...source.matchAll(/ d="([^"]+)"/g)].map((match) => match[1])
      return { code: `export default ${JSON.stringify(outlines.join(""))}`, moduleType: "js", map: null }
    },
  }
}

const TEXTS = /src\/texts\/messages\.ts$/
const ONE_TEXT = "text:"

/**
 * Each text becomes a module of its own in a build, so that it goes with the page that says it. Left in one module, every
 * text of every page would come with the first.
 */
function texts(): Plugin {
  const sources = new Map<string, string>()
  return {
    name: "texts",
    apply: "build",
    resolveId: (id) => (id.startsWith(ONE_TEXT) ? { id: `\0${id}`, moduleSideEffects: false } : null),
    load: (id) => (id.startsWith(`\0${ONE_TEXT}`) ? { code: sources.get(id.slice(1)) ?? "", moduleType: "ts", map: null } : null),
    transform: {
      order: "pre",
      handler(code, id) {
        if (!TEXTS.test(id)) return null
        const start = JSON.stringify(path("src/core/language.ts"))
        const names = [...code.matchAll(/^export const (\w+) = .*$/gm)].map(([line, name = ""]) => {
          sources.set(`${ONE_TEXT}${name}`, `import { fill, say } from ${start}\n${line}`)
          return `export { ${name} } from "${ONE_TEXT}${name}"`
        })
        return { code: names.join("\n"), moduleSideEffects: false, map: null }
      },
    },
  }
}

/** A compressed twin beside each asset that gains by it, so that the server need not compress anything itself. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!/\.(js|css|svg|webmanifest)$/.test(fileName)) continue
          const source = gzipSync(output.type === "chunk" ? output.code : output.source, { level: 9 })
          this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source })
        }
      },
    },
  }
}

export function framework(name: "preact" | "react"): UserConfig {
  return {
    plugins: [icons(), texts()],
    oxc: { jsx: { runtime: "automatic", importSource: name } },
    resolve: {
      alias: {
        "#jsx-testing": path(`src/design/testing.${name}.ts`),
        "#jsx": path(`src/design/jsx.${name}.ts`),
      },
    },
  }
}

// Few files, since each is a request: all that the first page needs in one, and what later pages share in another, but
// for calls, whose code comes when it rings.
const CHUNKS = [
  { name: "first", tags: ["$initial" as const], priority: 2 },
  { name: "first", test: (id: string) => id.endsWith(".css") && !/font\.css|\/call\//.test(id), priority: 3 },
  { name: "shared", test: (id: string) => !/\/(call|ring)\//.test(id), minShareCount: 2, maxModuleSize: 6_000, priority: 1 },
]

function surface(entry: "resident" | "staff"): UserConfig {
  const base = framework(entry === "resident" ? "preact" : "react")
  return {
    ...base,
    plugins: [...(base.plugins ?? []), compressed()],
    build: {
      outDir: "dist",
      emptyOutDir: entry === "resident",
      copyPublicDir: entry === "resident",
      assetsInlineLimit: 0,
      manifest: `${entry}.manifest.json`,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path(`${entry}.html`), output: { codeSplitting: { groups: CHUNKS } } },
    },
  }
}

/** The page that shows every shared component, once for each framework. Served in embedded and test modes only. */
function showcase(name: "preact" | "react"): UserConfig {
  const base = framework(name)
  return {
    ...base,
    publicDir: false,
    plugins: [...(base.plugins ?? []), compressed()],
    build: {
      outDir: "dist",
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path(`showcase.${name}.html`) },
    },
  }
}

/** A program for Node, for the server's tests: they judge by the code that is shipped. */
function program(entry: string, name: string): UserConfig {
  return {
    publicDir: false,
    build: {
      outDir: "dist-node",
      emptyOutDir: false,
      target: "node24",
      minify: false,
      ssr: path(entry),
      rolldownOptions: { output: { entryFileNames: name } },
    },
  }
}

/** The service worker: one file at a fixed address, that changes with the resident's build. */
function worker(): UserConfig {
  const build = createHash("sha256").update(readFileSync(path("dist/resident.manifest.json"))).digest("hex").slice(0, 12)
  return {
    publicDir: false,
    define: { BUILD: JSON.stringify(build) },
    build: {
      outDir: "dist",
      emptyOutDir: false,
      rolldownOptions: { input: path("src/worker/worker.ts"), output: { format: "iife", entryFileNames: "worker.js" } },
    },
  }
}

export default defineConfig(({ mode }) => {
  switch (mode) {
    case "replay":
      return program("src/core/replay.ts", "replay.mjs")
    case "headless":
      return program("src/core/headless/main.ts", "headless.mjs")
    case "showcase-preact":
      return showcase("preact")
    case "showcase-react":
      return showcase("react")
    case "worker":
      return worker()
    case "staff":
      return surface("staff")
    default:
      return surface("resident")
  }
})
