/** What holds for the whole unit, for whoever leads it or looks after it: how its calls go. */
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
      return setting.view.has_relay || setting.view.relay_only ? (
        <CallsForm desk={desk} calls={calls} setting={setting} />
      ) : (
        <>
          <p>{m.unit_calls_without()}</p>
          <Notice look="slate">
            <p>{m.unit_calls_no_relay()}</p>
          </Notice>
        </>
      )
  }
}

interface CallsFormProps {
  desk: Desk
  calls: UnitCalls
  setting: Extract<Setting, { phase: "here" }>
}

function CallsForm({ desk, calls, setting }: CallsFormProps): ReactElement {
  const { view, relayOnly, saving } = setting
  const refusal = saving instanceof Refusal ? saving : null
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
      {view.has_relay ? null : (
        <Notice look="ember">
          <p>{m.unit_calls_relay_gone()}</p>
        </Notice>
      )}
      <fieldset className="settings__choices" aria-describedby={refusal ? "settings-calls-error" : undefined}>
        <legend className="settings__legend">{m.unit_calls_way()}</legend>
        {refusal ? <FieldError id="settings-calls-error">{refusedWords(refusal)}</FieldError> : null}
        <div className="answers">
          <RadioAnswer
            name="call-way"
            value="any"
            label={m.unit_calls_any()}
            note={m.unit_calls_any_note()}
            checked={!relayOnly}
            onChoose={() => calls.choose(false)}
          />
          <RadioAnswer
            name="call-way"
            value="relay"
            label={m.unit_calls_relay()}
            note={m.unit_calls_relay_note()}
            checked={relayOnly}
            onChoose={() => calls.choose(true)}
          />
        </div>
      </fieldset>
      <p className="muted">{m.unit_calls_from_now()}</p>
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

function Changed({ desk, view }: { desk: Desk; view: UnitCallsView }): ReactElement | null {
  const now = useNow(desk.skew)
  if (view.changed_at === null || view.changed_by === null) return null
  return <p className="muted">{m.unit_changed({ name: view.changed_by, at: moment(view.changed_at, now) })}</p>
}

/** Somebody took the relay away while the page was open: that is the only conflict there is. */
const refusedWords = (refusal: Refusal): string => (refusal.code === "conflict" ? m.unit_calls_no_relay() : errorText(refusal))
