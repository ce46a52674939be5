/** Every save of a phrase, the newest first: who, when, what it said, and the way to bring it back. */
import { type ReactElement, useState } from "react"
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import type { Phrase, PhraseVersion } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { focusSoon } from "../focus"
import { brought, type PhraseDraft } from "./draft"
import type { Shelf } from "./shelf"
import { VersionWords } from "./VersionWords"

interface PhraseVersionsProps {
  shelf: Shelf
  phrase: Phrase
  mayEdit: boolean
  draft: PhraseDraft
  onBring: (draft: PhraseDraft) => void
}

export function PhraseVersions({ shelf, phrase, mayEdit, draft, onBring }: PhraseVersionsProps): ReactElement {
  const [versions, setVersions] = useState<readonly PhraseVersion[] | null>(null)
  const [sentence, setSentence] = useState<string | null>(null)
  const load = async (): Promise<void> => {
    setSentence(null)
    try {
      setVersions(await shelf.versions(phrase.id))
    } catch (thrown) {
      setSentence(errorText(asRefusal(thrown)))
    }
  }
  if (versions === null)
    return (
      <div className="phrase-versions">
        <Button look="quiet" size="s" onPress={() => void load()}>
          {m.phrases_versions_show()}
        </Button>
        <p role="alert" className="attached__wrong">
          {sentence}
        </p>
      </div>
    )
  return (
    <section className="phrase-versions" aria-label={m.phrases_versions()}>
      <h3>{m.phrases_versions()}</h3>
      <ol className="phrase-versions__list">
        {versions.map((version) => (
          <li key={version.number}>
            <details>
              <summary>
                <strong>{m.phrases_version_number({ number: version.number })}</strong> <span className="muted">{whose(version)}</span>{" "}
                {version.number === phrase.version ? <span className="badge">{m.phrases_version_now()}</span> : null}
                {version.withdrawn ? <span className="badge">{m.phrases_version_withdrawn()}</span> : null}
                {version.restores === null ? null : <span className="badge">{m.phrases_version_restores({ number: version.restores })}</span>}
              </summary>
              <VersionWords version={version} />
              {mayEdit && version.number !== phrase.version ? (
                <Button
                  look="line"
                  size="s"
                  label={m.phrases_version_bring_named({ number: version.number })}
                  onPress={() => {
                    onBring(brought(draft, version))
                    focusSoon("#phrase-heading")
                  }}
                >
                  {m.phrases_version_bring()}
                </Button>
              ) : null}
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}

const whose = ({ by, at }: PhraseVersion): string => (by === null ? exactTime(at) : m.phrases_version_whose({ name: by, at: exactTime(at) }))
