/** The palette: one field that finds a case, a phrase or anything that can be done, by keyboard alone. */
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import search from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import close from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { language } from "../../core/language"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { openCase } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import type { Span } from "../room/blanks"
import { phrasesIn } from "../room/phrases"
import { useWatched } from "../watched"
import { nameAndAge } from "../words"
import { COMMANDS } from "./commands"
import { inPieces } from "./matching"
import { find, type Found, type Section } from "./palette"

export function Palette({ desk, onClose }: { desk: Desk; onClose: () => void }): ReactElement {
  return (
    <ModalOverlay className="overlay overlay--palette" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="palette-frame">
        <Dialog className="palette" aria-label={m.staff_palette()}>
          <Search desk={desk} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Search({ desk, onClose }: { desk: Desk; onClose: () => void }): ReactElement {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState("")
  const [place, setPlace] = useState(0)
  const sections = useFound(desk, query)
  const all = sections.flatMap((section) => section.found)
  const chosen = all[Math.min(place, all.length - 1)] ?? null
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" })
  }, [chosen?.id])
  const run = (found: Found): void => {
    onClose()
    // The dialog gives the keyboard back first; what is done may then take it somewhere else.
    requestAnimationFrame(() => requestAnimationFrame(() => act(desk, found)))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    if (step !== 0 && all.length > 0) setPlace((Math.min(place, all.length - 1) + step + all.length) % all.length)
    else if (event.key === "Enter" && chosen !== null && !event.nativeEvent.isComposing) run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="palette__search">
        <Icon outline={search} />
        <input
          className="palette__field"
          role="combobox"
          aria-label={m.staff_palette_search()}
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={chosen === null ? undefined : `${id}-${chosen.id}`}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder={m.staff_palette_example()}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setPlace(0)
          }}
          onKeyDown={onKeyDown}
        />
        <kbd className="key">Esc</kbd>
        <button type="button" className="tool by-touch" aria-label={m.staff_close()} onClick={onClose}>
          <Icon outline={close} />
        </button>
      </div>
      <div ref={list} id={id} className="palette__found" role="listbox" aria-label={m.staff_palette_found()}>
        {sections.map((section) => (
          <Group
            key={section.id}
            list={id}
            desk={desk}
            section={section}
            chosen={chosen}
            onRun={run}
            onPoint={(found) => setPlace(all.indexOf(found))}
          />
        ))}
        {all.length === 0 ? <p className="palette__nothing">{m.staff_palette_nothing()}</p> : null}
      </div>
      <p className="palette__foot">
        <span>
          <kbd className="key">↑</kbd> <kbd className="key">↓</kbd> {m.staff_palette_choose()}
        </span>
        <span>
          <kbd className="key">↵</kbd> {m.staff_palette_do()}
        </span>
        <span>
          <kbd className="key">Ctrl</kbd> <kbd className="key">Z</kbd> {m.staff_palette_undo()}
        </span>
        <span className="palette__kept" role="status">
          {query === "" ? m.staff_palette_kept() : m.staff_palette_count({ count: all.length })}
        </span>
      </p>
    </>
  )
}

function useFound(desk: Desk, query: string): Section[] {
  const book = useWatched(desk.phrases.now)
  const list = useWatched(desk.worklist.opened)
  const panes = useWatched(desk.panes)
  const personalNumbers = new Map(
    panes.shown.flatMap((room): [string, string][] => {
      const number = desk.client(room)?.state?.staff?.personal_number
      return number === undefined ? [] : [[room, number]]
    }),
  )
  const { focused, me } = desk
  const spoken = useWatched(language)
  const state = focused === null ? null : desk.client(focused)?.state
  const mine = state?.room.holder?.id === me.account_id ? state : null
  const here = book.phase === "here" ? book.phrases : null
  const fill = mine?.staff && here ? phrasesIn({ room: mine.room, staff: mine.staff, me, unit: here.unit, language: spoken }) : null
  return find({
    query,
    commands: COMMANDS.filter((command) => command.can(desk)),
    phrases: fill && here ? here.phrases : [],
    filled: (phrase) => fill?.(phrase).text ?? "",
    items: list.phase === "refused" ? [] : (list.state?.items ?? []),
    me: me.account_id,
    personalNumbers,
  })
}

function act(desk: Desk, { act: what }: Found): void {
  switch (what.kind) {
    case "command":
      what.command.run(desk)
      return
    case "phrase":
      if (desk.focused !== null) desk.insertPhrase(desk.focused, what.phrase)
      return
    case "case":
      if (what.item.holder_id === desk.me.account_id) desk.reply(what.item.case_id)
      else openCase(desk, what.item.case_id)
  }
}

interface GroupProps {
  list: string
  desk: Desk
  section: Section
  chosen: Found | null
  onRun: (found: Found) => void
  onPoint: (found: Found) => void
}

function Group({ list, desk, section, chosen, onRun, onPoint }: GroupProps): ReactElement {
  const room = section.id === "room" ? desk.focused : null
  const hue = room === null ? null : (desk.hues.get().get(room) ?? 1)
  const title = sectionWords(section.id, desk)
  return (
    <div role="group" aria-label={title} className={hue === null ? "palette__group" : `palette__group hue-${hue}`}>
      <p className="palette__title" aria-hidden="true">
        {hue === null ? null : <span className="swatch" />}
        {title}
      </p>
      {section.found.map((found) => (
        <div
          key={found.id}
          id={`${list}-${found.id}`}
          className="found"
          role="option"
          aria-selected={found === chosen}
          onPointerMove={() => found !== chosen && onPoint(found)}
          onClick={() => onRun(found)}
        >
          <Icon outline={found.icon} />
          <span className="found__words">
            <span className="found__title">
              <Marked {...found} text={found.title} />
              {found.also === null ? null : (
                <span className="found__also">
                  {" ”"}
                  <Marked {...found.also} />
                  ”
                </span>
              )}
            </span>
            {found.note === "" ? null : <span className="found__note" title={found.note}>
                {found.note}
              </span>}
          </span>
          {found.sign === null ? null : (
            <kbd className="key found__sign">
              <Marked {...found.sign} />
            </kbd>
          )}
          <span className="found__keys">
            {found.keys.map((key, place) => (
              <kbd key={place} className="key">
                {key}
              </kbd>
            ))}
          </span>
        </div>
      ))}
    </div>
  )
}

/** What was searched for stands out where it was found. */
function Marked({ text, letters }: { text: string; letters: readonly Span[] }): ReactElement {
  return (
    <>
      {inPieces(text, letters).map((piece, place) => (piece.strong ? <b key={place}>{piece.text}</b> : piece.text))}
    </>
  )
}

function sectionWords(section: Section["id"], desk: Desk): string {
  switch (section) {
    case "room": {
      const state = desk.focused === null ? null : desk.client(desk.focused)?.state
      const name = state?.room.resident.name ?? ""
      const age = state?.staff?.age
      return m.staff_palette_room({ who: age === undefined ? name : nameAndAge(name, age) })
    }
    case "phrases":
      return m.desk_phrases()
    case "cases":
      return m.staff_palette_cases()
    case "go":
      return m.staff_palette_go()
    case "settings":
      return m.staff_palette_settings()
  }
}
