import { beforeEach, expect, test, vi } from "vitest"
import { Observable } from "../../core/observable"
import { workItem } from "../../core/testing/frames"
import type { WorkItem } from "../../core/protocol/wire"
import type { OpenedWorklist } from "../../core/worklist/worklistClient"
import { showDesktopNotice } from "../shell/desktopNotices"
import { playAlarm, playNote } from "../shell/sounds"
import { announceNews } from "./attention"

vi.mock("../shell/sounds", () => ({ playAlarm: vi.fn(), playNote: vi.fn() }))
vi.mock("../shell/desktopNotices", () => ({ showDesktopNotice: vi.fn() }))

const list = (items: WorkItem[]): OpenedWorklist => ({ phase: "open", state: { unit_id: "unit", unit_name: "Björkdalen", cursor: 1, items } })
const alarm = { title: { sv: "självmord eller självskada", en: "suicide or self-harm" }, at: "2026-11-18T13:40:00Z", seen_by: null }

beforeEach(() => {
  vi.mocked(playAlarm).mockClear()
  vi.mocked(playNote).mockClear()
  vi.mocked(showDesktopNotice).mockClear()
})

test("an alarm is heard once, also in the room one looks at, and the computer's notice says nothing of what it is about", () => {
  const opened = new Observable<OpenedWorklist>(list([workItem(1)]))
  const release = announceNews(opened, { account_id: "me", profession: "nurse" }, () => true)
  opened.set(list([workItem(1)]))
  opened.set(list([workItem(1, { alarm })]))
  opened.set(list([workItem(1, { alarm })]))
  expect(playAlarm).toHaveBeenCalledTimes(1)
  expect(showDesktopNotice).toHaveBeenCalledTimes(1)
  expect(JSON.stringify(vi.mocked(showDesktopNotice).mock.calls)).not.toMatch(/självmord|suicide/i)
  release()
})

test("that it is worse is heard once where the case is mine or nobody's, and the computer's notice names nobody", () => {
  const worse = (changes: Partial<WorkItem>): WorkItem => workItem(1, { worse_at: "2026-11-18T13:40:00Z", ...changes })
  for (const [holder, times] of [[null, 1], ["me", 1], ["another", 0]] as const) {
    vi.mocked(playNote).mockClear()
    vi.mocked(showDesktopNotice).mockClear()
    const opened = new Observable<OpenedWorklist>(list([workItem(1, { holder_id: holder })]))
    const release = announceNews(opened, { account_id: "me", profession: "nurse" }, () => true)
    opened.set(list([workItem(1, { holder_id: holder })]))
    opened.set(list([worse({ holder_id: holder })]))
    opened.set(list([worse({ holder_id: holder })]))
    expect(playNote).toHaveBeenCalledTimes(times)
    expect(showDesktopNotice).toHaveBeenCalledTimes(times)
    expect(JSON.stringify(vi.mocked(showDesktopNotice).mock.calls)).not.toContain(workItem(1).resident_name)
    release()
  }
})

test("a case that another unit needs help with is heard once by those whom it fits, and names nobody", () => {
  const { case_id, number, priority, administrative, reason, resident_name, age, arrived_at, open_by } = workItem(3)
  for (const [profession, times] of [["nurse", 1], ["physician", 0]] as const) {
    vi.mocked(playNote).mockClear()
    vi.mocked(showDesktopNotice).mockClear()
    const lent = { case_id, number, priority, administrative, reason, resident_name, age, arrived_at, open_by, red_flag: null, profession, from_unit: "Björkdalen", reasons: [] }
    const shown: OpenedWorklist = { phase: "open", state: { unit_id: "unit", unit_name: "Rehab", cursor: 2, items: [], overflow: [lent] } }
    const opened = new Observable<OpenedWorklist>(list([]))
    const release = announceNews(opened, { account_id: "me", profession: "nurse" }, () => true)
    opened.set(list([]))
    opened.set(shown)
    opened.set(shown)
    expect(playNote).toHaveBeenCalledTimes(times)
    expect(showDesktopNotice).toHaveBeenCalledTimes(times)
    expect(JSON.stringify(vi.mocked(showDesktopNotice).mock.calls)).not.toContain(resident_name)
    release()
  }
})

test("what somebody has opened is silent", () => {
  const opened = new Observable<OpenedWorklist>(list([workItem(1)]))
  const release = announceNews(opened, { account_id: "me", profession: "nurse" }, () => false)
  opened.set(list([workItem(1)]))
  opened.set(list([workItem(1, { alarm: { ...alarm, seen_by: "Johan Lager" } })]))
  expect(playAlarm).not.toHaveBeenCalled()
  release()
})
