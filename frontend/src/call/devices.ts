/** Which camera, microphone and loudspeaker this browser's calls use, remembered here; a device that is gone is none. */
const SETTING = "vardrum.devices"

export interface ChosenDevices {
  readonly camera: string | null
  readonly microphone: string | null
  readonly speaker: string | null
}

export type DeviceKind = keyof ChosenDevices

export interface Device {
  readonly id: string
  /** As the system names it; empty until the browser was allowed to use one. */
  readonly name: string
}

export type Devices = Readonly<Record<DeviceKind, readonly Device[]>>

const NONE: ChosenDevices = { camera: null, microphone: null, speaker: null }
const KINDS: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  videoinput: "camera",
  audioinput: "microphone",
  audiooutput: "speaker",
}

export function chosenDevices(): ChosenDevices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(SETTING) ?? "{}")
    if (typeof kept !== "object" || kept === null) return NONE
    const idOf = (kind: DeviceKind): string | null => {
      const id = (kept as Record<string, unknown>)[kind]
      return typeof id === "string" && id !== "" ? id : null
    }
    return { camera: idOf("camera"), microphone: idOf("microphone"), speaker: idOf("speaker") }
  } catch {
    // Storage that is closed, or was written by something else: the browser chooses.
    return NONE
  }
}

export function rememberDevice(kind: DeviceKind, id: string): void {
  try {
    localStorage.setItem(SETTING, JSON.stringify({ ...chosenDevices(), [kind]: id }))
  } catch {
    // It then holds for this call alone.
  }
}

/** What there is to choose from; empty where the browser tells nothing. */
export async function devices(media: Pick<MediaDevices, "enumerateDevices"> | undefined = (navigator as { mediaDevices?: MediaDevices }).mediaDevices): Promise<Devices> {
  const found: Record<DeviceKind, Device[]> = { camera: [], microphone: [], speaker: [] }
  for (const one of media === undefined ? [] : await media.enumerateDevices().catch(() => [])) {
    if (one.deviceId !== "") found[KINDS[one.kind]].push({ id: one.deviceId, name: one.label })
  }
  return found
}

interface Sinking {
  setSinkId: (id: string) => Promise<void>
}

/** Plays through the chosen loudspeaker, where the browser lets pages choose one. */
export function playThroughChosen(element: HTMLMediaElement): void {
  const { speaker } = chosenDevices()
  if (speaker !== null) void (element as Partial<Pick<Sinking, "setSinkId">>).setSinkId?.(speaker).catch(() => undefined)
}

const TEST_HZ = 660
const TEST_SECONDS = 0.8

/** One soft note through the chosen loudspeaker. */
export async function testSpeaker(): Promise<void> {
  const context = new AudioContext()
  const { speaker } = chosenDevices()
  if (speaker !== null) await (context as { setSinkId?: (id: string) => Promise<void> }).setSinkId?.(speaker).catch(() => undefined)
  const note = context.createOscillator()
  const shape = context.createGain()
  note.frequency.value = TEST_HZ
  shape.gain.setValueAtTime(0, context.currentTime)
  shape.gain.linearRampToValueAtTime(0.3, context.currentTime + 0.05)
  shape.gain.linearRampToValueAtTime(0, context.currentTime + TEST_SECONDS)
  note.connect(shape).connect(context.destination)
  note.start()
  note.stop(context.currentTime + TEST_SECONDS)
  note.onended = () => void context.close()
}
