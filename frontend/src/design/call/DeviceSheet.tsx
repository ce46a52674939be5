/** Camera, microphone and loudspeaker: which one, whether it is seen and heard, and what to do where the browser says no. */
import { type Markup, useEffect, useRef, useState } from "#jsx"
import "./beside.css"
import { type CallClient, type CallClientState, chosenDevices, type DeviceKind, type Devices, devices, meterOf, testSpeaker } from "../../call"
import * as m from "../../texts/messages"
import { Button } from "../Button"
import { DialogFrame } from "../Dialog"
import { PermissionHelp } from "./PermissionHelp"

interface DeviceSheetProps {
  client: CallClient
  state: CallClientState
  onClose: () => void
}

export function DeviceSheet({ client, state, onClose }: DeviceSheetProps): Markup {
  const { stream, problem } = state.own
  const [found, setFound] = useState<Devices | null>(null)
  useEffect(() => {
    const look = (): void => void devices().then(setFound)
    look()
    // Names are told once the browser was allowed to use one, and devices come and go.
    const media = (navigator as { mediaDevices?: MediaDevices }).mediaDevices
    media?.addEventListener("devicechange", look)
    return () => media?.removeEventListener("devicechange", look)
  }, [stream])
  return (
    <DialogFrame title={m.devices_title()} closeLabel={m.devices_close()} onClose={onClose} foot={<Button look="filled" onPress={onClose}>{m.devices_done()}</Button>}>
      {problem === "denied" ? <PermissionHelp /> : null}
      {stream === null ? null : <OwnView stream={stream} cameraOn={state.own.cameraOn} />}
      <Choice kind="camera" label={m.devices_camera()} found={found} client={client} />
      {state.own.blurred === null ? null : (
        <label className="devices__check">
          <input type="checkbox" checked={state.own.blurred} onChange={(event) => void client.setBlur(event.currentTarget.checked)} />
          <span>{m.devices_blur()}</span>
        </label>
      )}
      <Choice kind="microphone" label={m.devices_microphone()} found={found} client={client} />
      {stream === null ? null : <Level stream={stream} />}
      <Choice kind="speaker" label={m.devices_speaker()} found={found} client={client} />
      <Button look="line" onPress={() => void testSpeaker()}>
        {m.devices_test()}
      </Button>
    </DialogFrame>
  )
}

/** Nothing to choose where there is one device or none, or the browser chooses by itself. */
function Choice(props: { kind: DeviceKind; label: string; found: Devices | null; client: CallClient }): Markup {
  const { kind, label, found, client } = props
  const [chosen, setChosen] = useState(() => chosenDevices()[kind] ?? "")
  const all = found?.[kind] ?? []
  if (all.length < 2) return null
  const known = all.some((one) => one.id === chosen) ? chosen : (all[0]?.id ?? "")
  return (
    <label className="devices__choice">
      <span>{label}</span>
      <select
        value={known}
        onChange={(event) => {
          setChosen(event.currentTarget.value)
          void client.useDevice(kind, event.currentTarget.value)
        }}
      >
        {all.map((one, at) => (
          <option key={one.id} value={one.id}>
            {one.name || `${label} ${at + 1}`}
          </option>
        ))}
      </select>
    </label>
  )
}

function OwnView({ stream, cameraOn }: { stream: MediaStream; cameraOn: boolean }): Markup {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (element === null) return
    element.srcObject = stream
    element.muted = true
    element.play().catch(() => undefined)
  }, [stream, cameraOn])
  return cameraOn ? <video ref={video} className="devices__self" aria-label={m.devices_self()} playsInline muted /> : <p className="muted">{m.devices_camera_off()}</p>
}

const READ_EVERY_MS = 120
const HEARD = 0.3

function Level({ stream }: { stream: MediaStream }): Markup {
  const [level, setLevel] = useState(0)
  useEffect(() => {
    const meter = meterOf(stream)
    const timer = setInterval(() => setLevel(meter.level()), READ_EVERY_MS)
    return () => {
      clearInterval(timer)
      meter.close()
    }
  }, [stream])
  return (
    <p className="devices__level">
      <meter min={0} max={1} value={level} aria-label={m.devices_level()} />
      <span>{level >= HEARD ? m.devices_heard() : m.devices_say()}</span>
    </p>
  )
}
