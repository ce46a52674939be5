import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it, vi } from "vitest"
import { LoginPage } from "./LoginPage"

describe("staff's login", () => {
  it("asks for what is missing and sends nothing", async () => {
    const user = userEvent.setup()
    const onLogIn = vi.fn()
    render(<LoginPage busy={false} sentence={null} onLogIn={onLogIn} />)
    await user.click(screen.getByRole("button", { name: "Logga in" }))
    expect(screen.getByText("Skriv ditt användarnamn.")).toBeVisible()
    expect(screen.getByText("Skriv ditt lösenord.")).toBeVisible()
    expect(onLogIn).not.toHaveBeenCalled()
  })

  it("logs in by the keyboard alone", async () => {
    const user = userEvent.setup()
    const onLogIn = vi.fn()
    render(<LoginPage busy={false} sentence={null} onLogIn={onLogIn} />)
    await user.type(screen.getByLabelText("Användarnamn"), " sara.holm")
    await user.type(screen.getByLabelText("Lösenord"), "hemligt{Enter}")
    expect(onLogIn).toHaveBeenCalledWith("sara.holm", "hemligt")
  })

  it("says what was refused, aloud", () => {
    render(<LoginPage busy={false} sentence="Det gick inte att logga in." onLogIn={() => undefined} />)
    expect(screen.getByRole("alert")).toHaveTextContent("Det gick inte att logga in.")
  })
})
