/**
 * The service worker: shows notices, leads a click to where it belongs, and says so when there is no network. It keeps one
 * page without anybody's data and nothing else: no answer of the API and no page of a case is ever in its cache.
 */
import { languageOf, noticeAddress, readNotice } from "../core/notices/notice"

declare const self: ServiceWorkerGlobalScope
/** Changes with the build, so that a page can say that there is a new version. */
declare const BUILD: string

const CACHE = `offline-${BUILD}`
const OFFLINE = "/assets/offline-1.html"
const STYLE = "/assets/offline-1.css"
const ICON = "/assets/app-icon-1-192.png"

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([OFFLINE, STYLE])))
})

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener("message", (event) => {
  // A page asks first: whoever writes in another tab is not to lose it.
  if (event.data === "take over" && event.source instanceof WindowClient) void self.skipWaiting()
})

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url)
  if (pathname === STYLE) event.respondWith(kept(STYLE))
  else if (event.request.mode === "navigate" && !pathname.startsWith("/staff")) {
    event.respondWith(fetch(event.request).catch(() => kept(OFFLINE)))
  }
})

async function kept(address: string): Promise<Response> {
  return (await caches.match(address, { cacheName: CACHE })) ?? Response.error()
}

self.addEventListener("push", (event) => {
  // A browser asks for something to be shown each time, also where nothing can be read.
  const notice = readNotice(event.data?.text() ?? "", languageOf(self.navigator.language))
  const shown = { body: notice.text, icon: ICON, badge: ICON, tag: notice.id, data: notice.id }
  event.waitUntil(self.registration.showNotification(notice.title, shown))
})

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(show(noticeAddress(event.notification.data)))
})

/** In a window that is there already, else in a new one. */
async function show(address: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  const own = windows.find((window) => !new URL(window.url).pathname.startsWith("/staff"))
  if (!own) {
    await self.clients.openWindow(address)
    return
  }
  // A page of a case may hold a call, so it goes there without loading anew. Others may have nobody logged in, who would
  // not hear of it.
  if (new URL(own.url).pathname.startsWith("/cases/")) own.postMessage({ open: address })
  else await own.navigate(address)
  await own.focus()
}
