/** The service worker, seen from a page: registered once somebody is logged in, and a new version is taken when asked. */
import { Observable, type Watched } from "../../core/observable"
import { go } from "../router"

const ADDRESS = "/worker.js"
const renewed = new Observable<ServiceWorker | null>(null)
/** A new version that waits until the reader takes it. */
export const newVersion: Watched<ServiceWorker | null> = renewed

// The page takes scripts from trusted values only; this policy knows a single address.
const policy = (): { createScriptURL: (url: string) => unknown } | undefined =>
  (window as { trustedTypes?: { createPolicy: (name: string, rules: object) => { createScriptURL: (url: string) => unknown } } }).trustedTypes?.createPolicy(
    "vardrum-worker",
    { createScriptURL: () => ADDRESS },
  )

let registering: Promise<ServiceWorkerRegistration | null> | null = null

export function registerWorker(): Promise<ServiceWorkerRegistration | null> {
  registering ??= register()
  return registering
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null
  const address = policy()?.createScriptURL(ADDRESS) ?? ADDRESS
  try {
    const registration = await navigator.serviceWorker.register(address as string)
    follow(registration)
    return registration
  } catch {
    // A private window or an old browser: everything works without it but notices by push.
    return null
  }
}

function follow(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // Without a controller this is the first one, and there is nothing old to leave.
    if (registration.waiting && navigator.serviceWorker.controller) renewed.set(registration.waiting)
  }
  look()
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look))
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<unknown>) => {
    const said = event.data
    if (typeof said === "object" && said !== null && "open" in said && typeof said.open === "string") go(said.open)
  })
}

export function takeNewVersion(): void {
  const waiting = renewed.get()
  if (!waiting) return
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true })
  waiting.postMessage("take over")
}
