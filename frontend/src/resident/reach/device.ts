/** Whether this browser may be sent notices, and its address at its push service (W3C Push API). */
import * as api from "../api"
import { registerWorker } from "./worker"

/** `install`: only once it stands on the home screen, as on an iPhone or iPad. */
export type DeviceState = "off" | "on" | "denied" | "install" | "impossible"

/** A browser has one address whoever is logged in, so whose it is stands beside it; without it nobody is told here. */
const OWNER = "vardrum_notices_for"

export async function deviceState(accountId: string): Promise<DeviceState> {
  if (!("Notification" in window) || !("PushManager" in window)) return wantsInstalling() ? "install" : "impossible"
  if (Notification.permission === "denied") return "denied"
  const registration = await registerWorker()
  if (!registration) return "impossible"
  return (await registration.pushManager.getSubscription()) && owner() === accountId ? "on" : "off"
}

/** Only Apple's telephones and tablets have this property; it is false while the page is in their browser. */
function wantsInstalling(): boolean {
  return (navigator as { standalone?: boolean }).standalone === false
}

/** Asks the browser, which asks the person; only ever after a press. Throws what the server refuses. */
export async function turnOn(key: string, accountId: string): Promise<DeviceState> {
  if ((await Notification.requestPermission()) !== "granted") return deviceState(accountId)
  const registration = await registerWorker()
  if (!registration) return "impossible"
  await navigator.serviceWorker.ready
  let subscription: PushSubscription
  try {
    subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  } catch {
    // The browser has no push service, or cannot reach it.
    return "impossible"
  }
  const keys = subscription.toJSON().keys ?? {}
  await api.addDevice({ endpoint: subscription.endpoint, p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" })
  own(accountId)
  return "on"
}

export async function turnOff(): Promise<DeviceState> {
  const subscription = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()
  own(null)
  if (subscription) {
    await api.removeDevice(subscription.endpoint)
    await subscription.unsubscribe()
  }
  return "off"
}

function owner(): string | null {
  try {
    return localStorage.getItem(OWNER)
  } catch {
    return null
  }
}

function own(accountId: string | null): void {
  try {
    if (accountId === null) localStorage.removeItem(OWNER)
    else localStorage.setItem(OWNER, accountId)
  } catch {
    // A browser that keeps nothing says "off" the next time, and is asked again.
  }
}
