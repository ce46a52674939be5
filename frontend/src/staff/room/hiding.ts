/** Which file somebody wants to hide, if any; the dialog asks why. */
import { Observable } from "../../core/observable"

export interface ToHide {
  roomId: string
  fileId: string
  /** The resident's. */
  name: string
}

export const hiding = new Observable<ToHide | null>(null)

export const askToHide = (file: ToHide): void => hiding.set(file)
