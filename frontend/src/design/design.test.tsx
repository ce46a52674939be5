/** The shared components, run in both frameworks: what a reader and a screen reader get from each. */
import { expect, test, vi } from "vitest"
import { render, screen } from "#jsx-testing"
import { RadioAnswer, TickAnswer } from "./Answer"
import { Button, ButtonLink } from "./Button"
import { Card, WayButton, WayLink } from "./Card"
import { DeliveryState } from "./Delivery"
import { Field } from "./Field"
import { Wordmark } from "./Mark"
import { MessageBubble } from "./Message"
import { Avatar, ConnectionLine, EmptyState, Notice, Skeleton, Toast } from "./Notices"
import { PriorityMark } from "./Priority"
import { Meter, Progress } from "./Progress"

test("a busy button keeps its words and does nothing", () => {
  const pressed = vi.fn()
  const { container } = render(
    <Button look="filled" busy onPress={pressed}>
      Skicka
    </Button>,
  )
  screen.getByRole("button", { name: "Skicka" }).click()
  expect(pressed).not.toHaveBeenCalled()
  expect(container.firstElementChild).toHaveAttribute("aria-busy", "true")
})

test("buttons press, links lead", () => {
  const pressed = vi.fn()
  render(
    <Card>
      <Button look="line" size="l" wide onPress={pressed}>
        Nästa
      </Button>
      <ButtonLink look="danger" href="tel:112">
        Ring 112
      </ButtonLink>
      <WayButton title="Mig själv" note="Anna Lind" onPress={pressed} />
      <WayLink filled title="Nytt besvär" href="/new" icon="M0 0" />
    </Card>,
  )
  screen.getByRole("button", { name: "Nästa" }).click()
  screen.getByRole("button", { name: "Mig själv Anna Lind" }).click()
  expect(pressed).toHaveBeenCalledTimes(2)
  expect(screen.getByRole("link", { name: "Ring 112" })).toHaveAttribute("href", "tel:112")
  expect(screen.getByRole("link", { name: "Nytt besvär" })).toHaveAttribute("href", "/new")
})

test("a field says its label, help and error", () => {
  render(<Field id="days" label="Hur många?" value="x" onValue={() => undefined} help="Med siffror" error="Skriv med siffror." unit="dagar" />)
  const input = screen.getByLabelText("Hur många?")
  expect(input).toBeInvalid()
  expect(input).toHaveAccessibleDescription("Med siffror Skriv med siffror.")
})

test("a field can hold secrets and long texts", () => {
  render(
    <>
      <Field id="password" label="Lösenord" value="" secret onValue={() => undefined} />
      <Field id="words" label="Med egna ord" value="hej" lines={4} onValue={() => undefined} />
    </>,
  )
  expect(screen.getByLabelText("Lösenord")).toHaveAttribute("type", "password")
  expect(screen.getByLabelText("Med egna ord")).toHaveValue("hej")
})

test("answers are native radio buttons and tick boxes", () => {
  const chosen = vi.fn()
  render(
    <>
      <RadioAnswer name="saliva" value="no" label="Nej" checked={false} onChoose={chosen} />
      <TickAnswer name="risk" value="asthma" label="Astma" note="också lindrig" checked onChoose={chosen} />
    </>,
  )
  screen.getByRole("radio", { name: "Nej" }).click()
  expect(chosen).toHaveBeenCalledTimes(1)
  expect(screen.getByRole("checkbox", { name: "Astma också lindrig" })).toBeChecked()
})

test.each([
  [1, "Prioritet 1, Omgående"],
  [2, "Prioritet 2, Skyndsamt"],
  [3, "Prioritet 3, Inom dygnet"],
  [4, "Prioritet 4, Vardag"],
  [5, "Prioritet 5, Avvakta"],
])("priority %i has a shape, a number and a word", (priority, words) => {
  const { container } = render(<PriorityMark priority={priority} word />)
  expect(container.querySelector("svg")?.textContent).toBe(String(priority))
  expect(container.querySelectorAll("svg > :not(text)")).toHaveLength(1)
  expect([...container.querySelectorAll(".priority > span")].map((part) => part.textContent).join("")).toBe(words)
})

test("an errand has its own mark", () => {
  const { container } = render(<PriorityMark priority={null} />)
  expect(container).toHaveTextContent("Recept, intyg, tid")
})

test("a message says who wrote it and where it has come", () => {
  render(
    <ol>
      <MessageBubble
        mine
        unsent
        author="Du"
        text="Det började här."
        picture={{ source: "/p", alt: "Bild från Du", width: 4, height: 3 }}
        foot={<DeliveryState delivery={{ state: "late" }} words="Inte skickat än" />}
      />
      <MessageBubble mine={false} author="Sara Holm" text="Hej!" foot="14.49" />
    </ol>,
  )
  expect(screen.getByRole("img", { name: "Bild från Du" })).toHaveAttribute("width", "4")
  expect(screen.getByText("Inte skickat än")).toHaveClass("delivery--late")
  expect(screen.getAllByRole("listitem")[1]).toHaveTextContent("Sara Holm: Hej!14.49")
})

test("what comes and goes is announced politely", () => {
  const undo = vi.fn()
  render(
    <>
      <ConnectionLine text="Inget nät just nu." />
      <Toast look="dark" action={{ label: "Ångra", onPress: undo }}>
        Överlämnad
      </Toast>
      <Skeleton label="Hämtar" rows={2} />
    </>,
  )
  screen.getByRole("button", { name: "Ångra" }).click()
  expect(undo).toHaveBeenCalled()
  expect(screen.getAllByRole("status")).toHaveLength(3)
})

test("states that stand in for content say what and what next", () => {
  render(
    <>
      <EmptyState kind="empty" icon="M0 0" title="Inga ärenden">
        <p>Börja här.</p>
      </EmptyState>
      <Notice look="berry">Ring 112</Notice>
      <Progress share={0.5} />
      <Meter share={0.4} label="Bilden skickas" />
      <Meter share={null} label="Bilden kontrolleras" />
      <Avatar initials="SH" />
      <Wordmark />
    </>,
  )
  expect(screen.getByRole("heading", { name: "Inga ärenden" })).toBeInTheDocument()
  expect(screen.getByRole("progressbar", { name: "Bilden skickas" })).toHaveAttribute("value", "0.4")
  expect(screen.getByRole("progressbar", { name: "Bilden kontrolleras" })).not.toHaveAttribute("value")
  expect(document.querySelectorAll(".progress__fill--full")).toHaveLength(2)
})
