import { expect, test } from "vitest"
import { isForEverybody, routeOf } from "./router"

const ID = "01a20075-6ad7-74ac-b1ca-c863d1700dd1"

test.each([
  ["/", { page: "start" }],
  ["/signs", { page: "signs" }],
  ["/new", { page: "begin", administrative: false }],
  ["/errand/", { page: "begin", administrative: true }],
  ["/cases", { page: "cases" }],
  [`/cases/${ID}`, { page: "case", caseId: ID }],
  [`/form/${ID}`, { page: "form", intakeId: ID }],
  ["/form/1", { page: "nothing" }],
])("%s", (path, route) => {
  expect(routeOf(path)).toEqual(route)
})

test("a login leads back to a path of this site and nowhere else", () => {
  expect(routeOf("/login?to=%2Fcases")).toEqual({ page: "login", returnTo: "/cases" })
  expect(routeOf("/login?to=%2F%2Fevil.example")).toEqual({ page: "login", returnTo: "/" })
  expect(routeOf("/login?to=https%3A%2F%2Fevil.example")).toEqual({ page: "login", returnTo: "/" })
  expect(routeOf("/login")).toEqual({ page: "login", returnTo: "/" })
})

test("only pages about oneself need a login", () => {
  expect(isForEverybody(routeOf("/signs"))).toBe(true)
  expect(isForEverybody(routeOf("/cases"))).toBe(false)
})
