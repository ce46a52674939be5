/** Logging in by e-ID. The test e-ID is marked so that nobody can take it for a real one. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import flask from "@phosphor-icons/core/assets/regular/flask.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import type { EidChoice } from "../../core/protocol/wire"
import { WayButton } from "../../design/Card"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useWatched } from "../hooks"
import { loggedIn, login } from "../login"
import { Heading, Page } from "../parts/Page"
import { Await } from "../parts/Waits"
import { go } from "../router"

export function LoginPage(props: { returnTo: string }): VNode {
  const providers = useLoaded("eid", api.eidProviders)
  const who = useWatched(login)
  return (
    <Page title={m.login_title()} back={{ href: "/" }} plain>
      <Heading focusKey="login">{m.login_title()}</Heading>
      {who.phase === "nobody" && who.ended ? (
        <Notice look="sky">
          <p>
            <strong>{m.login_ended()}</strong> {m.login_ended_kept()}
          </p>
        </Notice>
      ) : (
        <p className="muted">{m.login_lead()}</p>
      )}
      <Await of={providers}>
        {(choices) =>
          choices.providers.length === 0 ? (
            <p>{m.login_none()}</p>
          ) : (
            choices.providers.map((choice) => <Provider key={choice.provider} choice={choice} returnTo={props.returnTo} />)
          )
        }
      </Await>
    </Page>
  )
}

function Provider(props: { choice: EidChoice; returnTo: string }): VNode | null {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  if (!props.choice.is_test) return null
  const logIn = async (personId: string): Promise<void> => {
    setBusy(true)
    try {
      const answer = await api.logInByTestEid(personId, props.returnTo)
      loggedIn(answer.me)
      go(answer.return_to, { replace: true })
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
      setBusy(false)
    }
  }
  return (
    <section className="test-eid stack" aria-labelledby="test-eid">
      <h2 id="test-eid" className="row">
        <Icon outline={flask} />
        {m.login_test_title()}
      </h2>
      <p>{m.login_test_text()}</p>
      {refusal ? <FieldError id="login-error">{errorText(refusal)}</FieldError> : null}
      {props.choice.people.map((person) => (
        <WayButton
          key={person.person_id}
          title={person.name}
          note={m.login_age({ count: person.age })}
          busy={busy}
          onPress={() => void logIn(person.person_id)}
        />
      ))}
    </section>
  )
}
