/** Everything the desk can be told by keyboard, once: the keys obey this table, the palette searches it, the sheet lists it. */
import archive from "@phosphor-icons/core/assets/regular/archive.svg?icon"
import arrowBack from "@phosphor-icons/core/assets/regular/arrow-u-up-left.svg?icon"
import arrowsOut from "@phosphor-icons/core/assets/regular/arrow-bend-up-left.svg?icon"
import buildings from "@phosphor-icons/core/assets/regular/buildings.svg?icon"
import checkCircle from "@phosphor-icons/core/assets/regular/check-circle.svg?icon"
import grid from "@phosphor-icons/core/assets/regular/squares-four.svg?icon"
import bookOpen from "@phosphor-icons/core/assets/regular/book-open-text.svg?icon"
import desktop from "@phosphor-icons/core/assets/regular/desktop.svg?icon"
import keyboard from "@phosphor-icons/core/assets/regular/keyboard.svg?icon"
import lightning from "@phosphor-icons/core/assets/regular/lightning.svg?icon"
import magnifier from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import moon from "@phosphor-icons/core/assets/regular/moon.svg?icon"
import notePencil from "@phosphor-icons/core/assets/regular/note-pencil.svg?icon"
import quotes from "@phosphor-icons/core/assets/regular/quotes.svg?icon"
import sliders from "@phosphor-icons/core/assets/regular/sliders-horizontal.svg?icon"
import speaker from "@phosphor-icons/core/assets/regular/speaker-high.svg?icon"
import sun from "@phosphor-icons/core/assets/regular/sun.svg?icon"
import user from "@phosphor-icons/core/assets/regular/user-circle.svg?icon"
import video from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import x from "@phosphor-icons/core/assets/regular/x.svg?icon"
import type { RoomState } from "../../core/room/roomState"
import * as m from "../../texts/messages"
import { folded } from "../case/folding"
import { firstUnread, markRead } from "../case/readTexts"
import type { Desk } from "../desk/desk"
import { nextForMe } from "../desk/rows"
import { searching } from "../desk/searching"
import { call, mayCall } from "../room/calling"
import { accept, declining, isSetAway, offerOf } from "../offers/offers"
import { decides } from "../unit/decides"
import { presenceWord } from "../words"
import { allowSounds, sounds } from "./sounds"
import { chooseTheme } from "./theme"

export interface Command {
  id: string
  /** A room's commands act on the room in focus and stand under its name. */
  group: "room" | "go" | "settings"
  icon: string
  words: () => string
  /** Other words it may be looked for by. */
  also?: () => string
  /** As `meant` in keys.ts gives them. */
  keys?: string
  can: (desk: Desk) => boolean
  run: (desk: Desk) => void
}

const always = (): boolean => true

function focusedState(desk: Desk): RoomState | null {
  const { focused } = desk
  return focused === null ? null : (desk.client(focused)?.state ?? null)
}

const hasRoom = (desk: Desk): boolean => desk.focused !== null

function isMine(desk: Desk): boolean {
  const room = focusedState(desk)?.room
  return room?.holder?.id === desk.me.account_id && room.state === "active"
}

function isOpen(desk: Desk): boolean {
  const room = focusedState(desk)?.room
  return room !== undefined && room.state !== "concluded" && room.state !== "archived"
}

/** Does something with the room in focus; without one there is nothing to do it with. */
const inRoom = (act: (desk: Desk, roomId: string) => void) => (desk: Desk): void => {
  const { focused } = desk
  if (focused === null) return
  desk.view.set("desk")
  act(desk, focused)
}

/** The form whose free text comes first among the unread; none while the panel is folded away, for then nobody reads. */
function unreadForm(desk: Desk): number | null {
  const state = focusedState(desk)
  if (!state?.staff || folded.get() || desk.view.get() !== "desk") return null
  return firstUnread(desk.me.account_id, state.room.id, state.staff)
}

function markTextRead(desk: Desk, roomId: string): void {
  const form = unreadForm(desk)
  if (form !== null) markRead(desk.me.account_id, roomId, form)
}

/** The same key answers the two questions that can stand there: do I take this one, am I back. */
function acceptOrReturn(desk: Desk): void {
  void (offerOf(desk) === null ? desk.staffing.declare("available") : accept(desk))
}

const presences = ["available", "busy", "away"] as const

export const COMMANDS: readonly Command[] = [
  { id: "reply", group: "room", icon: arrowsOut, words: m.staff_keys_reply, keys: "r", can: isMine, run: inRoom((desk, room) => desk.reply(room)) },
  { id: "note", group: "room", icon: notePencil, words: m.staff_keys_note, keys: "k", can: isOpen, run: inRoom((desk, room) => desk.noting.set(room)) },
  {
    id: "read",
    group: "room",
    icon: bookOpen,
    words: m.staff_keys_read,
    keys: "l",
    can: (desk) => unreadForm(desk) !== null,
    run: inRoom(markTextRead),
  },
  {
    id: "call",
    group: "room",
    icon: video,
    words: m.staff_keys_call,
    keys: "v",
    can: (desk) => desk.focused !== null && mayCall(desk, desk.focused),
    run: inRoom(call),
  },
  {
    id: "priority",
    group: "room",
    icon: sliders,
    words: m.staff_keys_priority,
    also: m.staff_keys_priority_also,
    keys: "g p",
    can: (desk) => isOpen(desk) && focusedState(desk)?.staff?.administrative === false && (isMine(desk) || desk.supervises),
    run: inRoom((desk, roomId) => desk.asked.set({ roomId, about: "priority" })),
  },
  { id: "search-room", group: "room", icon: magnifier, words: m.search_in_talk, keys: "f", can: hasRoom, run: inRoom((_, roomId) => searching.set({ roomId })) },
  {
    id: "release",
    group: "room",
    icon: arrowBack,
    words: m.desk_release,
    keys: "g l",
    can: isMine,
    run: inRoom((desk, roomId) => desk.asked.set({ roomId, about: "release" })),
  },
  {
    id: "conclude",
    group: "room",
    icon: checkCircle,
    words: m.desk_conclude,
    keys: "g a",
    can: isMine,
    run: inRoom((desk, roomId) => desk.asked.set({ roomId, about: "conclude" })),
  },
  { id: "close", group: "room", icon: x, words: m.desk_pane_close_short, keys: "g x", can: hasRoom, run: inRoom((desk, room) => desk.putAway(room)) },
  { id: "next", group: "go", icon: lightning, words: m.staff_keys_next, keys: "n", can: always, run: (desk) => toDesk(desk).markMostUrgent() },
  {
    id: "mine",
    group: "go",
    icon: user,
    words: m.staff_keys_mine,
    keys: "j",
    can: always,
    run: (desk) => {
      const next = nextForMe(desk.items, desk.me.account_id, desk.focused)
      if (next !== null) toDesk(desk).reply(next.case_id)
    },
  },
  { id: "accept", group: "go", icon: checkCircle, words: m.staff_keys_accept, keys: "a", can: (desk) => offerOf(desk) !== null || isSetAway(desk), run: acceptOrReturn },
  { id: "decline", group: "go", icon: x, words: m.staff_keys_decline, keys: "d", can: (desk) => offerOf(desk) !== null, run: () => declining.set(true) },
  { id: "desk", group: "go", icon: desktop, words: m.staff_nav_desk, keys: "g s", can: always, run: (desk) => desk.view.set("desk") },
  {
    id: "floor",
    group: "go",
    icon: grid,
    words: m.staff_nav_floor,
    also: m.staff_keys_floor_also,
    keys: "g o",
    can: (desk) => desk.supervises,
    run: (desk) => desk.view.set("floor"),
  },
  { id: "concluded", group: "go", icon: archive, words: m.staff_nav_concluded, keys: "g c", can: always, run: (desk) => desk.view.set("concluded") },
  { id: "search", group: "go", icon: magnifier, words: m.search_everywhere, keys: "g m", can: always, run: () => searching.set({ roomId: null }) },
  { id: "phrases", group: "go", icon: quotes, words: m.desk_phrases, keys: "g f", can: always, run: (desk) => desk.view.set("phrases") },
  {
    id: "unit",
    group: "go",
    icon: buildings,
    words: m.unit_settings,
    also: m.unit_settings_also,
    keys: "g i",
    can: (desk) => decides(desk.me),
    run: (desk) => desk.view.set("settings"),
  },
  { id: "keys", group: "go", icon: keyboard, words: m.staff_keys_help, keys: "?", can: always, run: (desk) => desk.overlay.set("keys") },
  ...presences.map((presence): Command => ({
    id: `presence-${presence}`,
    group: "settings",
    icon: user,
    words: () => m.staff_presence({ state: presenceWord(presence) }),
    can: always,
    run: (desk) => void desk.staffing.declare(presence),
  })),
  { id: "light", group: "settings", icon: sun, words: m.staff_keys_light, can: always, run: () => chooseTheme("light") },
  { id: "dark", group: "settings", icon: moon, words: m.staff_keys_dark, can: always, run: () => chooseTheme("dark") },
  {
    id: "sounds",
    group: "settings",
    icon: speaker,
    words: () => (sounds.get() ? m.staff_sounds_turn_off() : m.staff_sounds_turn_on()),
    can: always,
    run: () => allowSounds(!sounds.get()),
  },
]

function toDesk(desk: Desk): Desk {
  desk.view.set("desk")
  return desk
}

/** Runs the command of these keys; false when there is none that can be run now. */
export function obey(desk: Desk, keys: string): boolean {
  const command = COMMANDS.find((one) => one.keys === keys)
  if (command === undefined) return false
  if (command.can(desk)) command.run(desk)
  return true
}

/** "g a" as the caps on the keyboard say it. */
export const caps = (keys: string): string[] => keys.toUpperCase().split(" ")
