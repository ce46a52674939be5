"""The two who talk, each in a browser of some make: what is pressed, read and measured at one side of a call."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.firefox import MADE_UP_MEDIA, FirefoxPage, firefox
from tests.browser.windows import WATCH_CONNECTIONS
from tests.calls.heard import OFTEN_MS, remember
from tests.support.networks import Namespace

PATIENCE_MS = 20_000
# As a person does who waits for it; gives the moment of the press.
PRESS = f"""
async ([name]) => {{
  const until = Date.now() + {PATIENCE_MS};
  const named = (one) => (one.ariaLabel || one.textContent).trim() === name;
  for (;;) {{
    const button = [...document.querySelectorAll('button')].find((one) => named(one) && !one.disabled);
    if (button) {{
      const at = Date.now();
      button.click();
      return at;
    }}
    if (Date.now() > until) throw new Error('no button: ' + name);
    await new Promise((r) => setTimeout(r, 20));
  }}
}}
"""
UNTIL_SAID = f"""
async ([words]) => {{
  const until = Date.now() + {PATIENCE_MS};
  while (!document.body.innerText.includes(words)) {{
    if (Date.now() > until) throw new Error('not said: ' + words);
    await new Promise((r) => setTimeout(r, 20));
  }}
}}
"""


class Side(Protocol):
    """Waits for what it needs; RuntimeError or Playwright's Error if that does not come."""

    def evaluate(self, function: str, given: Any = None) -> Any: ...

    def press(self, name: str) -> float:
        """The moment of the press, in milliseconds since the epoch."""
        ...

    def until_said(self, words: str) -> None: ...

    def reload(self) -> None: ...


class ChromiumSide:
    def __init__(self, page: Page) -> None:
        self._page = page

    def evaluate(self, function: str, given: Any = None) -> Any:
        return self._page.evaluate(function, given)

    def press(self, name: str) -> float:
        button = self._page.get_by_role("button", name=name, exact=True)
        try:
            button.wait_for()
            at = time.time() * 1000
            button.click()
        except TooLate:
            raise RuntimeError(f"no button: {name}") from None
        return at

    def until_said(self, words: str) -> None:
        try:
            self._page.get_by_text(words).first.wait_for()
        except TooLate:
            raise RuntimeError(f"not said: {words}") from None

    def reload(self) -> None:
        self._page.reload()


class FirefoxSide:
    def __init__(self, page: FirefoxPage) -> None:
        self._page = page

    def evaluate(self, function: str, given: Any = None) -> Any:
        return self._page.evaluate(function, given)

    def press(self, name: str) -> float:
        return float(self._page.evaluate(PRESS, [name]))

    def until_said(self, words: str) -> None:
        self._page.evaluate(UNTIL_SAID, [words])

    def reload(self) -> None:
        self._page.reload()


@contextmanager
def in_firefox(folder: Path, network: Namespace | None, address: str, cookies: Iterable[Any]) -> Iterator[FirefoxSide]:
    """This page in a Firefox, in a namespace if one is given; it counts as secure, as it is where we are deployed."""
    host = urlsplit(address).hostname or ""
    secure = {"dom.securecontext.allowlist": host, "media.peerconnection.ice.loopback": network is None}
    preferences = {**MADE_UP_MEDIA, **secure, "media.autoplay.default": 0}
    preload = f"() => {{ {WATCH_CONNECTIONS}\n{remember(OFTEN_MS)} }}"
    with firefox(folder, preload, network=network, preferences=preferences) as running:
        for cookie in cookies:
            running.set_cookie(cookie["name"], cookie["value"], host)
        yield FirefoxSide(running.open(address))
