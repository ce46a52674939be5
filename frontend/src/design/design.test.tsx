/** The shared components, run in both frameworks: what a reader and a screen reader get from each. */
import { expect, test, vi } from "vitest"
import { act, fireEvent, render, screen, within } from "#jsx-testing"
import { RadioAnswer, TickAnswer } from "./Answer"
import { Badge, Dot, Key } from "./Badge"
import { Button, ButtonLink, HeldButton } from "./Button"
import { Card, WayButton, WayLink } from "./Card"
import { DeliveryState } from "./Delivery"
import { DialogFrame } from "./Dialog"
import { ErrorSummary } from "./ErrorSummary"
import { Field, FieldError } from "./Field"
import { Icon } from "./Icon"
import { Mark, Wordmark } from "./Mark"
import { MessageBubble } from "./Message"
import { Avatar, ConnectionLine, EmptyState, Notice, Skeleton } from "./Notices"
import { PriorityMark } from "./Priority"
import { Meter, Progress } from "./Progress"
import { HUES, RoomFrame, RoomSwatch } from "./RoomFrame"
import { Tabs } from "./Tabs"
import { Toast, ToastRegion } from "./Toast"

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
  expect(container).toHaveTextContent("Recept, intyg")
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
        foot={<DeliveryState delivery={{ state: "late", kept: true }} words="Inte skickat än" />}
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

test("a held button can be reached, says why, and does nothing", () => {
  render(
    <HeldButton look="filled" reason="Fyll i dag och tid först.">
      2 fält kvar
    </HeldButton>,
  )
  const button = screen.getByRole("button", { name: "2 fält kvar" })
  expect(button).toBeEnabled()
  expect(button).toHaveAttribute("aria-disabled", "true")
  expect(button).toHaveAccessibleDescription("Fyll i dag och tid först.")
})

test("small words carry their meaning without colour", () => {
  const { container } = render(
    <p>
      <Badge look="sun">Oläst</Badge>
      <Badge>Vilar</Badge>
      <Key>N</Key>
      <Dot />
      <Icon outline="M0 0" size="s" />
      <Mark size="s" />
      <Mark />
    </p>,
  )
  expect(container).toHaveTextContent("OlästVilarN")
  expect(container.querySelector("kbd")).toHaveTextContent("N")
  expect(container.querySelectorAll('[aria-hidden="true"]')).toHaveLength(4)
  expect([...container.querySelectorAll(".mark")].map((mark) => mark.getAttribute("viewBox"))).toEqual(["0 0 16 16", "0 0 32 32"])
})

test("a summary of errors takes the focus and leads to each field", () => {
  render(
    <>
      <ErrorSummary title="Två saker saknas" errors={[{ field: "days", text: "Skriv antal dagar." }, { field: "words", text: "Skriv några ord." }]} />
      <Field id="days" label="Dagar" value="" onValue={() => undefined} />
      <Field id="words" label="Ord" value="" lines={2} onValue={() => undefined} />
      <FieldError id="other">Något mer.</FieldError>
    </>,
  )
  const summary = screen.getByRole("region", { name: "Två saker saknas" })
  expect(summary).toHaveFocus()
  fireEvent.click(within(summary).getByRole("link", { name: "Skriv några ord." }))
  expect(screen.getByLabelText("Ord")).toHaveFocus()
})

test("an example of a summary leaves the focus alone", () => {
  render(<ErrorSummary takesFocus={false} title="Saknas" errors={[]} />)
  expect(screen.getByRole("region")).not.toHaveFocus()
})

test("tabs are walked with the keyboard and only the chosen one is in the tab order", () => {
  const chosen: string[] = []
  const tabs = ["talk", "case", "times"].map((id) => ({ id, label: id }))
  render(
    <Tabs label="Ärendet" tabs={tabs} chosen="talk" onChoose={(id) => chosen.push(id)}>
      Innehåll
    </Tabs>,
  )
  const [first, , last] = screen.getAllByRole("tab")
  for (const key of ["ArrowRight", "ArrowLeft", "Home", "End", "x"]) fireEvent.keyDown(first!, { key })
  expect(chosen).toEqual(["case", "times", "talk", "times"])
  expect(last).toHaveFocus()
  expect(screen.getAllByRole("tab").map((tab) => tab.tabIndex)).toEqual([0, -1, -1])
  expect(screen.getByRole("tabpanel", { name: "talk" })).toHaveTextContent("Innehåll")
  last!.click()
  expect(chosen.at(-1)).toBe("times")
})

test("a dialog is modal, closes by Escape and by its cross, and gives the focus back", async () => {
  const closed = vi.fn()
  const outside = document.body.appendChild(document.createElement("button"))
  outside.focus()
  const { unmount } = render(
    <DialogFrame title="Avsluta?" closeLabel="Stäng" onClose={closed} foot={<Button look="filled">Avsluta</Button>} wide>
      <p>Anna får en sammanfattning.</p>
    </DialogFrame>,
  )
  const dialog = screen.getByRole("dialog", { name: "Avsluta?" })
  expect(dialog).toHaveAttribute("open")
  fireEvent(dialog, new Event("cancel", { cancelable: true }))
  screen.getByRole("button", { name: "Stäng" }).click()
  expect(closed).toHaveBeenCalledTimes(2)
  expect(dialog).toHaveAttribute("open")
  screen.getByRole("button", { name: "Avsluta" }).focus()
  unmount()
  // One of the frameworks ends effects after it has drawn.
  await vi.waitFor(() => expect(outside).toHaveFocus())
  outside.remove()
})

test("toasts come into a region that was there before them", () => {
  const close = vi.fn()
  const draw = (texts: string[]) => (
    <ToastRegion label="Besked" toasts={texts.map((text) => ({ id: text, text, icon: "M0 0", close: { label: "Stäng", onPress: close } }))} />
  )
  const { rerender } = render(draw([]))
  const region = screen.getByRole("status", { name: "Besked" })
  rerender(draw(["Överlämnad", "Bertil skrev."]))
  expect(region).toHaveTextContent("ÖverlämnadBertil skrev.")
  within(region).getAllByRole("button", { name: "Stäng" })[0]!.click()
  expect(close).toHaveBeenCalledTimes(1)
  expect(screen.getAllByRole("status")).toHaveLength(1)
})

test("a wait says that it is long after five seconds and not before", () => {
  vi.useFakeTimers()
  render(<Skeleton label="Hämtar" slow="Det tar längre tid än vanligt." />)
  // Effects run on a timer in one of the frameworks.
  void act(() => void vi.advanceTimersByTime(4_900))
  expect(screen.queryByText("Det tar längre tid än vanligt.")).toBeNull()
  void act(() => void vi.advanceTimersByTime(200))
  expect(screen.getByRole("status", { name: "Hämtar" })).toHaveTextContent("Det tar längre tid än vanligt.")
  vi.useRealTimers()
})

test("six frames, each with its hue and its resident's name", () => {
  const { container } = render(
    <>
      {HUES.map((hue) => (
        <RoomFrame key={hue} hue={hue} title={`Anna ${hue}`}>
          <RoomSwatch hue={hue} />
        </RoomFrame>
      ))}
    </>,
  )
  expect(screen.getAllByRole("region").map((frame) => frame.className)).toEqual(HUES.map((hue) => `room-frame hue-${hue}`))
  expect(container.querySelectorAll(".swatch")).toHaveLength(6)
})
