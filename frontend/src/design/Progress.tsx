/** How far something has come. The words say it; the bar repeats it and is hidden from screen readers. */
import type { Markup } from "#jsx"

const STEPS = 5

/** `share` is 0 to 1, drawn in half steps. */
export function Progress(props: { share: number }): Markup {
  const halves = Math.round(props.share * STEPS * 2)
  return (
    <div className="progress" aria-hidden="true">
      {Array.from({ length: STEPS }, (_, step) => {
        const filled = Math.min(2, Math.max(0, halves - step * 2))
        const fill = filled === 2 ? "progress__fill progress__fill--full" : filled === 1 ? "progress__fill progress__fill--half" : "progress__fill"
        return (
          <div key={step} className="progress__step">
            <div className={fill} />
          </div>
        )
      })}
    </div>
  )
}

/** A figure beside the bar, for whoever sees it: read out at every step it would drown the conversation. */
export function Sent(props: { share: number; figure: (values: { percent: number }) => string; label: string }): Markup {
  return (
    <span className="sent">
      <Meter share={props.share} label={props.label} />
      <span aria-hidden="true">{props.figure({ percent: Math.floor(props.share * 100) })}</span>
    </span>
  )
}

/** An upload: `share` null means that no figure is known yet. */
export function Meter(props: { share: number | null; label: string }): Markup {
  const value = props.share === null ? {} : { value: props.share }
  return <progress className="meter" max={1} aria-label={props.label} {...value} />
}
