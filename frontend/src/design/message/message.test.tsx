/** What people write is shown sign for sign and never as markup; an address asks before it leads away. Once a framework. */
import { fireEvent, render, screen } from "#jsx-testing"
import { expect, test } from "vitest"
import { message, nurse, resident } from "../../core/testing/frames"
import { AmendmentNews } from "./AmendmentNews"
import { CopyLine } from "./CopyLine"
import { QuoteLine, quoteOf } from "./QuoteLine"
import { LinkQuestion, SaidText } from "./SaidText"

test.each([
  "</script><img src=x onerror=alert(1)>",
  "<svg><style><img src=x onerror=alert(1)></style></svg> https://a.se/<b>",
  "javascript:alert(1) data:text/html,<script>",
  "e\u0301 Å \u202ebaklänges\u202c 👩🏽‍⚕️🏳️‍🌈 مرحبا\r\n\tslut",
  "{{constructor.constructor('alert(1)')()}}",
])("%j comes back as it is", (text) => {
  const { container } = render(<SaidText text={text} />)
  expect(container.textContent).toBe(text)
  expect(container.querySelectorAll("img, svg, script, style, a, b")).toHaveLength(0)
})

test("an address names its host, and only then there is a link", () => {
  render(
    <>
      <SaidText text="Se https://exempel.se/råd." />
      <LinkQuestion />
    </>,
  )
  expect(screen.queryByRole("link")).toBeNull()
  fireEvent.keyDown(screen.getByRole("button", { name: "https://exempel.se/råd" }), { key: "Enter" })
  const way = screen.getByRole("link", { name: "Öppna exempel.se", hidden: true })
  expect(way).toHaveAttribute("href", "https://exempel.se/r%C3%A5d")
  expect(way).toHaveAttribute("rel", "noopener noreferrer")
})

test("of a message that was taken away a quote says nothing but that", () => {
  const gone = { ...message(2, nurse()), text: "", redacted: { at: "2026-11-18T13:49:00Z", by_name: "Sara Holm", reason: "sensitive" as const } }
  render(<QuoteLine quote={quoteOf(gone)} onGoTo={() => undefined} />)
  expect(screen.getByRole("button", { name: /^Svar till/ })).toHaveTextContent("Sara Holm Meddelandet är borttaget")
})

test("whoever hears the conversation is told what was corrected, and then that it was taken away", () => {
  const sent = message(2, resident)
  const corrected = { ...sent, text: "hej igen", corrected_at: "2026-11-18T13:50:00Z" }
  const gone = { ...corrected, text: "", redacted: { at: "2026-11-18T13:51:00Z", by_name: "Sara Holm", reason: "wrong_person" as const } }
  const { rerender } = render(<AmendmentNews messages={[sent]} />)
  expect(screen.getByRole("status")).toHaveTextContent(/^$/)
  rerender(<AmendmentNews messages={[corrected]} />)
  expect(screen.getByRole("status")).toHaveTextContent("Anna Lind ändrade ett meddelande: hej igen")
  rerender(<AmendmentNews messages={[gone]} />)
  expect(screen.getByRole("status")).toHaveTextContent("Ett meddelande från Anna Lind togs bort.")
})

test("a marked copy leads to the picture it is of; a form's has no place in the conversation", () => {
  const gone: unknown[] = []
  const copyOf = { file_id: "rash", at: "2026-03-12T13:49:00Z", message_id: "said", sequence: 4 }
  const { rerender } = render(<CopyLine copyOf={copyOf} onGoTo={(place) => gone.push(place)} />)
  fireEvent.click(screen.getByRole("button", { name: /^Kopia med markeringar av bilden från 12 mars .*Gå till bilden$/ }))
  expect(gone).toEqual([{ id: "said", sequence: 4 }])
  rerender(<CopyLine copyOf={{ ...copyOf, message_id: null, sequence: null }} onGoTo={() => undefined} />)
  expect(screen.queryByRole("button")).toBeNull()
  expect(screen.getByText(/^Kopia med markeringar av en bild i formuläret från 12 mars/)).toBeInTheDocument()
})
