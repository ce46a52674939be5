/** Somebody saved the same phrase while one was writing: their words are shown, one's own stay in the fields. */
import { type ReactElement, useEffect, useRef } from "react"
import type { PhraseVersion } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { VersionWords } from "./VersionWords"

interface PhraseConflictProps {
  theirs: PhraseVersion
  onMine: () => void
  onTheirs: () => void
}

export function PhraseConflict({ theirs, onMine, onTheirs }: PhraseConflictProps): ReactElement {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [theirs.number])
  const by = theirs.by ?? "Vårdrum"
  const at = exactTime(theirs.at)
  return (
    <section ref={box} className="checks checks--stale phrase-conflict" role="alert" tabIndex={-1} aria-label={m.phrases_conflict()}>
      <p className="checks__head">
        <strong>{theirs.withdrawn ? m.phrases_conflict_withdrawn({ name: by, at }) : m.phrases_conflict_by({ name: by, at })}</strong>
      </p>
      <p>{m.phrases_conflict_kept()}</p>
      {theirs.withdrawn ? null : <VersionWords version={theirs} />}
      <div className="checks__foot">
        <Button look="filled" size="s" onPress={onMine}>
          {m.phrases_conflict_mine()}
        </Button>
        <Button look="neutral" size="s" onPress={onTheirs}>
          {m.phrases_conflict_theirs()}
        </Button>
      </div>
    </section>
  )
}
