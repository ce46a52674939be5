/**
 * What can be done with one message, behind three dots beside it. Of a whole conversation one such button is a stop of
 * the Tab key, the newest; from there the arrows go from message to message.
 */
import { type Markup, useId, useRef, useState } from "#jsx"
import dots from "@phosphor-icons/core/assets/bold/dots-three-bold.svg?icon"
import { Icon } from "../Icon"

export interface Choice {
  /** Asked for when it is drawn: the language may change while it is open. */
  label: () => string
  onChoose: () => void
}

interface MessageMoreProps {
  label: string
  /** Asked for when it is opened: what may be done changes with the time. */
  choices: () => readonly Choice[]
  newest: boolean
}

export interface More {
  button: Markup
  choices: Markup
}

export function useMessageMore(props: MessageMoreProps): More {
  const [choices, setChoices] = useState<readonly Choice[] | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = (): void => {
    setChoices(null)
    button.current?.focus()
  }
  return {
    button: (
      <button
        ref={button}
        type="button"
        className="turn__more"
        aria-label={props.label}
        aria-expanded={choices !== null}
        aria-controls={choices === null ? undefined : id}
        tabIndex={props.newest ? 0 : -1}
        data-more
        onClick={() => setChoices(choices === null ? props.choices() : null)}
        onKeyDown={(event) => {
          const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0
          if (step === 0) return
          event.preventDefault()
          neighbour(event.currentTarget, step)?.focus()
        }}
      >
        <Icon outline={dots} size="s" />
      </button>
    ),
    choices:
      choices === null ? null : (
        <div
          id={id}
          className="turn__choices"
          role="group"
          aria-label={props.label}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return
            event.stopPropagation()
            close()
          }}
        >
          {choices.map((choice) => (
            <button
              key={choice.label()}
              type="button"
              className="turn__choice"
              onClick={() => {
                close()
                choice.onChoose()
              }}
            >
              {choice.label()}
            </button>
          ))}
        </div>
      ),
  }
}

function neighbour(from: Element, step: number): HTMLElement | undefined {
  const all = [...(from.closest("[role=log]")?.querySelectorAll<HTMLElement>("[data-more]") ?? [])]
  return all[all.findIndex((one) => one === from) + step]
}
