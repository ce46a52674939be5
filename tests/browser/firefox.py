"""Debian's Firefox over WebDriver BiDi (W3C), which it speaks by itself: no driver between, and nothing that Playwright
would patch. Only what the tests need of the protocol is here."""

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.support.networks import Namespace
from tests.support.processes import ServerProcess, free_port

ANSWER_SECONDS = 60.0
# Nothing that leaves the machine by itself, and no page of the browser's own.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "sv-SE",
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.prefetch-next": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}
# A camera and a microphone that it makes up, and nobody who would have to allow them.
MADE_UP_MEDIA = {"media.navigator.streams.fake": True, "media.navigator.permission.disabled": True}


class Firefox:
    """One session with its events, in the order in which they came."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._latest = 0
        self.events: list[dict[str, Any]] = []
        wished = {"acceptInsecureCerts": True, "unhandledPromptBehavior": {"default": "dismiss"}}
        self.command("session.new", capabilities={"alwaysMatch": wished})

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._latest += 1
        self._socket.send(json.dumps({"id": self._latest, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv(timeout=ANSWER_SECONDS))
            if told["type"] == "event":
                self.events.append(told)
            elif told["id"] == self._latest:
                if told["type"] == "error":
                    raise RuntimeError(f"{method}: {told['error']}: {told['message']}")
                result: dict[str, Any] = told["result"]
                return result

    def told(self, method: str) -> list[dict[str, Any]]:
        """What has been told of one kind so far."""
        self.command("session.status")
        return [event["params"] for event in self.events if event["method"] == method]

    def set_cookie(self, name: str, value: str, domain: str) -> None:
        cookie = {"name": name, "value": {"type": "string", "value": value}, "domain": domain, "path": "/"}
        self.command("storage.setCookie", cookie={**cookie, "httpOnly": True, "sameSite": "lax"})

    def open(self, address: str) -> "FirefoxPage":
        # A window each: what lies behind another tab draws nothing.
        page = FirefoxPage(self, self.command("browsingContext.create", type="window")["context"])
        page.go(address)
        return page


class FirefoxPage:
    def __init__(self, firefox: Firefox, context: str) -> None:
        self.context = context
        self._firefox = firefox

    def go(self, address: str) -> None:
        self._firefox.command("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def reload(self) -> None:
        self._firefox.command("browsingContext.reload", context=self.context, wait="complete")

    def evaluate(self, function: str, *given: Any) -> Any:
        """Calls a JavaScript function in the page; what is given and what it gives are JSON."""
        written = ", ".join(json.dumps(one) for one in given)
        answer = self._firefox.command(
            "script.evaluate",
            expression=f"Promise.resolve(({function})({written})).then((found) => JSON.stringify(found ?? null))",
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])


@contextmanager
def firefox(
    folder: Path, preload: str, *, network: Namespace | None = None, preferences: dict[str, Any] | None = None
) -> Iterator[Firefox]:
    """`preload` is a function that runs in each page before its own scripts."""
    profile, port = folder / "firefox", free_port()
    profile.mkdir(parents=True)
    chosen = {**PREFERENCES, **(preferences or {})}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in chosen.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = [shutil.which("firefox-esr") or "firefox-esr", "--headless", "--no-remote"]
    command += ["--profile", str(profile), "--remote-debugging-port", str(port)]
    process = ServerProcess(
        "Firefox",
        network.command(*command) if network else command,
        log=folder / "firefox.log",
        ready=lambda: _answers(network, port),
        environment={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
    )
    try:
        process.start()
        line = connect(
            f"ws://127.0.0.1:{port}/session",
            sock=_reach(network, port),
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        with line as socket:
            begun = Firefox(socket)
            begun.command("script.addPreloadScript", functionDeclaration=preload)
            kinds = ["network.beforeRequestSent", "browsingContext.userPromptOpened", "log.entryAdded"]
            begun.command("session.subscribe", events=kinds)
            yield begun
    finally:
        process.close()


def _reach(network: Namespace | None, port: int) -> socket.socket:
    return network.reach(port) if network else socket.create_connection(("127.0.0.1", port))


def _answers(network: Namespace | None, port: int) -> bool:
    try:
        _reach(network, port).close()
    except OSError:
        return False
    return True
