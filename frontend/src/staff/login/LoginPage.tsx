/** Staff's login: user name and password. What is wrong is said at its field, what was refused above them both. */
import { type ReactElement, useState } from "react"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import { Button } from "../../design/Button"
import { Field } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Wordmark } from "../../design/Mark"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { LanguageSwitch } from "./LanguageSwitch"

interface LoginPageProps {
  busy: boolean
  sentence: string | null
  onLogIn: (userName: string, password: string) => void
}

export function LoginPage({ busy, sentence, onLogIn }: LoginPageProps): ReactElement {
  const [userName, setUserName] = useState("")
  const [password, setPassword] = useState("")
  const [tried, setTried] = useState(false)
  const submit = (): void => {
    setTried(true)
    if (userName.trim() !== "" && password !== "" && !busy) onLogIn(userName.trim(), password)
  }
  return (
    <main className="door">
      <div className="door__top">
        <Wordmark />
        <LanguageSwitch />
      </div>
      <form
        className="card door__card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div>
          <h1>{m.staff_login_heading()}</h1>
          <p className="muted">{m.staff_login_intro()}</p>
        </div>
        <div role="alert">
          {sentence === null ? null : (
            <Notice look="ember">
              <p className="door__sentence">
                <Icon outline={warning} />
                {sentence}
              </p>
            </Notice>
          )}
        </div>
        <Field
          id="user-name"
          label={m.staff_login_user()}
          value={userName}
          onValue={setUserName}
          autoComplete="username"
          maxLength={80}
          error={tried && userName.trim() === "" ? m.staff_login_missing_user() : undefined}
        />
        <Field
          id="password"
          secret
          label={m.staff_login_password()}
          value={password}
          onValue={setPassword}
          autoComplete="current-password"
          maxLength={200}
          error={tried && password === "" ? m.staff_login_missing_password() : undefined}
        />
        <Button look="filled" size="l" wide submit busy={busy}>
          {busy ? m.staff_login_busy() : m.staff_login_button()}
        </Button>
      </form>
    </main>
  )
}
