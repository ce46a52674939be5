"""Keeps a state of the product: its picture in every size, colour and language, and what is wrong with it.

A chapter (resident.py, staff.py ...) walks to a state as a person would and calls `keep`. The album does not know how
a state is reached; a chapter does not know what is looked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

from tests.browser import axe
from tests.browser.album.loss import SETTLED, lost_words
from tests.browser.windows import DESKTOP, PHONE

Language = Literal["sv", "en"]
Surface = Literal["resident", "staff"]

WALL: ViewportSize = {"width": 1920, "height": 1080}
SIZES: dict[str, ViewportSize] = {"phone": PHONE, "desktop": DESKTOP, "wall": WALL}
LANGUAGES: tuple[Language, ...] = ("sv", "en")
# As another tab would tell: the page speaks it at once and forgets nothing.
SPEAK = """(chosen) => {
  document.cookie = `vardrum_language=${chosen}; path=/; samesite=lax`
  const channel = new BroadcastChannel('vardrum_language')
  channel.postMessage(chosen)
  channel.close()
}"""

# How much of the page is to be reached by scrolling inside what fills it, as in a room, whose top and foot stay.
HIDDEN_INSIDE = """() => Math.max(0, ...[...document.querySelectorAll('main *')]
  .filter((box) => box.clientHeight > innerHeight / 2 && ['auto', 'scroll'].includes(getComputedStyle(box).overflowY))
  .map((box) => box.scrollHeight - box.clientHeight))"""

# It comes after the first paint, so that no page waits for it.
FONT_HAS_COME = """
() => [...document.fonts].some((font) => font.family.includes('Atkinson Hyperlegible') && font.status === 'loaded')
"""


@dataclass
class Album:
    """`folder` none: no picture is taken. `thorough`: examined in every view, not only in one of each colour."""

    folder: Path | None
    examine: bool = True
    thorough: bool = True
    states: list[str] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)
    axe_findings: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def keep(self, page: Page, state: str, *, surface: Surface = "resident", wall: bool = False) -> None:
        """`state` names the picture and is kept once. The page is left as it came: its size, Swedish, light."""
        assert state not in self.states, f"{state} is in the album already"
        self.states.append(state)
        wait_for_font(page)
        # What lies under a resting mouse is drawn as if somebody meant to press it.
        page.mouse.move(0, 0)
        home = PHONE if surface == "resident" else DESKTOP
        sizes = ["phone", "desktop", "wall"] if wall else ["phone", "desktop"]
        with left_as_it_was(page, home):
            if self.folder is not None:
                forget(self.folder, state)
                self._photograph(page, state, sizes)
            if self.examine:
                self._examine(page, state, sizes, surface)

    def _photograph(self, page: Page, state: str, sizes: list[str]) -> None:
        assert self.folder is not None
        for language in LANGUAGES:
            page.evaluate(SPEAK, language)
            for size in sizes:
                page.set_viewport_size(SIZES[size])
                for scheme in axe.SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.evaluate(SETTLED)
                    file = self.folder / f"{state}-{size}-{scheme}-{language}.png"
                    page.screenshot(path=file)
                    self.pictures.append(file)
        page.evaluate(SPEAK, "sv")
        self._photograph_whole(page, state)

    def _photograph_whole(self, page: Page, state: str) -> None:
        """A page that is longer than the telephone, once and in one piece, also where it scrolls inside a frame."""
        assert self.folder is not None
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        page.evaluate(SETTLED)
        inside = page.evaluate(HIDDEN_INSIDE)
        if inside > 0:
            page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"] + inside})
            page.evaluate(SETTLED)
        if inside > 40 or page.evaluate("document.documentElement.scrollHeight > innerHeight + 40"):
            file = self.folder / f"{state}-whole.png"
            page.screenshot(path=file, full_page=True)
            self.pictures.append(file)

    def _examine(self, page: Page, state: str, sizes: list[str], surface: Surface) -> None:
        views: list[axe.View] = [(SIZES[size], scheme) for size in sizes for scheme in axe.SCHEMES]
        if not self.thorough:
            views = [(PHONE, "light"), (DESKTOP, "dark")]
        self.axe_findings += [f"{state}: {finding}" for finding in axe.violations_seen(page, views)]
        self.lost += [f"{state}: {finding}" for finding in lost_words(page, on_telephones=surface == "resident")]


def forget(folder: Path, state: str) -> None:
    """What was kept of the state before: a page that has become short has no picture in one piece any more."""
    views = [f"{size}-{scheme}-{language}" for size in SIZES for scheme in axe.SCHEMES for language in LANGUAGES]
    for view in [*views, "whole"]:
        (folder / f"{state}-{view}.png").unlink(missing_ok=True)


def wait_for_font(page: Page) -> None:
    """To be called before a page loses its network: what it has not fetched by then does not come."""
    page.wait_for_function(FONT_HAS_COME)


@contextmanager
def left_as_it_was(page: Page, size: ViewportSize) -> Iterator[None]:
    yield
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    page.evaluate(SETTLED)
