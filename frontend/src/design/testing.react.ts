/** Rendering in tests of the staff's build; testing.preact.ts is its twin. */
export { cleanup, render, screen } from "@testing-library/react"
