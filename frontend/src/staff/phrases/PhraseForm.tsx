/** One phrase: read by everybody, written by those who may, in both languages, with its earlier versions below. */
import { type KeyboardEvent, type ReactElement, useState } from "react"
import arrowLeft from "@phosphor-icons/core/assets/regular/arrow-left.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { language } from "../../core/language"
import type { Phrase, PhraseUnit, PhraseVersion, StaffMe } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import { Field } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { focusSoon } from "../focus"
import { tell, tellWithUndo, warn } from "../notices"
import { changed, draftOf, type Flaw, type Flaws, flawsOf, LANGUAGES, MAX_ABBREVIATION, type PhraseDraft, sameWords } from "./draft"
import { PhraseConflict } from "./PhraseConflict"
import { PhraseWords } from "./PhraseWords"
import { placeId } from "./places"
import { PhraseVersions } from "./PhraseVersions"
import type { Saved, Shelf } from "./shelf"
import { phraseTitle } from "./titles"
import { type Library, libraryWord } from "./words"

interface PhraseFormProps {
  shelf: Shelf
  me: StaffMe
  unit: PhraseUnit
  /** As it stands; null for one that was never saved. */
  phrase: Phrase | null
  withdrawn: boolean
  draft: PhraseDraft
  unsaved: boolean
  editable: readonly Library[]
  onCopy: (phrase: Phrase) => void
  onClose: () => void
}

/** What one does with the phrase, and what came of it. */
interface Editing {
  flaws: Flaws
  /** What somebody else saved while this was written. */
  theirs: PhraseVersion | null
  busy: boolean
  edit: (change: Partial<PhraseDraft>) => void
  save: (wanted?: PhraseDraft) => void
  withdraw: () => void
  discard: () => void
}

interface Told {
  flaws: Flaws
  theirs: PhraseVersion | null
  refuse: (found: Flaws) => void
  settle: (saved: Saved) => void
  forget: () => void
}

function useTold(): Told {
  const [flaws, setFlaws] = useState<Flaws>(new Map())
  const [theirs, setTheirs] = useState<PhraseVersion | null>(null)
  const refuse = (found: Flaws): void => {
    setFlaws(found)
    const [first] = found.keys()
    if (first !== undefined) focusSoon(`#${placeId(first)}`)
  }
  const settle = (saved: Saved): void => {
    if (saved.kind === "saved") {
      const { title, version } = saved.phrase
      setTheirs(null)
      tell(() => m.phrases_saved({ title: phraseTitle(title, language.get()), version }))
    } else if (saved.kind === "changed") setTheirs(saved.theirs)
    else if (saved.refusal.code === "abbreviation_taken") refuse(new Map([["abbreviation", () => errorText(saved.refusal)]]))
    else warn(() => errorText(saved.refusal))
  }
  const forget = (): void => {
    setFlaws(new Map())
    setTheirs(null)
  }
  return { flaws, theirs, refuse, settle, forget }
}

function useEditing({ shelf, phrase, draft, onClose }: PhraseFormProps): Editing {
  const { flaws, theirs, refuse, settle, forget } = useTold()
  const [busy, setBusy] = useState(false)
  const edit = (change: Partial<PhraseDraft>): void => {
    const next = changed(draft, change)
    if (phrase !== null && next.restores === null && next.basedOn === phrase.version && sameWords(next, phrase)) shelf.drop(draft.id)
    else shelf.keep(next)
  }
  const save = async (wanted: PhraseDraft): Promise<void> => {
    const found = flawsOf(wanted)
    refuse(found)
    if (found.size > 0 || busy) return
    setBusy(true)
    settle(await shelf.save(wanted))
    setBusy(false)
  }
  const withdraw = async (): Promise<void> => {
    if (phrase === null || busy) return
    setBusy(true)
    const gone = await shelf.withdraw(phrase, draft.saveId)
    setBusy(false)
    if (gone.kind !== "saved") {
      settle(gone)
      return
    }
    const back = changed(draftOf(gone.phrase), { restores: phrase.version })
    tellWithUndo(() => m.phrases_withdrawn_told({ title: phraseTitle(phrase.title, language.get()) }), () => void shelf.save(back).then(settle))
    onClose()
  }
  const discard = (): void => {
    shelf.drop(draft.id)
    forget()
    tellWithUndo(m.phrases_discarded, () => shelf.keep(draft))
    if (phrase === null) onClose()
  }
  return { flaws, theirs, busy, edit, save: (wanted = draft) => void save(wanted), withdraw: () => void withdraw(), discard }
}

export function PhraseForm(props: PhraseFormProps): ReactElement {
  const { shelf, phrase, draft, editable, withdrawn } = props
  const { flaws, theirs, busy, edit, save, withdraw, discard } = useEditing(props)
  const mayEdit = editable.includes(draft.library)
  const onKeyDown = (event: KeyboardEvent): void => {
    const saves = (event.ctrlKey || event.metaKey) && (event.key === "Enter" || event.key === "s")
    if (!saves || !mayEdit) return
    event.preventDefault()
    save()
  }
  return (
    <form
      className="phrase-form"
      autoComplete="off"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Heading {...props} />
      {mayEdit ? null : <ReadOnly {...props} />}
      {withdrawn ? <Notice look="slate">{m.phrases_is_withdrawn()}</Notice> : null}
      {theirs === null ? null : (
        <PhraseConflict
          theirs={theirs}
          onMine={() => save(changed(draft, { basedOn: theirs.number }))}
          onTheirs={() => {
            discard()
            void shelf.book.load()
          }}
        />
      )}
      {mayEdit ? <Naming {...props} flaw={flaws.get("abbreviation")} onEdit={edit} /> : null}
      <div className="phrase-form__languages">
        {LANGUAGES.map((one) => (
          <PhraseWords key={one} language={one} draft={draft} me={props.me} unit={props.unit} flaws={flaws} readOnly={!mayEdit} onEdit={edit} />
        ))}
      </div>
      {mayEdit ? (
        <div className="phrase-form__foot">
          <Button look="filled" size="s" submit busy={busy} disabled={!props.unsaved && !withdrawn}>
            {withdrawn ? m.phrases_bring_back() : m.phrases_save()}
          </Button>
          {props.unsaved ? (
            <Button look="quiet" size="s" onPress={discard}>
              {m.phrases_discard()}
            </Button>
          ) : null}
          {phrase === null || withdrawn || props.unsaved ? null : (
            <Button look="danger-line" size="s" busy={busy} onPress={withdraw}>
              {m.phrases_withdraw()}
            </Button>
          )}
          <span className="muted" role="status">
            {props.unsaved ? m.phrases_unsaved_kept() : ""}
          </span>
        </div>
      ) : null}
      {phrase === null ? null : <PhraseVersions key={phrase.version} shelf={shelf} phrase={phrase} mayEdit={mayEdit} draft={draft} onBring={(next) => shelf.keep(next)} />}
    </form>
  )
}

function Heading({ draft, phrase, onClose }: PhraseFormProps): ReactElement {
  const title = phraseTitle(draft.title, language.get())
  return (
    <header className="phrase-form__head">
      <button type="button" className="desk__way phrase-form__back" onClick={onClose}>
        <Icon outline={arrowLeft} size="s" />
        {m.phrases_back()}
      </button>
      <h2 id="phrase-heading" tabIndex={-1}>
        {title === "" ? (phrase === null ? m.phrases_new_heading() : m.phrases_untitled()) : title}
      </h2>
      {phrase === null ? null : (
        <p className="muted">
          {phrase.changed_by === null
            ? m.phrases_version({ version: phrase.version, at: exactTime(phrase.changed_at) })
            : m.phrases_version_by({ version: phrase.version, at: exactTime(phrase.changed_at), name: phrase.changed_by })}
        </p>
      )}
    </header>
  )
}

function ReadOnly({ draft, phrase, onCopy }: PhraseFormProps): ReactElement {
  return (
    <Notice look="slate">
      <p>{draft.library === "unit" ? m.phrases_read_only_unit() : m.phrases_read_only_shared()}</p>
      {phrase === null ? null : (
        <Button look="line" size="s" onPress={() => onCopy(phrase)}>
          {m.phrases_copy()}
        </Button>
      )}
    </Notice>
  )
}

interface NamingProps extends PhraseFormProps {
  flaw: Flaw | undefined
  onEdit: (change: Partial<PhraseDraft>) => void
}

/** A phrase stays in the library it was first saved in: others may have it in their fingers there. */
function Naming({ draft, phrase, editable, flaw, onEdit }: NamingProps): ReactElement {
  return (
    <div className="phrase-form__naming">
      <Field
        id={placeId("abbreviation")}
        label={m.phrases_abbreviation()}
        help={m.phrases_abbreviation_help()}
        error={flaw?.()}
        maxLength={MAX_ABBREVIATION}
        value={draft.abbreviation}
        onValue={(value) => onEdit({ abbreviation: value.toLocaleLowerCase("sv") })}
      />
      {phrase === null && editable.length > 1 ? (
        <fieldset className="outcomes phrase-form__library">
          <legend className="field__label">{m.phrases_library()}</legend>
          {editable.map((library) => (
            <label key={library} className="outcome">
              <input type="radio" name="phrase-library" checked={draft.library === library} onChange={() => onEdit({ library })} />
              {libraryWord(library)}
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="phrase-form__where">
          <span className="field__label">{m.phrases_library()}</span> {libraryWord(draft.library)}
        </p>
      )}
    </div>
  )
}
