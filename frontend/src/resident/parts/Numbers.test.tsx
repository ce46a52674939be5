import { render, screen } from "@testing-library/preact"
import { expect, test } from "vitest"
import { Numbers } from "./Numbers"

test("each number to call can be pressed, and the sentence stays whole", () => {
  const { container } = render(<Numbers>Brådskar det? Ring 1177 eller 112.</Numbers>)
  expect(container).toHaveTextContent("Brådskar det? Ring 1177 eller 112.")
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual(["tel:1177", "tel:112"])
})
