/** Which picture is shown large, if any. The name stays beside it, so that nobody judges the wrong person's picture. */
import { Observable } from "../../core/observable"
import type { ToHide } from "./hiding"

export interface LargePicture {
  source: string
  name: string
  age: number | null
  /** Where it comes from and when it came. */
  caption: () => string
  /** Where it is shown in a room: it closes when it is hidden, and may be hidden from here. */
  file?: ToHide
}

export const largePicture = new Observable<LargePicture | null>(null)

/** What an open room has to look at besides. */
export interface RoomPictures {
  pictures: () => LargePicture[]
  /** Whoever has the case may send a marked copy of one. */
  mark: (() => void) | null
}

const rooms = new Map<string, RoomPictures>()
/** Rises when a room has other pictures to look at than before. */
export const offered = new Observable(0)

/** Gives back what takes it away again. */
export function offerPictures(roomId: string, pictures: RoomPictures): () => void {
  rooms.set(roomId, pictures)
  offered.set(offered.get() + 1)
  return () => {
    if (rooms.get(roomId) === pictures) rooms.delete(roomId)
  }
}

export const roomOf = (picture: LargePicture): RoomPictures | null => (picture.file && rooms.get(picture.file.roomId)) ?? null

/** A copy with marks, for the next message of its room. */
export const markedCopy = new Observable<{ roomId: string; file: File; of: string } | null>(null)

export const showPicture = (picture: LargePicture): void => largePicture.set(picture)

export const fileAddress = (id: string): string => `/api/staff/files/${id}`
