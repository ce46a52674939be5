/**
 * One Lighthouse run, as on a telephone with a slow network: `lighthouse.mjs <address> <debugging port>`. The browser is
 * already there and logged in; its storage is kept, so that a page about somebody can be measured. Prints JSON.
 */
import lighthouse from "lighthouse"

const [address, port] = process.argv.slice(2)
const run = await lighthouse(address, {
  port: Number(port),
  output: "json",
  logLevel: "error",
  onlyCategories: ["performance", "accessibility", "best-practices"],
  disableStorageReset: true,
})
if (!run) throw new Error("Lighthouse gave no result.")
const { categories, audits, runtimeError, runWarnings, environment } = run.lhr

/** Audits that cost points, each with what it says. */
const costs = Object.values(categories).flatMap((category) =>
  category.auditRefs
    .filter((reference) => reference.weight > 0)
    .map((reference) => audits[reference.id])
    .filter((audit) => audit && audit.score !== null && audit.score < 0.9)
    .map((audit) => `${category.id}: ${audit?.id} ${audit?.displayValue ?? ""}`.trim()),
)
/** What moved under the reader's eyes, and how much of the screen it was. */
const shifts = audits["layout-shifts"]?.details
const moved =
  shifts?.type === "table"
    ? shifts.items.map((item) => {
        const node = item["node"]
        const what = typeof node === "object" && "selector" in node ? node.selector : "?"
        return `moved: ${what} by ${Number(item["score"]).toFixed(3)}`
      })
    : []
const score = (/** @type {string} */ id) => Math.round((categories[id]?.score ?? 0) * 100)
const figure = (/** @type {string} */ id) => audits[id]?.numericValue ?? null

console.log(
  JSON.stringify({
    performance: score("performance"),
    accessibility: score("accessibility"),
    best_practices: score("best-practices"),
    fcp_ms: figure("first-contentful-paint"),
    lcp_ms: figure("largest-contentful-paint"),
    tbt_ms: figure("total-blocking-time"),
    cls: figure("cumulative-layout-shift"),
    bytes: figure("total-byte-weight"),
    machine: environment.benchmarkIndex,
    costs: [...costs, ...moved],
    warnings: [...runWarnings, ...(runtimeError ? [runtimeError.message] : [])],
  }),
)
