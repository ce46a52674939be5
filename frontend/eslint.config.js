/** Lint with types. The core stays free of frameworks, so that both surfaces and Node can run it. */
import hooks from "eslint-plugin-react-hooks"
import tseslint from "typescript-eslint"

const FRAMEWORKS = ["preact", "preact/*", "react", "react/*", "react-dom", "react-dom/*", "react-aria-components", "#jsx"]

/** @param {string[]} group @param {string} message @returns {import("eslint").Linter.RulesRecord} */
const forbid = (group, message) => ({ "no-restricted-imports": ["error", { patterns: [{ group, message }] }] })

export default tseslint.config(
  { ignores: ["dist/", "dist-node/", "coverage/", "src/texts/messages.ts", "src/core/protocol/wire.ts"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.resident.json", "./tsconfig.staff.json", "./tsconfig.node.json", "./tsconfig.worker.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "no-console": "error",
      "max-lines": ["error", 400],
    },
  },
  { files: ["src/**/*.tsx"], plugins: { "react-hooks": hooks }, rules: { "react-hooks/rules-of-hooks": "error" } },
  { files: ["src/core/**"], rules: forbid([...FRAMEWORKS, "**/resident/*", "**/staff/*"], "The core knows no framework.") },
  { files: ["src/call/**"], rules: forbid([...FRAMEWORKS, "**/resident/*", "**/staff/*"], "Calls know no framework.") },
  { files: ["src/design/**"], rules: forbid(["preact", "react", "**/resident/*", "**/staff/*"], "Design takes both frameworks.") },
  { files: ["src/design/**/*.{preact,react}.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/resident/**"], rules: forbid(["react", "react/*", "**/staff/*"], "The resident's entry is Preact.") },
  { files: ["src/staff/**"], rules: forbid(["preact", "preact/*", "**/resident/*"], "The staff's entry is React.") },
  { files: ["**/*.test.ts", "**/*.test.tsx"], rules: { "max-lines": "off", "@typescript-eslint/no-non-null-assertion": "off" } },
  { files: ["scripts/**", "eslint.config.js"], ...tseslint.configs.disableTypeChecked, rules: { ...tseslint.configs.disableTypeChecked.rules, "no-console": "off" } },
)
