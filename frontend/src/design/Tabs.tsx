/** Views of one thing, one shown at a time. Arrow keys, Home and End walk the tabs; the panel follows. */
import { type Children, type Markup, useRef } from "#jsx"

export interface TabLine {
  id: string
  label: string
}

interface TabsProps {
  label: string
  tabs: readonly TabLine[]
  chosen: string
  onChoose: (id: string) => void
  children: Children
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

export function Tabs(props: TabsProps): Markup {
  const list = useRef<HTMLDivElement>(null)
  const walk = (key: string, at: number): boolean => {
    const next = props.tabs[STEPS[key]?.(at, props.tabs.length) ?? -1]
    if (!next) return false
    props.onChoose(next.id)
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus()
    return true
  }
  return (
    <div className="tabbed">
      <div ref={list} role="tablist" aria-label={props.label} className="tabbed__list">
        {props.tabs.map((tab, at) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            className="tabbed__tab"
            aria-selected={tab.id === props.chosen}
            aria-controls={`panel-${props.chosen}`}
            tabIndex={tab.id === props.chosen ? 0 : -1}
            onClick={() => props.onChoose(tab.id)}
            onKeyDown={(event) => {
              if (walk(event.key, at)) event.preventDefault()
            }}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`panel-${props.chosen}`} aria-labelledby={`tab-${props.chosen}`} tabIndex={0} className="tabbed__panel">
        {props.children}
      </div>
    </div>
  )
}
