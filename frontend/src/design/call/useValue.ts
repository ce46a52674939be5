/** Watches one of the call's values, in either build. */
import { useEffect, useState } from "#jsx"
import type { Watched } from "../../core/observable"

export function useValue<T>(watched: Watched<T>): T {
  const [value, setValue] = useState(watched.get)
  useEffect(() => {
    setValue(watched.get())
    return watched.subscribe((next) => setValue(() => next))
  }, [watched])
  return value
}
