/** The unit's concluded cases: looked up by name or number, read after a reason where one is needed, and reopened. */
import { type ReactElement, useEffect, useState } from "react"
import archive from "@phosphor-icons/core/assets/regular/archive.svg?icon"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import type { Refusal } from "../../core/errors/refusal"
import { localized } from "../../core/language"
import type { ConcludedLine } from "../../core/protocol/wire"
import { dayAndMonth, exactTime, lastMoment } from "../../core/times"
import { Button } from "../../design/Button"
import { Field } from "../../design/Field"
import { EmptyState, Notice, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { ReopenDialog } from "../case/ReopenDialog"
import type { Desk } from "../desk/desk"
import { readSentence } from "../refusals"
import { useNow, useWatched } from "../watched"
import { caseNumber, moment, nameAndAge, outcomeWord } from "../words"
import { ConcludedList, found, reopenable } from "./concludedList"

export function ConcludedPage({ desk }: { desk: Desk }): ReactElement {
  const [list] = useState(() => new ConcludedList())
  const [text, setText] = useState("")
  const [reopening, setReopening] = useState<ConcludedLine | null>(null)
  const { lines, next, asking, refusal } = useWatched(list.now)
  const now = useNow(desk.skew)
  useEffect(() => void list.restart(), [list])
  // Whoever is logged out is refused however often they try; the whole desk is at the door then.
  useEffect(() => {
    if (refusal?.code === "not_logged_in") desk.shutOut.set(true)
  }, [refusal, desk])
  const shown = found(lines, text)
  return (
    <main id="work" className="concluded">
      <header className="concluded__head">
        <h1>{m.concluded_heading({ unit: desk.me.unit.name })}</h1>
        <Field id="concluded-search" label={m.concluded_search()} value={text} onValue={setText} maxLength={100} />
      </header>
      <section className="board" aria-label={m.concluded_list()}>
        {shown.length > 0 ? (
          <Lines lines={shown} now={now} onRead={(line) => desk.openRoom(line.case_id)} onReopen={setReopening} />
        ) : asking ? (
          <Skeleton rows={8} label={m.concluded_loading()} slow={m.staff_slow()} />
        ) : refusal === null ? (
          <EmptyState kind="empty" icon={archive} title={text === "" ? m.concluded_empty_heading() : m.concluded_not_found_heading()}>
            <p>{text === "" ? m.concluded_empty() : m.concluded_not_found()}</p>
          </EmptyState>
        ) : null}
        {refusal === null ? null : (
          <Refused
            refusal={refusal}
            first={lines.length === 0}
            onAgain={() => void (lines.length === 0 ? list.restart() : list.more())}
          />
        )}
        {next !== null && refusal === null ? (
          <div className="concluded__more">
            <span className="muted">{m.concluded_among({ count: lines.length })}</span>
            <Button look="line" size="s" busy={asking} onPress={() => void list.more()}>
              {asking ? m.loading() : m.concluded_more()}
            </Button>
          </div>
        ) : null}
      </section>
      {reopening ? (
        <ReopenDialog
          desk={desk}
          of={{ roomId: reopening.case_id, name: reopening.resident_name, age: reopening.age }}
          onClose={(reopened) => {
            setReopening(null)
            if (reopened) void list.restart()
          }}
        />
      ) : null}
    </main>
  )
}

interface RefusedProps {
  refusal: Refusal
  /** Nothing of the list is here. */
  first: boolean
  onAgain: () => void
}

function Refused({ refusal, first, onAgain }: RefusedProps): ReactElement {
  const sentence = readSentence(refusal)
  const again = (
    <Button look={first ? "filled" : "line"} size="s" onPress={onAgain}>
      {m.try_again()}
    </Button>
  )
  if (!first)
    return (
      <Notice look="ochre">
        <p>{sentence}</p>
        {again}
      </Notice>
    )
  return (
    <EmptyState kind="broken" icon={warning} title={m.concluded_broken_heading()}>
      <p>{sentence}</p>
      {again}
    </EmptyState>
  )
}

interface LinesProps {
  lines: readonly ConcludedLine[]
  now: number
  onRead: (line: ConcludedLine) => void
  onReopen: (line: ConcludedLine) => void
}

/** The roles are written out since a narrow window lays the rows out as cards, which takes them from some browsers. */
function Lines({ lines, now, onRead, onReopen }: LinesProps): ReactElement {
  return (
    <table role="table" className="table table--concluded">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{m.floor_column_resident()}</th>
          <th role="columnheader" scope="col">{m.concluded_column_outcome()}</th>
          <th role="columnheader" scope="col">{m.concluded_column_by()}</th>
          <th role="columnheader" scope="col">{m.concluded_column_reopen()}</th>
          <th role="columnheader" scope="col">
            <span className="hidden-visually">{m.floor_column_actions()}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <tr role="row" key={line.case_id}>
            <th role="rowheader" scope="row" className="table__who">
              <span className="row__name">{nameAndAge(line.resident_name, line.age)}</span>
              <span className="row__reason">
                {m.desk_case_number({ number: caseNumber(line.number) })}, {localized(line.reason)}
              </span>
            </th>
            <td role="cell" data-column={m.concluded_column_outcome()}>{outcomeWord(line.outcome)}</td>
            <td role="cell" data-column={m.concluded_column_by()}>
              <span className="table__holder">{line.concluded_by_name}</span>
              <span className="muted" title={exactTime(line.concluded_at)}>
                {moment(line.concluded_at, now)}
              </span>
            </td>
            <td role="cell" data-column={m.concluded_column_reopen()} className={reopenable(line, now) ? "" : "muted"}>
              {reopenable(line, now) ? dayAndMonth(lastMoment(line.reopen_until)) : m.concluded_reopen_over()}
            </td>
            <td role="cell" className="table__actions">
              <Button look="quiet" size="s" label={m.concluded_read_named({ name: line.resident_name })} onPress={() => onRead(line)}>
                {m.concluded_read()}
              </Button>
              {reopenable(line, now) ? (
                <Button look="line" size="s" label={m.concluded_reopen_named({ name: line.resident_name })} onPress={() => onReopen(line)}>
                  {m.concluded_reopen()}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
