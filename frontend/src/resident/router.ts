/** Addresses and pages. Links are ordinary links; a click on one of ours changes the page without loading it anew. */
import { Observable, type Watched } from "../core/observable"

export type Route =
  | { page: "start" }
  | { page: "signs" }
  | { page: "login"; returnTo: string }
  | { page: "begin"; administrative: boolean }
  | { page: "form"; intakeId: string }
  | { page: "cases" }
  | { page: "case"; caseId: string }
  | { page: "guest" }
  | { page: "reach" }
  | { page: "notice"; noticeId: string }
  | { page: "check"; caseId: string }
  | { page: "nothing" }

const UUID = "[0-9a-f-]{36}"

export function routeOf(address: string): Route {
  const url = new URL(address, "http://here")
  const path = url.pathname.replace(/\/$/, "") || "/"
  const form = new RegExp(`^/form/(${UUID})$`).exec(path)?.[1]
  const room = new RegExp(`^/cases/(${UUID})$`).exec(path)?.[1]
  const notice = new RegExp(`^/n/(${UUID})$`).exec(path)?.[1]
  if (notice) return { page: "notice", noticeId: notice }
  const check = new RegExp(`^/cases/(${UUID})/check$`).exec(path)?.[1]
  if (check) return { page: "check", caseId: check }
  if (form) return { page: "form", intakeId: form }
  if (room) return { page: "case", caseId: room }
  switch (path) {
    case "/":
      return { page: "start" }
    case "/signs":
      return { page: "signs" }
    case "/login":
      return { page: "login", returnTo: localPath(url.searchParams.get("to")) }
    case "/new":
      return { page: "begin", administrative: false }
    case "/errand":
      return { page: "begin", administrative: true }
    case "/reach":
      return { page: "reach" }
    case "/cases":
      return { page: "cases" }
    case "/guest":
      return { page: "guest" }
    default:
      return { page: "nothing" }
  }
}

/** A path of this site, never an address of somebody else's. */
function localPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : "/"
}

const current = new Observable<Route>(typeof location === "undefined" ? { page: "start" } : routeOf(location.href))
export const route: Watched<Route> = current

export function go(path: string, options: { replace?: boolean } = {}): void {
  history[options.replace ? "replaceState" : "pushState"](null, "", path)
  current.set(routeOf(location.href))
  window.scrollTo(0, 0)
}

/** Pages that need nobody to be logged in. */
export function isForEverybody(at: Route): boolean {
  return at.page === "start" || at.page === "signs" || at.page === "login" || at.page === "guest" || at.page === "nothing"
}

export const loginPath = (returnTo: string): string => `/login?to=${encodeURIComponent(returnTo)}`

export function watchLinks(page: Window = window): void {
  page.addEventListener("popstate", () => current.set(routeOf(page.location.href)))
  page.document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a")
    if (!link || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target || link.hasAttribute("download")) return
    if (link.origin !== page.location.origin || link.pathname.startsWith("/staff")) return
    event.preventDefault()
    go(link.pathname + link.search)
  })
}
