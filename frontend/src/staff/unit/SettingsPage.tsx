/** What holds for the whole unit, for whoever leads it or looks after it: who begins calls, and how they go. */
import { type ReactElement, useEffect, useState } from "react"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { Refusal } from "../../core/errors/refusal"
import type { UnitCallsView } from "../../core/protocol/wire"
import { RadioAnswer } from "../../design/Answer"
import { Button } from "../../design/Button"
import { FieldError } from "../../design/Field"
import { EmptyState, Notice, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { readSentence } from "../refusals"
import { useNow, useWatched } from "../watched"
import { moment } from "../words"
import { type Setting, UnitCalls } from "./unitCalls"

export function SettingsPage({ desk }: { desk: Desk }): ReactElement {
  const [calls] = useState(() => new UnitCalls())
  const setting = useWatched(calls.now)
  useEffect(() => void calls.load(), [calls])
  return (
    <main id="work" className="settings">
      <header className="settings__head">
        <h1>{m.unit_heading()}</h1>
        <p className="muted">{desk.me.unit.name}</p>
      </header>
      <section className="settings__part" aria-labelledby="settings-calls">
        <h2 id="settings-calls">{m.unit_calls()}</h2>
        <Calls desk={desk} calls={calls} setting={setting} />
      </section>
    </main>
  )
}

function Calls({ desk, calls, setting }: { desk: Desk; calls: UnitCalls; setting: Setting }): ReactElement {
  switch (setting.phase) {
    case "asking":
      return <Skeleton rows={3} label={m.loading()} slow={m.staff_slow()} />
    case "broken":
      return (
        <EmptyState kind="broken" icon={warning} title={m.unit_broken()}>
          <p>{readSentence(setting.refusal)}</p>
          <Button look="filled" onPress={() => void calls.load()}>
            {m.try_again()}
          </Button>
        </EmptyState>
      )
    case "here":
      return <CallsForm desk={desk} calls={calls} setting={setting} />
  }
}

interface CallsFormProps {
  desk: Desk
  calls: UnitCalls
  setting: Extract<Setting, { phase: "here" }>
}

function CallsForm({ desk, calls, setting }: CallsFormProps): ReactElement {
  const { view, saving } = setting
  return (
    <form
      className="settings__form"
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void calls.save()
      }}
    >
      {view.relay_only && !view.has_relay ? (
        <Notice look="ember">
          <p>{m.unit_calls_relay_gone()}</p>
        </Notice>
      ) : null}
      <Rings calls={calls} setting={setting} />
      <Way calls={calls} setting={setting} />
      {saving instanceof Refusal && saving.code !== "conflict" ? <FieldError id="settings-save-error">{errorText(saving)}</FieldError> : null}
      <div className="settings__foot">
        <Button look="filled" submit busy={saving === "now"}>
          {saving === "now" ? m.unit_saving() : m.unit_save()}
        </Button>
        <p role="status" className="settings__said">
          {saving === "done" ? m.unit_saved() : ""}
        </p>
      </div>
      <Changed desk={desk} view={view} />
    </form>
  )
}

type ChoiceProps = Omit<CallsFormProps, "desk">

function Rings({ calls, setting }: ChoiceProps): ReactElement {
  const { residentsCall } = setting.choice
  return (
    <fieldset className="settings__choices">
      <legend className="settings__legend">{m.unit_calls_who()}</legend>
      <div className="answers">
        <RadioAnswer
          name="call-who"
          value="staff"
          label={m.unit_calls_staff()}
          note={m.unit_calls_staff_note()}
          checked={!residentsCall}
          onChoose={() => calls.choose({ residentsCall: false })}
        />
        <RadioAnswer
          name="call-who"
          value="residents"
          label={m.unit_calls_residents()}
          note={m.unit_calls_residents_note()}
          checked={residentsCall}
          onChoose={() => calls.choose({ residentsCall: true })}
        />
      </div>
      <p className="settings__from muted">{m.unit_calls_who_from_now()}</p>
    </fieldset>
  )
}

/** There is nothing to choose where no relay is and none was chosen. */
function Way({ calls, setting }: ChoiceProps): ReactElement {
  const { view, choice, saving } = setting
  // Somebody took the relay away while the page was open: that is the only conflict there is.
  const gone = saving instanceof Refusal && saving.code === "conflict"
  if (!view.has_relay && !view.relay_only)
    return (
      <section className="settings__choices" aria-labelledby="settings-way">
        <h3 id="settings-way" className="settings__legend">
          {m.unit_calls_way()}
        </h3>
        <p>{m.unit_calls_without()}</p>
        <Notice look="slate">
          <p>{m.unit_calls_no_relay()}</p>
        </Notice>
      </section>
    )
  return (
    <>
      <fieldset className="settings__choices" aria-describedby={gone ? "settings-calls-error" : undefined}>
        <legend className="settings__legend">{m.unit_calls_way()}</legend>
        {gone ? <FieldError id="settings-calls-error">{m.unit_calls_no_relay()}</FieldError> : null}
        <div className="answers">
          <RadioAnswer
            name="call-way"
            value="any"
            label={m.unit_calls_any()}
            note={m.unit_calls_any_note()}
            checked={!choice.relayOnly}
            onChoose={() => calls.choose({ relayOnly: false })}
          />
          <RadioAnswer
            name="call-way"
            value="relay"
            label={m.unit_calls_relay()}
            note={m.unit_calls_relay_note()}
            checked={choice.relayOnly}
            onChoose={() => calls.choose({ relayOnly: true })}
          />
        </div>
      </fieldset>
      <p className="muted">{m.unit_calls_from_now()}</p>
    </>
  )
}

function Changed({ desk, view }: { desk: Desk; view: UnitCallsView }): ReactElement | null {
  const now = useNow(desk.skew)
  if (view.changed_at === null || view.changed_by === null) return null
  return <p className="muted">{m.unit_changed({ name: view.changed_by, at: moment(view.changed_at, now) })}</p>
}
