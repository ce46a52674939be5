/** Two projects, since src/design must hold in both frameworks: its tests run once with Preact and once with React. */
import { defineConfig } from "vitest/config"
import { framework } from "./vite.config"

const environment = {
  environment: "jsdom" as const,
  setupFiles: ["src/design/testing.setup.ts"],
  restoreMocks: true,
  // The tokens are read as values; other styles mean nothing to jsdom.
  css: { include: [/tokens\.css/] },
}

export default defineConfig({
  test: {
    projects: [
      {
        ...framework("preact"),
        test: {
          ...environment,
          name: "preact",
          include: ["src/{core,call,design,resident}/**/*.test.{ts,tsx}"],
        },
      },
      {
        ...framework("react"),
        test: { ...environment, name: "react", include: ["src/{design,staff}/**/*.test.{ts,tsx}"] },
      },
    ],
  },
})
