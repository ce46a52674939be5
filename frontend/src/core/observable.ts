/** A value that others may watch. Holds no rule; `get` and `subscribe` fit useSyncExternalStore as they are. */
export class Observable<T> {
  private readonly watchers = new Set<(value: T) => void>()
  private value: T

  constructor(value: T) {
    this.value = value
  }

  readonly get = (): T => this.value

  readonly subscribe = (watcher: (value: T) => void): (() => void) => {
    this.watchers.add(watcher)
    return () => {
      this.watchers.delete(watcher)
    }
  }

  set(value: T): void {
    if (Object.is(value, this.value)) return
    this.value = value
    for (const watcher of [...this.watchers]) watcher(value)
  }
}

/** What others get to see of an Observable: they may read and watch, never set. */
export type Watched<T> = Pick<Observable<T>, "get" | "subscribe">
