"""Runs axe-core inside a page, in light and dark, in the sizes that the page is made for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

from tests.browser.windows import DESKTOP, PHONE
from tests.support.processes import REPOSITORY

SOURCE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# Axe is to see where colours arrive, which is when some frames in a row have had nothing left to move.
FINDINGS = """
async () => {
  const moving = () => document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
  for (let still = 0; still < 3; still = moving().length ? 0 : still + 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  const { violations } = await axe.run(document, { resultTypes: ['violations'] })
  return violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} (${node.failureSummary})`))
}
"""
Scheme = Literal["light", "dark"]
View = tuple[ViewportSize, Scheme]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
EVERYWHERE = (PHONE, DESKTOP)


def violations(page: Page, sizes: tuple[ViewportSize, ...] = EVERYWHERE) -> list[str]:
    """What axe objects to in all these sizes, in light and dark."""
    found = violations_seen(page, [(size, scheme) for size in sizes for scheme in SCHEMES])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(sizes[0])
    return found


def violations_seen(page: Page, views: Iterable[View]) -> list[str]:
    """What axe objects to, each with the size and the colours it was seen in. The page stays as it was seen last."""
    # The page's policy lets no script in; what the driver evaluates is not asked.
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(source())
    found = []
    for size, scheme in views:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f"{size['width']} {scheme}: {finding}" for finding in page.evaluate(FINDINGS)]
    return found


def source(file: Path = SOURCE) -> str:
    return file.read_text()
