/** Prints modules and functions that are longer than allowed, lines of JSX not counted. Files come on standard input. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const ts = createRequire(new URL("../frontend/package.json", import.meta.url))("typescript")
const [moduleLimit, functionLimit] = process.argv.slice(2).map(Number)
const names = readFileSync(0, "utf8").split("\n").filter(Boolean)

for (const name of names) {
  const source = ts.createSourceFile(name, readFileSync(name, "utf8"), ts.ScriptTarget.Latest, true)
  const line = (position) => source.getLineAndCharacterOfPosition(position).line
  const span = (node) => line(node.getEnd()) - line(node.getStart(source)) + 1

  const jsxLines = (node) => {
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return span(node) - 1
    let total = 0
    ts.forEachChild(node, (child) => { total += jsxLines(child) })
    return total
  }
  // A suite of tests is a list, not a function that somebody has to hold in the head.
  const isSuite = (node) =>
    ts.isCallExpression(node.parent) && /^(describe|suite)\b/.test(node.parent.expression.getText(source))

  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body && !isSuite(node)) {
      const size = span(node) - jsxLines(node)
      if (size > functionLimit) console.log(`${name}:${line(node.getStart(source)) + 1} function of ${size} lines`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const size = line(source.getEnd()) + 1 - jsxLines(source)
  if (size > moduleLimit) console.log(`${name} module of ${size} lines`)
}
