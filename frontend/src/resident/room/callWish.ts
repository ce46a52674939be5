/** The case whose resident has pressed "call": the code of calls is fetched, and takes the wish up. */
import { Observable } from "../../core/observable"

export const callWish = new Observable<string | null>(null)
