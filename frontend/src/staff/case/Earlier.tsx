/** The resident's other cases at the care provider: named here, opened after an active choice where one is needed. */
import { type ReactElement, useEffect, useState } from "react"
import lock from "@phosphor-icons/core/assets/regular/lock-simple.svg?icon"
import { localized } from "../../core/language"
import type { EarlierCase } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { focusSoon } from "../focus"
import { caseNumber, monthAndYear, outcomeWord } from "../words"
import { ChoiceDialog } from "./ChoiceForm"
import { askEarlier, type Earlier as Asked } from "./earlierCases"
import { MergeDialog } from "./MergeDialog"
import { Part } from "./Part"

interface EarlierProps {
  desk: Desk
  roomId: string
  name: string
  age: number
  /** How many have been merged into this one: each changes the list. */
  joined: number
}

export function Earlier({ desk, roomId, name, age, joined }: EarlierProps): ReactElement {
  const onOpen = (caseId: string): void => desk.openRoom(caseId)
  const [earlier, setEarlier] = useState<Asked>({ phase: "asking" })
  const [attempt, setAttempt] = useState(0)
  const [choosing, setChoosing] = useState<EarlierCase | null>(null)
  const [merging, setMerging] = useState<EarlierCase | null>(null)
  useEffect(() => {
    let gone = false
    void askEarlier(roomId).then((answer) => {
      if (!gone) setEarlier(answer)
    })
    return () => {
      gone = true
    }
  }, [roomId, attempt, joined])
  return (
    <Part title={m.case_earlier()}>
      <Inside
        earlier={earlier}
        onAgain={() => {
          setEarlier({ phase: "asking" })
          setAttempt(attempt + 1)
        }}
        onOpen={(one) => (one.needs_choice ? setChoosing(one) : onOpen(one.case_id))}
        onMerge={setMerging}
      />
      {merging ? (
        <MergeDialog
          desk={desk}
          roomId={roomId}
          name={name}
          other={merging}
          onClose={() => setMerging(null)}
          onMerged={() => {
            setMerging(null)
            focusSoon(".earlier__case")
          }}
        />
      ) : null}
      {choosing ? (
        <ChoiceDialog
          desk={desk}
          roomId={roomId}
          title={m.choice_heading({ number: caseNumber(choosing.number), name, age })}
          about={localized(choosing.reason)}
          caseId={choosing.case_id}
          because={choosing.own_unit ? m.choice_closed() : m.choice_elsewhere({ unit: choosing.unit_name })}
          onCancel={() => setChoosing(null)}
          onChosen={() => {
            setChoosing(null)
            onOpen(choosing.case_id)
          }}
        />
      ) : null}
    </Part>
  )
}

interface InsideProps {
  earlier: Asked
  onAgain: () => void
  onOpen: (one: EarlierCase) => void
  onMerge: (one: EarlierCase) => void
}

function Inside({ earlier, onAgain, onOpen, onMerge }: InsideProps): ReactElement {
  if (earlier.phase === "asking") return <Skeleton rows={2} label={m.case_earlier_loading()} slow={m.staff_slow()} />
  if (earlier.phase === "refused")
    return (
      <div className="part__foot">
        <span className="muted">{m.case_earlier_failed()}</span>
        <Button look="quiet" size="s" onPress={onAgain}>
          {m.try_again()}
        </Button>
      </div>
    )
  if (earlier.cases.length === 0) return <p className="muted">{m.case_earlier_none()}</p>
  return (
    <ul className="earlier">
      {earlier.cases.map((one) => (
        <li key={one.case_id} className="earlier__row">
          <button type="button" className="earlier__case" onClick={() => onOpen(one)}>
            <span className="earlier__what">
              <span className="earlier__reason">{localized(one.reason)}</span>
              <span className="muted">{[stateWords(one), one.own_unit ? "" : one.unit_name].filter(Boolean).join(", ")}</span>
            </span>
            <span className="muted" title={exactTime(one.arrived_at)}>
              {monthAndYear(one.arrived_at)}
            </span>
            {one.needs_choice ? (
              <>
                <Icon outline={lock} size="s" />
                <span className="hidden-visually">{m.case_earlier_needs_choice()}</span>
              </>
            ) : null}
          </button>
          {one.mergeable ? (
            <Button look="line" size="s" label={m.merging_button_named({ number: caseNumber(one.number) })} onPress={() => onMerge(one)}>
              {m.merging_button()}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function stateWords(one: EarlierCase): string {
  if (one.outcome !== null) return outcomeWord(one.outcome)
  return one.concluded_at === null ? m.case_earlier_open() : m.case_earlier_concluded()
}
