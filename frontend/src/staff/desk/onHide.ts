/** Whatever must not be lost is kept when the page is left or the phone is put away. */
export function onHide(act: () => void): () => void {
  const hidden = (): void => {
    if (document.visibilityState === "hidden") act()
  }
  document.addEventListener("visibilitychange", hidden)
  return () => document.removeEventListener("visibilitychange", hidden)
}

