/** Keeps the screen on while a call lasts: a phone that locks itself loses the microphone. Takes it again after a look
 * at another page, since browsers give the lock back then. */

export function keepAwake(page: Document = document): () => void {
  const locks = (page.defaultView?.navigator as { wakeLock?: WakeLock } | undefined)?.wakeLock
  if (locks === undefined) return () => undefined
  let lock: WakeLockSentinel | null = null
  let released = false
  // Asked anew after each await: the call may have ended meanwhile.
  const isReleased = (): boolean => released
  const take = async (): Promise<void> => {
    if (isReleased() || page.visibilityState !== "visible") return
    try {
      lock = await locks.request("screen")
      if (isReleased()) void lock.release()
    } catch {
      // A low battery or a policy refuses it; the call goes on with a screen that may go dark.
    }
  }
  const look = (): void => void take()
  page.addEventListener("visibilitychange", look)
  void take()
  return () => {
    released = true
    page.removeEventListener("visibilitychange", look)
    void lock?.release()
  }
}
