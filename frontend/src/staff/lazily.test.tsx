import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { expect, test, vi } from "vitest"
import { fetchAhead, lazily } from "./lazily"

function Floor({ name }: { name: string }) {
  return <p>{name}</p>
}

test("a view is fetched once, however often it is shown", async () => {
  const load = vi.fn(() => Promise.resolve(Floor))
  const View = lazily(load)
  const { unmount } = render(<View name="first" />)
  await screen.findByText("first")
  unmount()
  render(<View name="second" />)
  expect(screen.getByText("second")).toBeTruthy()
  expect(load).toHaveBeenCalledTimes(1)
})

test("what was fetched ahead is there at once", async () => {
  const View = lazily(() => Promise.resolve(Floor))
  await fetchAhead()
  render(<View name="at once" />)
  expect(screen.getByText("at once")).toBeTruthy()
})

test("a view that could not be fetched says so, and can be asked for again", async () => {
  const load = vi.fn(() => Promise.reject<typeof Floor>(new TypeError("Failed to fetch")))
  const View = lazily(load)
  render(<View name="at last" />)
  await screen.findByRole("heading", { name: "Sidan kunde inte hämtas" })
  load.mockImplementation(() => Promise.resolve(Floor))
  await userEvent.click(screen.getByRole("button", { name: "Försök igen" }))
  await screen.findByText("at last")
})
