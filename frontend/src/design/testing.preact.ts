/** Rendering in tests of the resident's build; testing.react.ts is its twin. */
export { cleanup, render, screen } from "@testing-library/preact"
