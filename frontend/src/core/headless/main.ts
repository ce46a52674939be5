/**
 * The shipped core in Node, so that many people can be put through faults without a browser each. One order a line on
 * stdin, one answer a line on stdout with the order's number; what the people see goes to the journal named as argument.
 */
import process from "node:process"
import { createInterface } from "node:readline"
import { Journal } from "./journal"
import { type Seat, Tab } from "./tab"

type Order = { number: number } & (
  | { order: "open"; tab: string; seat: Seat }
  | { order: "write"; tab: string; room: string; text: string }
  | { order: "command"; tab: string; frame: { type: string; room_id: string } }
  | { order: "scroll_up"; tab: string; room: string }
  | { order: "standing" }
  | { order: "close"; tab: string }
)

const path = process.argv[2]
if (path === undefined) throw new Error("say where the journal goes")
const journal = new Journal(path)
const tabs = new Map<string, Tab>()

function tabOf(name: string): Tab {
  const tab = tabs.get(name)
  if (tab === undefined) throw new Error(`no tab ${name}`)
  return tab
}

async function done(order: Order): Promise<unknown> {
  switch (order.order) {
    case "open": {
      const tab = new Tab(order.seat, journal.of(order.tab))
      tabs.set(order.tab, tab)
      tab.start()
      return null
    }
    case "write":
      return tabOf(order.tab).write(order.room, order.text)
    case "command":
      return tabOf(order.tab).command(order.frame)
    case "scroll_up":
      return tabOf(order.tab).scrollUp(order.room)
    case "standing":
      journal.write()
      return Object.fromEntries([...tabs].map(([name, tab]) => [name, tab.standing]))
    case "close":
      tabOf(order.tab).stop()
      tabs.delete(order.tab)
      return null
  }
}

async function answer(order: Order): Promise<void> {
  let told: Record<string, unknown>
  try {
    told = { answer: (await done(order)) ?? null }
  } catch (failure) {
    told = { refused: failure instanceof Error ? failure.message : String(failure) }
  }
  process.stdout.write(`${JSON.stringify({ number: order.number, ...told })}\n`)
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") void answer(JSON.parse(line) as Order)
}
for (const tab of tabs.values()) tab.stop()
journal.write()
