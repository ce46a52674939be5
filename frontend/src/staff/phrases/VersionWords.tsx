/** What a version says, in the languages it is written in. */
import type { ReactElement } from "react"
import type { PhraseVersion } from "../../core/protocol/wire"
import { LANGUAGES } from "./draft"

export function VersionWords({ version }: { version: PhraseVersion }): ReactElement {
  return (
    <div className="version-words">
      <kbd className="key">;{version.abbreviation}</kbd>
      {LANGUAGES.filter((language) => version.text[language] !== "").map((language) => (
        <div key={language} lang={language}>
          <strong>{version.title[language]}</strong>
          <p className="phrase-preview__text">{version.text[language]}</p>
        </div>
      ))}
    </div>
  )
}
