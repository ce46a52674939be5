"""Every screen and state of the album: axe objects to nothing, and no word is lost at 320 px or at 200 %."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.album.album import Album
from tests.browser.album.chapters import CHAPTERS
from tests.browser.conftest import House
from tests.browser.database import open_around_the_clock
from tests.browser.windows import Windows
from tests.support.environment import PUSH_ON
from tests.support.servers import embedded

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


@pytest.fixture
def browser(request: pytest.FixtureRequest, chapter: str) -> Browser:
    """The chapter with notices is drawn by the browser that has them."""
    drawn: Browser = request.getfixturevalue("whole_browser" if chapter == "how one is reached" else "browser_shell")
    return drawn


@pytest.fixture
def house_of_its_own(windows: Windows, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with embedded(tmp_path_factory.mktemp("house"), **PUSH_ON) as deployment:
        open_around_the_clock(deployment)
        yield House(windows, deployment)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_to_object_to(house_of_its_own: House, tmp_path: Path, chapter: str) -> None:
    album = Album(None, thorough=False)
    CHAPTERS[chapter](house_of_its_own, album, tmp_path)
    assert album.states
    assert album.axe_findings == []
    assert album.lost == []
