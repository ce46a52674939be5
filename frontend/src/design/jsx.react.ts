/** Markup and state in the staff's build. jsx.preact.ts is its twin; src/design imports "#jsx" and gets either. */
import type { ReactElement, ReactNode } from "react"

export { useEffect, useId, useLayoutEffect, useRef, useState } from "react"

export type Children = ReactNode
export type Markup = ReactElement | null
