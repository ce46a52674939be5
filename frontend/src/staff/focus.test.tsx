import { render, screen } from "@testing-library/react"
import { expect, test, vi } from "vitest"
import { FocusAfter } from "./focus"

function Page({ open }: { open: boolean }) {
  return (
    <>
      <button type="button" className="more">
        More
      </button>
      <button type="button">Elsewhere</button>
      {open ? (
        <>
          <input aria-label="Reason" />
          <FocusAfter at=".more" />
        </>
      ) : null}
    </>
  )
}

test("a focus that went with a dialog comes to what stays", async () => {
  const { rerender } = render(<Page open />)
  screen.getByLabelText("Reason").focus()
  rerender(<Page open={false} />)
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "More" })))
})

test("a focus that has found its place stays there", async () => {
  const { rerender } = render(<Page open />)
  rerender(<Page open={false} />)
  const elsewhere = screen.getByRole("button", { name: "Elsewhere" })
  elsewhere.focus()
  for (let frames = 0; frames < 4; frames++) await new Promise(requestAnimationFrame)
  expect(document.activeElement).toBe(elsewhere)
})
