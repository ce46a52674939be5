/** Markup and state in the resident's build. jsx.react.ts is its twin; src/design imports "#jsx" and gets either. */
import type { ComponentChildren, VNode } from "preact"

export { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks"

export type Children = ComponentChildren
export type Markup = VNode | null
