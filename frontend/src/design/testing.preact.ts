/** Rendering in tests of the resident's build; testing.react.ts is its twin. */
import { options } from "preact"

export { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact"

// Preact waits for a frame before it runs effects; a test that is over takes the frames with it, and the wait then fails.
options.requestAnimationFrame = (flush) => void setTimeout(flush)
