/** One block of the check page. "Change" leads to its question, or where there are several lets one pick among them. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import pencil from "@phosphor-icons/core/assets/regular/pencil-simple.svg?icon"
import { localized } from "../../core/language"
import type { AskedQuestion } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { asPeopleWrite, UNKNOWN } from "./answers"
import type { IntakeClient } from "./intakeClient"
import { StoredPicture } from "./StoredPicture"

interface CheckBlockProps {
  client: IntakeClient
  title: string
  asked: AskedQuestion[]
  onChange: (questionId: string) => void
}

export function CheckBlock(props: CheckBlockProps): VNode | null {
  const { asked, title } = props
  const [picking, setPicking] = useState(false)
  const first = asked[0]
  if (!first) return null
  const several = asked.length > 1
  return (
    <section className="block" aria-label={title}>
      <div className="row row--apart">
        <h2>{title}</h2>
        <button
          type="button"
          className="link link--plain"
          {...(several ? { "aria-expanded": picking } : {})}
          onClick={() => (several ? setPicking(!picking) : props.onChange(first.question.id))}
        >
          {picking ? m.check_change_done() : m.check_change()}
          <span className="hidden-visually"> {title}</span>
        </button>
      </div>
      {picking ? (
        <ul className="picks">
          {asked.map((one) => (
            <li key={one.question.id}>
              <button type="button" className="picks__one" onClick={() => props.onChange(one.question.id)}>
                <span className="grow">
                  <span className="muted">{localized(one.question.label)}</span> <Answer asked={one} />
                </span>
                <Icon outline={pencil} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Facts {...props} />
      )}
    </section>
  )
}

function Facts(props: CheckBlockProps): VNode {
  const pictures = props.asked.flatMap(({ question, answer }) => (question.kind === "image" && Array.isArray(answer) ? answer : []))
  const facts = props.asked.filter(({ question, answer }) => question.kind !== "image" || (Array.isArray(answer) && answer.length === 0))
  return (
    <>
      {pictures.length > 0 ? (
        <div className="check-pictures">
          <ul className="pictures pictures--small">
            {pictures.map((id, place) => (
              <li key={id}>
                <StoredPicture client={props.client} fileId={id} number={place + 1} />
              </li>
            ))}
          </ul>
          <p className="muted">
            {m.check_pictures({ count: pictures.length })} {m.check_place_removed()}
          </p>
        </div>
      ) : null}
      <dl className="facts">
        {facts.map((asked) => (
          <div key={asked.question.id} className={asked.question.kind === "image" ? "facts__row facts__row--alone" : "facts__row"}>
            <dt>{localized(asked.question.label)}</dt>
            <dd>
              <Answer asked={asked} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Answer(props: { asked: AskedQuestion }): VNode {
  const { question, answer, answer_words: words } = props.asked
  if (Array.isArray(answer) && answer.length === 0) {
    return <span className="strong">{question.kind === "image" ? m.check_no_picture() : m.check_none()}</span>
  }
  if (question.format === "phone" && typeof answer === "string" && answer !== "") return <span className="strong">{asPeopleWrite(answer)}</span>
  if (answer === "") return <span className="muted">{m.check_no_answer()}</span>
  return <span className={answer === UNKNOWN ? "strong facts__unknown" : "strong"}>{words ? localized(words) : ""}</span>
}
