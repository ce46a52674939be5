"""One browser for the run, and the two deployments that every walk is taken through."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.windows import LAUNCH_ARGUMENTS, Window, open_window
from tests.support.servers import Deployment, embedded, workers


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    arguments = [*LAUNCH_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def embedded_deployment(tmp_path: Path) -> Iterator[Deployment]:
    with embedded(tmp_path) as deployment:
        yield deployment


@pytest.fixture
def two_workers(tmp_path: Path, postgres: str, valkey: str) -> Iterator[Deployment]:
    with workers(tmp_path, postgres, valkey, count=2) as deployment:
        yield deployment


class Windows:
    """Opens windows and closes them all; a fault on any page fails the test."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._opened: list[Window] = []

    def open(self, name: str, origin: str, *, phone: bool = False) -> Window:
        window = open_window(self._browser, name, origin, phone=phone)
        self._opened.append(window)
        return window

    def close(self) -> list[str]:
        faults = [fault for window in self._opened for fault in window.faults]
        for window in self._opened:
            window.context.close()
        return faults


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    opened = Windows(browser)
    yield opened
    faults = opened.close()
    assert faults == []
