import { expect, test } from "vitest"
import { loadOf } from "../desk/rows"
import { SARA, workItem } from "../testing/people"
import { left, lostOffers, myOffers, newOffers } from "./offers"

const offer = (id: string, to = SARA.id) => ({
  id,
  to_id: to,
  to_name: "Sara Holm",
  made_at: "2026-11-18T14:00:00Z",
  until: "2026-11-18T14:00:30Z",
  reasons: [{ code: "priority", says: { sv: "Prioritet 1 går före.", en: "Priority 1 goes first." } }],
})
const mine = workItem({ case_id: "a", state: "offered", offer: offer("o1") })
const theirs = workItem({ case_id: "b", state: "offered", offer: offer("o2", "johan") })

test("only what is offered to me is mine to answer, and it is on its way in", () => {
  expect(myOffers([theirs, mine], SARA.id).map((item) => item.case_id)).toEqual(["a"])
  expect(loadOf([theirs, mine], SARA.id)).toEqual({ staff: 0, resident: 0, incoming: 1 })
})

test("an offer is new once, and the same case offered again is new again", () => {
  const again = workItem({ case_id: "a", state: "offered", offer: offer("o3") })
  expect(newOffers([], [mine], SARA.id)).toHaveLength(1)
  expect(newOffers([mine], [mine], SARA.id)).toHaveLength(0)
  expect(newOffers([mine], [again], SARA.id)).toHaveLength(1)
})

test("what went on without me is lost; what I took is not", () => {
  const taken = workItem({ case_id: "a", state: "active", holder_id: SARA.id, holder_name: "Sara Holm" })
  const gone = workItem({ case_id: "a", state: "waiting" })
  expect(lostOffers([mine], [taken], SARA.id)).toEqual([])
  expect(lostOffers([mine], [gone], SARA.id)).toEqual([gone])
  expect(lostOffers([mine], [], SARA.id)).toEqual([mine])
  expect(lostOffers([mine], [mine], SARA.id)).toEqual([])
})

test("the seconds left never fall below none, nor rise over the whole where clocks differ", () => {
  const made = Date.parse("2026-11-18T14:00:00Z")
  expect(left(offer("o"), made + 10_500)).toEqual({ seconds: 20, share: 0.65 })
  expect(left(offer("o"), made + 60_000)).toEqual({ seconds: 0, share: 0 })
  expect(left(offer("o"), made - 60_000)).toEqual({ seconds: 30, share: 1 })
})
