/** The door of this folder. Screens import it lazily, `await import("../call")`, so that nobody loads it who does not
 * call; types may be imported plainly. */
import { CallClient } from "./callClient"
import { roomTransport, type RoomPlace } from "./roomTransport"

export type { Captions, CaptionsState } from "./captions"
export type { CallClientState } from "./callClient"
export type { PersonInCall } from "./conversation"
export type { CallView, EndReason } from "./callMachine"
export type { DeviceKind, Devices } from "./devices"
export type { LiveText, TextLine } from "./liveText"
export type { MediaProblem } from "./media"
export type { Quality } from "./quality"
export type { StillPicture, StillState } from "./stillPicture"
export { CallClient } from "./callClient"
export { meterOf } from "./levelMeter"
export { chosenDevices, devices, playThroughChosen, testSpeaker } from "./devices"
export type { RoomPlace } from "./roomTransport"

export interface RoomCalls {
  readonly client: CallClient
  close(): void
}

/** A room's calls; closing it leaves the call, which goes on at the server until it is rejoined or ended. */
export function openCalls(place: RoomPlace): RoomCalls {
  const transport = roomTransport(place)
  const client = new CallClient(transport)
  return {
    client,
    close: () => {
      client.close()
      transport.close()
    },
  }
}
