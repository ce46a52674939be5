import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { expect, it, vi } from "vitest"
import { NoCarePage } from "./NoCarePage"

it("says why there are no cases, and lets one leave", async () => {
  const onLogOut = vi.fn()
  render(<NoCarePage name="Nina Berg" onLogOut={onLogOut} onPhrases={null} onUnit={null} />)
  expect(screen.getByRole("heading", { name: "Du ser inga ärenden", level: 1 })).toBeVisible()
  expect(screen.getByText(/Du är inloggad som Nina Berg/)).toBeVisible()
  await userEvent.setup().click(screen.getByRole("button", { name: "Logga ut" }))
  expect(onLogOut).toHaveBeenCalledOnce()
})
