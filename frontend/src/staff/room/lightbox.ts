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

export const showPicture = (picture: LargePicture): void => largePicture.set(picture)

export const fileAddress = (id: string): string => `/api/staff/files/${id}`
