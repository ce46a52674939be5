"""What gets lost when a page is narrow or its text is large (WCAG 1.4.4 and 1.4.10): words outside, words cut off."""

from playwright.sync_api import Page, ViewportSize

from tests.browser.windows import PHONE

# The narrowest width that WCAG 1.4.10 names, and 1280 px seen at 200 %.
NARROW: ViewportSize = {"width": 320, "height": 640}
ENLARGED: ViewportSize = {"width": 640, "height": 512}

# A word is lost where it lies beside the window, or where its own box hides a part of it. What scrolls inside its own
# box is reached by scrolling, and an ellipsis is allowed to something that says itself whole in its title.
LOST_WORDS = """
() => {
  const found = []
  const page = document.scrollingElement
  if (page.scrollWidth > page.clientWidth + 1) found.push(`page is ${page.scrollWidth} px wide`)
  const scrolls = (style, axis) => ['auto', 'scroll'].includes(style['overflow' + axis])
  const hidden = (box) => {
    for (let one = box; one; one = one.parentElement) {
      const style = getComputedStyle(one)
      if (style.visibility === 'hidden' || style.opacity === '0' || one.hasAttribute('inert')) return true
      if (style.clipPath !== 'none' || style.clip !== 'auto') return true
    }
    return box.getClientRects().length === 0
  }
  const inScroller = (box) => {
    for (let one = box; one; one = one.parentElement) if (scrolls(getComputedStyle(one), 'X')) return true
    return false
  }
  for (const box of document.body.querySelectorAll('*')) {
    const words = [...box.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(' ')
    if (!words.trim() || hidden(box)) continue
    const style = getComputedStyle(box)
    const rect = box.getBoundingClientRect()
    const name = `${box.tagName.toLowerCase()}.${box.className}: ${words.slice(0, 40)}`
    if ((rect.right > innerWidth + 1 || rect.left < -1) && !inScroller(box)) found.push(`outside: ${name}`)
    const cuts = (axis) => ['hidden', 'clip'].includes(style['overflow' + axis])
    const excused = box.title || box.closest('[title]')
    if (cuts('X') && box.scrollWidth > box.clientWidth + 1 && !excused) found.push(`cut: ${name}`)
    if (cuts('Y') && box.scrollHeight > box.clientHeight + 4 && !excused) found.push(`cut: ${name}`)
  }
  return found
}
"""
SIZED = "(size) => { document.documentElement.style.fontSize = size }"
SETTLED = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


def lost_words(page: Page, *, on_telephones: bool) -> list[str]:
    """What cannot be read at 320 px, at 200 % zoom and, where telephones are used, with text alone at 200 %."""
    found = []
    ways = [("320 px", NARROW, ""), ("200 % zoom", ENLARGED, ""), ("200 % text", PHONE, "200%")]
    for way, at, text in ways if on_telephones else ways[:2]:
        page.set_viewport_size(at)
        page.evaluate(SIZED, text)
        page.evaluate(SETTLED)
        found += [f"{way}: {finding}" for finding in page.evaluate(LOST_WORDS)]
    page.evaluate(SIZED, "")
    return found
