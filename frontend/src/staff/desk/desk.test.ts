import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { notices } from "../notices"
import { PETER, ROOM_ID, roomView, SARA, workItem } from "../testing/people"
import { ack, noticeTexts, refuse, sent, showList, showRoom, type TestDesk, testDesk } from "../testing/testDesk"

let test: TestDesk

beforeEach(() => {
  test = testDesk()
})

afterEach(() => {
  test.desk.stop()
  vi.unstubAllGlobals()
})

const mine = workItem({ state: "active", holder_id: SARA.id, holder_name: SARA.name })
const theirs = workItem({ state: "active", holder_id: PETER.id, holder_name: PETER.name })

describe("claiming", () => {
  it("opens the room with the keyboard where one writes", async () => {
    showList(test, [workItem()])
    const claimed = test.desk.claim(workItem())
    expect(test.desk.claiming.get()).toBe(ROOM_ID)
    ack(test, "case.claim")
    expect(await claimed).toBe(true)
    expect(test.desk.panes.get().shown).toEqual([ROOM_ID])
    expect(test.desk.replying.get()).toBe(ROOM_ID)
    expect(test.desk.claiming.get()).toBeNull()
  })

  it("says who was first, and opens nothing", async () => {
    showList(test, [workItem()])
    const claimed = test.desk.claim(workItem())
    refuse(test, "case.claim", "claim_lost", { holder: "Peter Åkesson" })
    expect(await claimed).toBe(false)
    expect(noticeTexts()).toEqual(["Peter Åkesson hann före med Anna Lind. Ärendet är nu hos Peter Åkesson."])
    expect(test.desk.panes.get().shown).toEqual([])
  })

  it("marks whoever is most urgent, and shows them although a filter hid them", () => {
    showList(test, [workItem({ case_id: "first" }), workItem({ case_id: "second" })])
    test.desk.choose("mine")
    test.desk.markMostUrgent()
    expect(test.desk.marked.get()).toBe("first")
    expect(test.desk.filter.get()).toBe("all")
  })
})

describe("a note", () => {
  it("that got no answer goes again under the same id, and another one under its own", async () => {
    const ids = (): unknown[] => test.server.latest.ofType("note.add").map((frame) => frame.id)
    showList(test, [mine])
    const first = test.desk.addNote(ROOM_ID, "Ring hemtjänsten")
    refuse(test, "note.add", "unavailable", {})
    expect(await first).toBe(false)
    const again = test.desk.addNote(ROOM_ID, "Ring hemtjänsten")
    ack(test, "note.add")
    expect(await again).toBe(true)
    const another = test.desk.addNote(ROOM_ID, "Ring hemtjänsten")
    ack(test, "note.add")
    expect(await another).toBe(true)
    const [one, two, three] = ids()
    expect(two).toBe(one)
    expect(three).not.toBe(one)
  })
})

describe("when a case moves", () => {
  it("closes the pane and says who has it now", () => {
    showList(test, [mine])
    test.desk.openRoom(ROOM_ID)
    showRoom(test)
    showRoom(test, { room: roomView({ holder: PETER }), cursors: { room: 4, staff: 2 } })
    test.server.latest.says({ type: "stream.ended", stream: `room:${ROOM_ID}` })
    expect(test.desk.panes.get().shown).toEqual([])
    expect(noticeTexts()[0]).toContain("Anna Lind är nu hos Peter Åkesson.")
  })

  it("keeps the pane to read when nobody has it", () => {
    showList(test, [mine])
    test.desk.openRoom(ROOM_ID)
    showRoom(test, { room: roomView({ holder: null, state: "waiting" }) })
    const asked = test.server.latest.ofType("room.open").length
    ack(test, "room.open")
    test.server.latest.says({ type: "stream.ended", stream: `room:${ROOM_ID}` })
    expect(test.desk.panes.get().shown).toEqual([ROOM_ID])
    expect(test.server.latest.ofType("room.open").length).toBeGreaterThanOrEqual(asked)
  })

  it("opens what somebody gave me beside the others, and leaves the focus where it was", () => {
    showList(test, [theirs])
    test.desk.openRoom("another")
    showList(test, [mine], 2)
    expect(test.desk.panes.get()).toMatchObject({ shown: ["another", ROOM_ID], recent: ["another", ROOM_ID] })
    expect(noticeTexts()[0]).toContain("Du har fått Anna Lind.")
  })

  it("offers to open what I was given when every place is taken", () => {
    showList(test, [theirs])
    test.desk.openRoom("one")
    test.desk.openRoom("two")
    showList(test, [mine], 2)
    expect(test.desk.panes.get().shown).toEqual(["one", "two"])
    notices.get()[0]?.action?.onPress()
    expect(test.desk.panes.get().shown).toContain(ROOM_ID)
  })
})

describe("a supervisor", () => {
  it("gives a case to somebody, and can take that back", async () => {
    showList(test, [mine])
    const given = test.desk.reassign(mine, { account_id: PETER.id, name: PETER.name })
    expect(sent(test, "case.reassign")).toMatchObject({ room_id: ROOM_ID, to_account_id: PETER.id })
    ack(test, "case.reassign")
    await given
    const [notice] = notices.get()
    expect(notice?.text()).toBe("Peter Åkesson har fått ärendet för Anna Lind.")
    notice?.action?.onPress()
    expect(sent(test, "case.reassign")).toMatchObject({ to_account_id: SARA.id })
  })

  it("puts it back in the queue when nobody had it", async () => {
    showList(test, [workItem()])
    const given = test.desk.reassign(workItem(), { account_id: PETER.id, name: PETER.name })
    ack(test, "case.reassign")
    await given
    notices.get()[0]?.action?.onPress()
    expect(sent(test, "case.release")).toMatchObject({ room_id: ROOM_ID })
    ack(test, "case.release")
    await vi.waitFor(() => expect(noticeTexts()).toContain("Anna Lind är tillbaka i kön."))
  })
})

describe("coming and going", () => {
  it("frames every open room in its own hue", () => {
    showList(test, [mine])
    test.desk.openRoom(ROOM_ID)
    test.desk.openRoom("another")
    const hues = test.desk.hues.get()
    expect(hues.get(ROOM_ID)).not.toBe(hues.get("another"))
  })

  it("hands a case back and closes its pane", async () => {
    showList(test, [mine])
    test.desk.openRoom(ROOM_ID)
    const released = test.desk.release(ROOM_ID, "Anna Lind", "Slutar nu")
    expect(sent(test, "case.release")).toMatchObject({ reason: "Slutar nu" })
    ack(test, "case.release")
    expect(await released).toBe(true)
    expect(test.desk.panes.get().shown).toEqual([])
  })

  it("leaves no half-written text behind when somebody logs out", async () => {
    test.desk.drafts.write(ROOM_ID, "Halvskrivet")
    await test.desk.leave()
    expect(await test.vault.all("")).toEqual([])
  })
})

describe("taking over from another unit", () => {
  it("says that it is over where it was taken back or has run out in between", async () => {
    showList(test, [])
    const taken = test.desk.claim(workItem(), { type: "transfer.accept", transfer_id: "transfer" })
    refuse(test, "transfer.accept", "not_found", {})
    expect(await taken).toBe(false)
    expect(noticeTexts()).toEqual(["Överlämningen gäller inte längre."])
  })
})
