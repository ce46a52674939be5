import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { foldPanel } from "../case/folding"
import { Shell } from "../shell/Shell"
import { bookOf, phraseNamed, ANNA, caseSummary, message, PETER, ROOM_ID, roomView, SARA, staffView, workItem } from "../testing/people"
import { ack, sent, showList, showRoom, type TestDesk, testDesk } from "../testing/testDesk"

let test: TestDesk

beforeEach(() => {
  test = testDesk()
  render(<Shell desk={test.desk} onLogOut={() => undefined} />)
})

afterEach(() => {
  test.desk.stop()
  vi.unstubAllGlobals()
})

const BERTIL = "00000000-0000-7000-8000-000000004813"
const mine = workItem({ state: "active", holder_id: SARA.id, holder_name: SARA.name })

function open(): void {
  act(() => {
    showList(test, [mine])
    test.desk.openRoom(ROOM_ID)
    showRoom(test, { messages: [message(1, SARA, "Hej Anna"), message(2, ANNA, "Det kliar")] })
  })
}

describe("the work list", () => {
  it("says that it is loading, and then that nobody waits", () => {
    expect(screen.getAllByRole("status", { name: "Hämtar skrivbordet" })).toHaveLength(1)
    act(() => showList(test, []))
    expect(screen.getByText("Ingen väntar just nu. Nya ärenden visas här av sig själva.")).toBeVisible()
  })

  it("takes the most urgent by N and Enter", async () => {
    const user = userEvent.setup()
    act(() => showList(test, [workItem({ priority: 1 }), workItem({ case_id: BERTIL, resident_name: "Bertil Sandgren" })]))
    await user.keyboard("n")
    await waitFor(() => expect(screen.getByRole("button", { name: "Ta emot Anna Lind" })).toHaveFocus())
    await user.keyboard("{Enter}")
    expect(sent(test, "case.claim")).toMatchObject({ room_id: ROOM_ID })
    await act(async () => {
      ack(test, "case.claim")
      await Promise.resolve()
    })
    act(() => showRoom(test))
    expect(screen.getByRole("textbox", { name: "Skriv till Anna Lind" })).toHaveFocus()
  })

  it("marks a row before it can be taken, so that a stray press takes nobody", async () => {
    const user = userEvent.setup()
    act(() => showList(test, [workItem(), workItem({ case_id: BERTIL, resident_name: "Bertil Sandgren" })]))
    await user.click(screen.getByRole("button", { name: /Bertil Sandgren, 34/ }))
    expect(test.server.latest.ofType("case.claim")).toEqual([])
    expect(screen.getByRole("button", { name: "Ta emot Bertil Sandgren" })).toBeVisible()
    expect(screen.queryByRole("button", { name: "Ta emot Anna Lind" })).toBeNull()
  })

  it("filters by red flags", async () => {
    const user = userEvent.setup()
    const flagged = workItem({ case_id: BERTIL, resident_name: "Bertil Sandgren", red_flag: { sv: "Tryck", en: "Pressure" } })
    act(() => showList(test, [workItem(), flagged]))
    await user.click(screen.getByRole("button", { name: "Flaggor 1" }))
    const list = screen.getByRole("navigation", { name: "Ärenden" })
    expect(within(list).queryByText("Anna Lind, 34")).toBeNull()
    expect(within(list).getByText("Bertil Sandgren, 34")).toBeVisible()
  })
})

describe("without a network", () => {
  it("says how old the list is, and takes nobody", async () => {
    const user = userEvent.setup()
    act(() => showList(test, [workItem()]))
    act(() => test.desk.cutOff.set(new Date(2026, 10, 28, 17, 52).getTime()))
    expect(screen.getByText(/^Listan är från \d\d\.\d\d$/)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Ta emot Anna Lind" }))
    expect(test.server.latest.ofType("case.claim")).toEqual([])
  })
})

describe("a room", () => {
  it("takes the list's place in a narrow window, which a button brings back", async () => {
    const user = userEvent.setup()
    open()
    expect(screen.getByRole("main")).toHaveClass("desk--room")
    await user.click(screen.getByRole("button", { name: "Tillbaka till listan" }))
    expect(screen.getByRole("main")).toHaveClass("desk--list")
    await waitFor(() => expect(screen.getByRole("button", { name: /^Prioritet 2, ?Skyndsamt ?Anna Lind/ })).toHaveFocus())
  })

  it("sends nothing while a phrase is being looked for", async () => {
    const user = userEvent.setup()
    open()
    await user.type(screen.getByRole("textbox", { name: "Skriv till Anna Lind" }), ";tid")
    expect(screen.getByRole("button", { name: /^Skicka/ })).toHaveAttribute("aria-disabled", "true")
    await user.keyboard("{Escape}")
    expect(screen.getByRole("button", { name: /^Skicka/ })).toHaveAttribute("aria-disabled", "false")
  })

  it("says who it is about in its header, over the composer and in the case", () => {
    open()
    const pane = screen.getByRole("region", { name: "Rum: Anna Lind" })
    expect(within(pane).getByRole("heading", { name: "Anna Lind, 34" })).toBeVisible()
    expect(within(pane).getByText("Till Anna Lind, 34")).toBeVisible()
    expect(within(pane).getByText("19920314-9829")).toBeVisible()
    expect(within(screen.getByRole("region", { name: "Ärendet för Anna Lind" })).getByText("Vet inte")).toBeVisible()
    expect(within(screen.getByRole("log")).getByText("Det kliar")).toBeVisible()
  })

  it("sends to the room in its header, and empties when the message is safe", async () => {
    const user = userEvent.setup()
    open()
    const field = screen.getByRole("textbox", { name: "Skriv till Anna Lind" })
    await user.type(field, "Kom i morgon{Control>}{Enter}{/Control}")
    expect(sent(test, "message.send")).toMatchObject({ room_id: ROOM_ID, shown_room_id: ROOM_ID, text: "Kom i morgon" })
    expect(field).toHaveValue("")
    expect(screen.getByText("Kom i morgon")).toBeVisible()
  })

  it("never lets a draft move to another room", async () => {
    const user = userEvent.setup()
    open()
    await user.type(screen.getByRole("textbox", { name: "Skriv till Anna Lind" }), "Till Anna")
    act(() => {
      test.desk.openRoom(BERTIL)
      const resident = { ...ANNA, id: "bertil", name: "Bertil Sandgren" }
      showRoom(test, { room: roomView({ id: BERTIL, resident, participants: [resident, SARA] }) })
    })
    expect(await screen.findByRole("textbox", { name: "Skriv till Bertil Sandgren" })).toHaveValue("")
    expect(screen.getByRole("textbox", { name: "Skriv till Anna Lind" })).toHaveValue("Till Anna")
  })

  it("tells how far somebody has read, and only while they have the case", () => {
    open()
    expect(sent(test, "receipt.advance")).toMatchObject({ delivered: 2, read: 2 })
  })

  it("only shows a colleague's room, and reads nothing in its name", () => {
    act(() => {
      showList(test, [workItem({ state: "active", holder_id: PETER.id, holder_name: PETER.name })])
      test.desk.openRoom(ROOM_ID)
      showRoom(test, { room: roomView({ holder: PETER }), messages: [message(1, ANNA, "Hej")] })
    })
    expect(screen.getByText("Peter Åkesson har ärendet. Du läser bara.")).toBeVisible()
    expect(screen.queryByRole("textbox", { name: "Skriv till Anna Lind" })).toBeNull()
    expect(test.server.latest.ofType("receipt.advance")).toEqual([])
  })

  it("keeps notes apart from replies", async () => {
    const user = userEvent.setup()
    open()
    await user.type(screen.getByRole("textbox", { name: "Skriv till Anna Lind" }), "Svar")
    await user.click(screen.getByRole("button", { name: "Anteckning" }))
    await user.type(screen.getByRole("textbox", { name: /Bara personal ser den/ }), "Minns inte vaccinationer")
    await user.click(screen.getByRole("button", { name: "Spara anteckningen" }))
    expect(sent(test, "note.add")).toMatchObject({ text: "Minns inte vaccinationer" })
    expect(test.server.latest.ofType("message.send")).toEqual([])
    await act(async () => {
      ack(test, "note.add")
      await Promise.resolve()
    })
    expect(await screen.findByRole("textbox", { name: "Skriv till Anna Lind" })).toHaveValue("Svar")
  })

  it("concludes with an outcome and a card, and asks for what is missing", async () => {
    const user = userEvent.setup()
    open()
    await user.click(screen.getByRole("button", { name: "Mer om rummet Anna Lind" }))
    await user.click(await screen.findByRole("menuitem", { name: "Avsluta ärendet" }))
    const dialog = await screen.findByRole("dialog", { name: "Avsluta ärendet för Anna Lind, 34" })
    await user.click(within(dialog).getByRole("button", { name: "Avsluta ärendet" }))
    expect(within(dialog).getByText("Välj ett utfall.")).toBeVisible()
    expect(within(dialog).getByText("Skriv en sammanfattning.")).toBeVisible()
    await user.click(within(dialog).getByRole("radio", { name: "Råd gavs" }))
    await user.type(within(dialog).getByRole("textbox", { name: "Sammanfattning till Anna" }), "Vila och drick.")
    await user.click(within(dialog).getByRole("button", { name: "Avsluta ärendet" }))
    expect(sent(test, "case.conclude")).toMatchObject({ outcome: "advice_given", text: "Vila och drick.", seek_care: "" })
  })
})

describe("a reply", () => {
  const field = (): HTMLElement => screen.getByRole("textbox", { name: "Skriv till Anna Lind" })

  it("is not sent while a blank is left, however it came there", async () => {
    const user = userEvent.setup()
    open()
    await user.click(field())
    await user.paste("Kom på [dag] klockan 9")
    expect(screen.getByRole("button", { name: "1 fält kvar att fylla i: dag" })).toBeVisible()
    await user.keyboard("{Control>}{Enter}{/Control}")
    expect(test.server.latest.ofType("message.send")).toEqual([])
    await user.keyboard("tisdag{Control>}{Enter}{/Control}")
    expect(sent(test, "message.send")).toMatchObject({ text: "Kom på tisdag klockan 9" })
  })

  it("is stopped when the resident wrote past it, and goes out by a choice of its own", async () => {
    const user = userEvent.setup()
    open()
    await user.type(field(), "Vila i dag.")
    act(() => test.desk.openRoom(BERTIL))
    act(() => showRoom(test, { messages: [message(2, ANNA, "Det kliar"), message(3, ANNA, "Nu blöder det")], cursors: { room: 4, staff: 1 } }))
    const stop = await screen.findByText("Anna skrev medan du var borta")
    await user.click(field())
    await user.keyboard("{Control>}{Enter}{/Control}")
    expect(test.server.latest.ofType("message.send")).toEqual([])
    expect(screen.getByRole("button", { name: /Läs och ändra/ })).toHaveFocus()
    expect(stop).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Skicka ändå" }))
    expect(sent(test, "message.send")).toMatchObject({ text: "Vila i dag.", shown_room_id: ROOM_ID })
  })

  it("can be changed after reading what came", async () => {
    const user = userEvent.setup()
    open()
    await user.type(field(), "Vila")
    act(() => test.desk.openRoom(BERTIL))
    act(() => showRoom(test, { messages: [message(3, ANNA, "Nu blöder det")], cursors: { room: 4, staff: 1 } }))
    await user.click(field())
    await user.keyboard("{Enter}")
    expect(screen.queryByText("Anna skrev medan du var borta")).toBeNull()
    expect(field()).toHaveValue("Vila")
  })
})

describe("the key for the free text", () => {
  it("marks it as read in the room in focus, and stands beside the button until then", async () => {
    const user = userEvent.setup()
    act(() => {
      showList(test, [mine])
      test.desk.openRoom(ROOM_ID)
      showRoom(test)
    })
    expect(screen.getByText("L", { selector: "kbd" })).toBeVisible()
    act(() => foldPanel(true))
    await user.keyboard("l")
    act(() => foldPanel(false))
    expect(screen.getByText("Oläst")).toBeVisible()
    await user.keyboard("l")
    expect(screen.getByText("Läst av dig")).toBeVisible()
    expect(screen.queryByText("L", { selector: "kbd" })).toBeNull()
  })
})

describe("a call", () => {
  it("is asked about when the resident chose to be written to", async () => {
    const user = userEvent.setup()
    act(() => {
      showList(test, [mine])
      test.desk.openRoom(ROOM_ID)
      showRoom(test, { staff: staffView({ summary: caseSummary({ may_call: false }) }) })
    })
    await user.click(screen.getByRole("button", { name: "Ring videosamtal till Anna Lind" }))
    const asked = await screen.findByRole("alertdialog", { name: "Anna Lind, 34, vill inte bli uppringd" })
    expect(test.server.latest.ofType("call.start")).toEqual([])
    await user.click(within(asked).getByRole("button", { name: "Skriv i stället" }))
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Skriv till Anna Lind" })).toHaveFocus())
  })
})

describe("the palette", () => {
  it("opens over a text that is being written, and finds a case by its number", async () => {
    const user = userEvent.setup()
    open()
    act(() => showList(test, [mine, workItem({ case_id: BERTIL, number: 5120, resident_name: "Bertil Sandgren" })], 2))
    await user.type(screen.getByRole("textbox", { name: "Skriv till Anna Lind" }), "Halv{Control>}k{/Control}")
    const search = await screen.findByRole("combobox", { name: "Sök efter ett ärende, en fras eller något att göra" })
    await user.type(search, "5 120{Enter}")
    await waitFor(() => expect(test.desk.panes.get().shown).toContain(BERTIL))
    expect(screen.getByRole("textbox", { name: "Skriv till Anna Lind" })).toHaveValue("Halv")
  })
})

describe("a phrase in the palette", () => {
  it("stands as it would be written to this resident, in their language", async () => {
    const user = userEvent.setup()
    act(() => {
      showList(test, [mine])
      test.desk.openRoom(ROOM_ID)
      showRoom(test, { staff: staffView({ summary: caseSummary({ language: "en" }) }) })
    })
    const text = { sv: "Hej {resident_first_name}", en: "Hello {resident_first_name}" }
    const book = bookOf([phraseNamed("hej", { text })])
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(book))))
    await act(() => test.desk.phrases.load())
    await user.keyboard("{Control>}k{/Control}")
    await user.type(await screen.findByRole("combobox"), "hej")
    expect(screen.getByText("Hello Anna")).toBeVisible()
  })
})

describe("a case that is over", () => {
  it("says when the resident is to be in touch again", () => {
    const card = { outcome: "advice_given" as const, text: "Vila.", seek_care: "om det blir värre.", concluded_at: "2026-11-20T12:00:00Z", concluded_by: SARA }
    act(() => {
      showList(test, [])
      test.desk.openRoom(ROOM_ID)
      showRoom(test, { room: roomView({ state: "concluded", closing_card: card }) })
    })
    expect(screen.getByText("Hör av dig igen:").parentElement).toHaveTextContent("Hör av dig igen: om det blir värre.")
  })
})

describe("the network", () => {
  it("is a line at the top while it is away, and nothing typed is lost", async () => {
    const user = userEvent.setup()
    open()
    await user.type(screen.getByRole("textbox", { name: "Skriv till Anna Lind" }), "Halvskrivet")
    act(() => test.server.latest.closes(1006))
    expect(screen.getByText("Ansluter igen. Låt sidan vara öppen.")).toBeVisible()
    expect(screen.getByRole("textbox", { name: "Skriv till Anna Lind" })).toHaveValue("Halvskrivet")
  })
})

describe("the keys", () => {
  it("are listed behind a question mark, and letters can be turned off", async () => {
    const user = userEvent.setup()
    act(() => showList(test, [workItem()]))
    fireEvent.keyDown(document.body, { key: "?" })
    const sheet = await screen.findByRole("dialog", { name: "Kortkommandon" })
    await user.click(within(sheet).getByRole("checkbox"))
    await user.click(within(sheet).getByRole("button", { name: "Stäng" }))
    await user.keyboard("n")
    expect(test.desk.marked.get()).toBeNull()
  })
})
