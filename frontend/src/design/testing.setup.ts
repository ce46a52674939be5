/** What every test needs: matchers for the page, and a clean page afterwards. */
import "@testing-library/jest-dom/vitest"
import { cleanup } from "#jsx-testing"
import { afterEach } from "vitest"

afterEach(cleanup)

// jsdom draws dialogs but can neither open nor close them.
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement): void {
  this.open = true
}
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement): void {
  this.open = false
}
