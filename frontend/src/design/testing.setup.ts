/** What every test needs: matchers for the page, and a clean page afterwards. */
import "@testing-library/jest-dom/vitest"
import { cleanup } from "#jsx-testing"
import { afterEach } from "vitest"

afterEach(cleanup)
