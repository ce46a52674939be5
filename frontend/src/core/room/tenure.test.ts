import { expect, test } from "vitest"
import * as told from "../testing/frames"
import { stateOf } from "./roomState"
import { tenureOf, underTenure } from "./tenure"

const staffs = stateOf(told.snapshot({}, { staff: { ...told.staffView(), epoch: 3 } }))
const residents = stateOf(told.snapshot())

test("what hangs on custody takes the number on the screen along, and nothing else does", () => {
  expect(underTenure({ type: "case.conclude", text: "Klart" }, staffs)).toEqual({ type: "case.conclude", text: "Klart", epoch: 3 })
  expect(underTenure({ type: "note.add" }, staffs)).toEqual({ type: "note.add" })
  expect(underTenure({ type: "case.claim" }, staffs)).toEqual({ type: "case.claim" })
})

test("where no number is known none is said", () => {
  const before = stateOf(told.snapshot({}, { staff: told.staffView() }))
  for (const state of [null, residents, before]) {
    expect(tenureOf(state)).toEqual({})
    expect(underTenure({ type: "case.conclude" }, state)).toEqual({ type: "case.conclude" })
  }
})
