/** Whether this browser may be sent notices, and its address at its push service (W3C Push API). */
import * as api from "../api"
import { registerWorker } from "./worker"

export type DeviceState = "off" | "on" | "denied" | "impossible"

export async function deviceState(): Promise<DeviceState> {
  if (!("Notification" in window) || !("PushManager" in window)) return "impossible"
  if (Notification.permission === "denied") return "denied"
  const registration = await registerWorker()
  if (!registration) return "impossible"
  return (await registration.pushManager.getSubscription()) ? "on" : "off"
}

/** Asks the browser, which asks the person; only ever after a press. */
export async function turnOn(key: string): Promise<DeviceState> {
  if ((await Notification.requestPermission()) !== "granted") return deviceState()
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
  return "on"
}

export async function turnOff(): Promise<DeviceState> {
  const subscription = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()
  if (subscription) {
    await api.removeDevice(subscription.endpoint)
    await subscription.unsubscribe()
  }
  return "off"
}
