/** The types of markup in the resident's build. jsx.react.ts is its twin; src/design imports "#jsx" and gets either. */
import type { ComponentChildren, VNode } from "preact"

export type Children = ComponentChildren
export type Markup = VNode | null
