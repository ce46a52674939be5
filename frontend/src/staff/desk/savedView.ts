/** Which view was chosen in this tab, so that a reload shows it again: a wall keeps showing the floor. */
const KEY = "vardrum.view"
const VIEWS = ["desk", "concluded", "phrases", "settings", "floor"] as const

export type View = (typeof VIEWS)[number]

export const savedView = (): View => VIEWS.find((view) => view === sessionStorage.getItem(KEY)) ?? "desk"

export const saveView = (view: View): void => sessionStorage.setItem(KEY, view)
