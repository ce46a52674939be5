/**
 * Three builds from one source tree: the resident's entry on Preact, the staff's on React, and the reducers alone for
 * Node. `#jsx` is the seam that lets src/design be compiled for either framework.
 */
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

/** A compressed twin beside each asset that gains by it, so that the server need not compress anything itself. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!/\.(js|css|svg)$/.test(fileName)) continue
          const source = gzipSync(output.type === "chunk" ? output.code : output.source, { level: 9 })
          this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source })
        }
      },
    },
  }
}

// docs/limits.md: what a phone on a bad network fetches before the first page works, and before a room does.
const FIRST_PAGE_BYTES = 40_000
const ROOM_BYTES = 110_000

/** Fails the build when a page of the resident's has grown beyond its limit, compressed, with all it imports. */
function budget(): Plugin {
  return {
    name: "budget",
    apply: "build",
    generateBundle(_, bundle) {
      const weigh = (fileName: string, seen: Set<string>): number => {
        const chunk = bundle[fileName]
        if (chunk?.type !== "chunk" || seen.has(fileName)) return 0
        seen.add(fileName)
        const own = gzipSync(chunk.code, { level: 9 }).length
        return chunk.imports.reduce((sum, imported) => sum + weigh(imported, seen), own)
      }
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue
        const limit = output.isEntry ? FIRST_PAGE_BYTES : output.name === "CasePage" ? ROOM_BYTES : Number.POSITIVE_INFINITY
        const weight = weigh(output.fileName, new Set())
        if (weight > limit) this.error(`${output.name} is ${weight} bytes compressed; its limit is ${limit}.`)
      }
    },
  }
}

export function framework(name: "preact" | "react"): UserConfig {
  return {
    plugins: [icons()],
    oxc: { jsx: { runtime: "automatic", importSource: name } },
    resolve: {
      alias: {
        "#jsx-testing": path(`src/design/testing.${name}.ts`),
        "#jsx": path(`src/design/jsx.${name}.ts`),
      },
    },
  }
}

function surface(entry: "resident" | "staff"): UserConfig {
  const base = framework(entry === "resident" ? "preact" : "react")
  return {
    ...base,
    plugins: [...(base.plugins ?? []), compressed(), ...(entry === "resident" ? [budget()] : [])],
    build: {
      outDir: "dist",
      emptyOutDir: entry === "resident",
      copyPublicDir: entry === "resident",
      assetsInlineLimit: 0,
      manifest: `${entry}.manifest.json`,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path(`${entry}.html`) },
    },
  }
}

const REPLAY: UserConfig = {
  publicDir: false,
  build: {
    outDir: "dist-node",
    target: "node24",
    minify: false,
    ssr: path("src/core/replay.ts"),
    rolldownOptions: { output: { entryFileNames: "replay.mjs" } },
  },
}

export default defineConfig(({ mode }) => {
  if (mode === "replay") return REPLAY
  return surface(mode === "staff" ? "staff" : "resident")
})
