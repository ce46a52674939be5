"""Hostile texts, the sockets that they are sent by, and what is noted of them in the pages that show them."""

import json
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from websockets.sync.client import ClientConnection, connect

from tests.browser.chromium import NODE

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
NAUGHTY = CORPORA / "blns" / "blns.json"
FIXTURES = CORPORA / "dompurify-fixtures" / "test" / "fixtures" / "expect.mjs"
READ_FIXTURES = "import all from {path}; console.log(JSON.stringify(all.map(({{ payload }}) => payload)))"
# Several in one message, a line each: a person may send five messages a second, and these are hundreds.
TOGETHER = 12
MOST_LETTERS = 4_000

# Each would run, ask or fetch if it became markup, or break out of an attribute, a script or a style.
OWN = [
    "<img src=x onerror=\"window.hostile.ran.push('img')\">",
    "<svg onload=\"window.hostile.ran.push('svg')\">",
    "\"><script>window.hostile.ran.push('script')</script>",
    "<iframe src=\"https://evil.example/frame\"></iframe><img src='https://evil.example/pixel'>",
    "<style>*{background:url(https://evil.example/style)}</style>",
    "javascript:window.hostile.ran.push('link')",
    "{{constructor.constructor('window.hostile.ran.push(1)')()}} ${window.hostile.ran.push(2)}",
    "&lt;b&gt; &amp; &#x3c;i&#x3e;",
    "\u202eför baklänges\u202c \u2066isolerat\u2069",
]

# Runs before the page's own scripts: what was run, asked or forbidden, and every text that was ever drawn.
WATCH = """() => {
  const hostile = { ran: [], violations: [], said: {}, quotes: {}, notes: [], planted: [] }
  window.hostile = hostile
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => void hostile.ran.push(name)
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    hostile.violations.push(violatedDirective + " " + blockedURI))
  const noted = new Set()
  const only = (element, allowed) => {
    const inside = [...element.querySelectorAll("*")].filter((one) => !one.matches(allowed))
    hostile.planted.push(...inside.map((one) => one.outerHTML))
  }
  const look = () => {
    for (const line of document.querySelectorAll("[role=log] li[data-message]")) {
      const said = line.querySelector(".said")
      if (!said || noted.has(line.dataset.message)) continue
      noted.add(line.dataset.message)
      hostile.said[line.dataset.message] = said.textContent
      only(said, "span.said__link")
      const quote = line.querySelector(".quote__line")
      if (!quote) continue
      hostile.quotes[line.dataset.message] = quote.textContent
      only(quote, "nothing")
    }
    for (const note of document.querySelectorAll("[role=log] li.note:not([data-noted])")) {
      note.dataset.noted = ""
      hostile.notes.push(note.querySelector(".note__text").textContent)
      only(note, "strong, span.note__by, span.note__text, time")
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
}"""


class Page(Protocol):
    """A page of either browser."""

    def evaluate(self, function: str, /, *given: Any) -> Any: ...


def naughty_strings() -> list[str]:
    found: list[str] = json.loads(NAUGHTY.read_text())
    return found


def fixtures() -> list[str]:
    script = READ_FIXTURES.format(path=json.dumps(FIXTURES.as_uri()))
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", script], capture_output=True, text=True, check=True, timeout=30
    )
    found: list[str] = json.loads(done.stdout)
    return found


def batches(texts: Sequence[str], together: int = TOGETHER) -> Iterator[str]:
    """As few messages as hold them all; each begins with another one, so that replies quote as many as there are."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == together or sum(map(len, batch)) + len(batch) + len(text) > MOST_LETTERS):
            yield "\n".join(batch)
            batch = []
        batch.append(text)
    if batch:
        yield "\n".join(batch)


@dataclass
class Sent:
    """What one side has sent, by the ids that the server gave, and what it has been told."""

    texts: dict[str, str] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    heard: dict[str, str] = field(default_factory=dict)


class Sender:
    """One person's socket. Whoever is told to wait waits as long as they are told to."""

    def __init__(self, socket: ClientConnection, room_id: str) -> None:
        self.sent = Sent()
        self._room_id = room_id
        self._socket = socket
        self._say({"type": "hello", "protocol": 1, "peer_id": str(uuid4())})
        self._ask({"type": "room.open", "room_id": room_id, "cursors": None})

    def say_all(self, texts: Iterable[str], answering: Callable[[], str | None] = lambda: None) -> None:
        for text in texts:
            answered = answering()
            frame = {"shown_room_id": self._room_id, "client_message_id": str(uuid4()), "text": text}
            told = self._ask({"type": "message.send", **frame, "picture_id": None, "reply_to_id": answered})
            self.sent.texts[told["result"]] = text
            if answered is not None:
                self.sent.answered[told["result"]] = answered

    def note_all(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._ask({"type": "note.add", "text": text})
            self.sent.notes.append(text)

    def do(self, command: dict[str, object]) -> None:
        self._ask(command)

    def refused(self, text: str) -> str:
        frame = {"shown_room_id": self._room_id, "client_message_id": str(uuid4()), "text": text}
        return str(self._ask({"type": "message.send", **frame, "picture_id": None}, refusable=True)["code"])

    def _say(self, frame: dict[str, object]) -> None:
        self._socket.send(json.dumps(frame))

    def _ask(self, command: dict[str, object], *, refusable: bool = False) -> dict[str, Any]:
        while True:
            command_id = str(uuid4())
            self._say({**command, "id": command_id, "room_id": self._room_id})
            told = self._until(command_id)
            if told["type"] == "ack" or (refusable and told["code"] != "too_many"):
                return told
            if told["code"] != "too_many":
                raise AssertionError(f"{command['type']} was refused: {told}")
            time.sleep(told["params"]["retry_after"])

    def _until(self, command_id: str) -> dict[str, Any]:
        while True:
            told: dict[str, Any] = json.loads(self._socket.recv(timeout=30))
            if told["type"] == "message.sent":
                self.sent.heard[told["id"]] = told["text"]
            if told["type"] in ("ack", "error") and told.get("id") == command_id:
                return told


@contextmanager
def sender(port: int, audience: str, cookie: str, room_id: str) -> Iterator[Sender]:
    headers = {"Cookie": f"vardrum_{audience}={cookie}", "Origin": f"http://127.0.0.1:{port}"}
    address = f"ws://127.0.0.1:{port}/ws/{audience}"
    with connect(address, additional_headers=headers, compression=None, max_size=None) as socket:
        yield Sender(socket, room_id)
