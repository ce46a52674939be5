/** Rendering in tests of the staff's build; testing.preact.ts is its twin. */
export { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react"
