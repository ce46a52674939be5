/** Whether a case has nobody responsible yet. Who is asked about it is not the resident's to know: to them it waits. Pure. */
import type { RoomView } from "../protocol/wire"

export const inQueue = (state: RoomView["state"]): boolean => state === "waiting" || state === "offered"
