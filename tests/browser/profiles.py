"""A browser on a profile of its own, which can be killed like a telephone whose battery is empty, and opened again."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, BrowserType, Error

from tests.browser.chromium import launch_options
from tests.browser.windows import Window, habits, watched

GONE_SECONDS = 20.0


class ProfileBrowser:
    """One process at a time on the folder."""

    def __init__(self, browsers: BrowserType, profile: Path) -> None:
        self._browsers = browsers
        self._context: BrowserContext | None = None
        self.profile = profile

    def open(self, name: str, origin: str) -> Window:
        """A new process, with what the last one left behind."""
        context = self._browsers.launch_persistent_context(self.profile, **launch_options(), **habits(phone=True))
        context.set_default_timeout(20_000)
        self._context = context
        return watched(Window(name, context, context.pages[0], origin, []))

    def kill(self) -> None:
        """Without a goodbye: no page and no process is told."""
        for pid in list(self._pids()):
            with suppress(ProcessLookupError):
                watching = os.pidfd_open(pid)
                os.kill(pid, signal.SIGKILL)
                ended, _, _ = select.select([watching], [], [], GONE_SECONDS)
                os.close(watching)
                if not ended:
                    raise AssertionError(f"process {pid} is still there")
        self.close()

    def _pids(self) -> Iterator[int]:
        """The processes of this profile and no others."""
        mine = f"--user-data-dir={self.profile}".encode()
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            with suppress(OSError):
                if mine in (folder / "cmdline").read_bytes().split(b"\0"):
                    yield int(folder.name)

    def close(self) -> None:
        context, self._context = self._context, None
        if context is not None:
            # Nobody answers in a browser that was killed.
            with suppress(Error):
                context.close()


@contextmanager
def profile_browser(browser: Browser, profile: Path) -> Iterator[ProfileBrowser]:
    made = ProfileBrowser(browser.browser_type, profile)
    yield made
    made.close()
