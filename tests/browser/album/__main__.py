"""`make screenshots`: every screen and state, photographed and examined. The whole album is built, a few are kept.

The last line is JSON: how many states and pictures there are, and what axe and the narrow page found.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.album.album import Album
from tests.browser.album.chapters import CHAPTERS, Chapter
from tests.browser.chromium import one_chromium
from tests.browser.conftest import House
from tests.browser.database import open_around_the_clock
from tests.browser.windows import Windows
from tests.support.environment import PUSH_ON
from tests.support.processes import REPOSITORY
from tests.support.servers import embedded

BUILT = REPOSITORY / ".build" / "screenshots"
KEPT = REPOSITORY / "docs" / "screenshots"
# The pictures of the README and of docs/, by the name they have there.
CHOSEN = {
    "start": "start-phone-light-sv",
    "question": "question-phone-light-sv",
    "picture": "question-picture-phone-light-sv",
    "check": "check-phone-light-sv",
    "emergency": "emergency-phone-light-sv",
    "self-care": "self-care-phone-light-sv",
    "waiting": "waiting-phone-light-sv",
    "room": "room-phone-light-sv",
    "room-dark": "room-phone-dark-en",
    "room-offline": "room-offline-phone-light-sv",
    "incoming": "incoming-phone-light-sv",
    "closing": "closing-phone-light-sv",
    "desk": "desk-three-rooms-desktop-light-sv",
    "desk-wide": "desk-three-rooms-wall-light-sv",
    "desk-dark": "desk-three-rooms-desktop-dark-en",
    "palette": "palette-desktop-light-sv",
    "conclude": "conclude-desktop-light-sv",
    "floor": "floor-desktop-light-sv",
    "floor-wall": "floor-wall-dark-sv",
    "numbers": "room-help-phone-light-sv",
    "asked": "room-form-sent-phone-light-sv",
    "search": "search-phone-light-sv",
    "threat": "desk-threat-desktop-light-sv",
    "phrase": "desk-phrase-of-another-desktop-light-sv",
    "blanks": "desk-phrase-newer-desktop-light-sv",
    "compared": "desk-pictures-compared-desktop-light-sv",
    "marked": "desk-picture-marked-desktop-light-sv",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chapters", nargs="*", metavar="chapter", help=f"only these: {', '.join(CHAPTERS)}")
    parser.add_argument("--only-look", action="store_true", help="take the pictures, leave the examination")
    given = parser.parse_args()
    names = given.chapters or list(CHAPTERS)
    BUILT.mkdir(parents=True, exist_ok=True)
    album = Album(BUILT, examine=not given.only_look)
    faults: list[str] = []
    with one_chromium() as browser:
        for name in names:
            print(f"{name} ...", flush=True)
            faults += walk(browser, CHAPTERS[name], album)
    keep_chosen(album)
    return report(album, faults)


def walk(browser: Browser, chapter: Chapter, album: Album) -> list[str]:
    """Takes a chapter through a clinic of its own, and gives what its pages complained of."""
    with (
        tempfile.TemporaryDirectory(prefix="vardrum-album-") as folder,
        embedded(Path(folder), **PUSH_ON) as deployment,
    ):
        open_around_the_clock(deployment)
        windows = Windows(browser)
        chapter(House(windows, deployment), album, Path(folder))
        return windows.close()


def keep_chosen(album: Album) -> None:
    taken = {picture.stem: picture for picture in album.pictures}
    for name, state in CHOSEN.items():
        if state in taken:
            # A few hundred colours look the same and weigh a third.
            with Image.open(taken[state]) as picture:
                picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(KEPT / f"{name}.png", optimize=True)


def report(album: Album, faults: list[str]) -> int:
    for finding in [*album.axe_findings, *album.lost, *faults]:
        print(finding)
    figures = {
        "states": len(album.states),
        "pictures": len(album.pictures),
        "axe_violations": len(album.axe_findings),
        "lost_words": len(album.lost),
        "page_faults": len(faults),
    }
    print(json.dumps(figures))
    return 1 if album.axe_findings or album.lost or faults else 0


if __name__ == "__main__":
    sys.exit(main())
