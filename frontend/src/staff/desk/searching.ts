/** That words are looked for: in one room, or (null) in all that this person may read. */
import { Observable } from "../../core/observable"

export const searching = new Observable<{ roomId: string | null } | null>(null)
