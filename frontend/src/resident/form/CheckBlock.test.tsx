import { render, screen } from "@testing-library/preact"
import { expect, test } from "vitest"
import type { AskedQuestion } from "../../core/protocol/wire"
import { MemoryVault } from "../../core/vault/vault"
import { CheckBlock } from "./CheckBlock"
import type { IntakeClient } from "./intakeClient"

const text = (sv: string) => ({ sv, en: sv })

function asked(question: Partial<AskedQuestion["question"]>, answer: AskedQuestion["answer"]): AskedQuestion {
  const whole: AskedQuestion["question"] = {
    id: "one",
    kind: "text",
    label: text("Fråga"),
    text: text("Fråga?"),
    help: null,
    why: null,
    role: "context",
    block: "symptoms",
    options: [],
    none: null,
    unit: null,
    minimum: null,
    maximum: null,
    low: null,
    high: null,
    format: null,
    can_be_unknown: false,
    ...question,
  }
  return { question: whole, answer, answer_words: text("Inget av det här") }
}

const client = { vault: new MemoryVault() } as unknown as IntakeClient
const shown = (one: AskedQuestion) => render(<CheckBlock client={client} title="Block" asked={[one]} onChange={() => undefined} />)

test("none of a list is told without its list", () => {
  shown(asked({ kind: "many_of" }, []))
  expect(screen.getByText("Inget särskilt")).toBeInTheDocument()
  expect(screen.queryByText("Inget av det här")).toBeNull()
})

test("a telephone number stands as people write it", () => {
  shown(asked({ format: "phone" }, "070-1740612"))
  expect(screen.getByText("070-174 06 12")).toBeInTheDocument()
})

test("no picture is said in words", () => {
  shown(asked({ kind: "image" }, []))
  expect(screen.getByText("Ingen bild")).toBeInTheDocument()
})
