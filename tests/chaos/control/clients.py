"""The page of the control arm, without a browser: it shows what comes and forgets what it has sent, as the tutorial's.

Kinder than the tutorial: it connects again, at once and for ever, and its journal says what a person would have seen.
"""

import asyncio
import contextlib
import json
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import websockets
from websockets.asyncio.client import ClientConnection

from tests.chaos.clients import Seat, some_words

AGAIN_SECONDS = 0.5


class Page:
    """One room on one screen."""

    def __init__(self, clients: "ControlClients", tab: str, seat: Seat, room: str, port: int) -> None:
        self.tab = tab
        self.seat = seat
        self.room = room
        self.socket: ClientConnection | None = None
        self.shown = 0
        self._clients = clients
        self._port = port
        self._task = asyncio.create_task(self._stay())

    @property
    def open(self) -> bool:
        return self.socket is not None

    async def _stay(self) -> None:
        address = f"ws://127.0.0.1:{self._port}/ws/chat/{self.room}/"
        while True:
            with contextlib.suppress(OSError, TimeoutError, websockets.WebSocketException):
                async with websockets.connect(address, open_timeout=5) as self.socket:
                    async for text in self.socket:
                        self._show(json.loads(text))
            self.socket = None
            await asyncio.sleep(AGAIN_SECONDS)

    def _show(self, told: dict[str, Any]) -> None:
        message = {"client_message_id": told["client_message_id"], "text": told["text"]}
        self._clients.tell(self.tab, "shown", room=self.room, messages=[message], looking=True, **{"from": self.shown})
        self.shown += 1
        if told["sender"] == self.seat.account:
            self._clients.tell(self.tab, "acked", client_message_id=told["client_message_id"])

    async def say(self, client_message_id: str, text: str) -> None:
        """Without a socket it goes nowhere, as a browser's `send` after the close."""
        if self.socket is None:
            return
        said = {"sender": self.seat.account, "client_message_id": client_message_id, "text": text}
        with contextlib.suppress(websockets.ConnectionClosed):
            await self.socket.send(json.dumps(said))

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


class ControlClients:
    """The same words as `Clients` has, so that the same faults can be done to them."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal
        self._pages: dict[tuple[str, str], Page] = {}

    def tell(self, tab: str, kind: str, **more: Any) -> None:
        with self.journal.open("a") as lines:
            lines.write(json.dumps({"at": time.time(), "tab": tab, "kind": kind, **more}) + "\n")

    async def open(self, tab: str, seat: Seat, port: int, **_: Any) -> None:
        self.tell(tab, "seat", audience=seat.audience, account=seat.account, rooms=list(seat.rooms))
        for room in seat.rooms:
            self._pages[tab, room] = Page(self, tab, seat, room, port)

    async def write(self, tab: str, room: str, about: str = "Hej") -> str:
        identity, text = str(uuid4()), some_words(about)
        self.tell(tab, "written", room=room, client_message_id=identity, text=text)
        await self._pages[tab, room].say(identity, text)
        return identity

    async def standing(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for (tab, room), page in self._pages.items():
            there = told.setdefault(tab, {"connection": "online", "unsent": 0, "rooms": {}})
            there["rooms"][room] = {"phase": "open", "last": page.shown}
            if not page.open:
                there["connection"] = "waiting"
        return told

    async def scroll_up(self, tab: str, room: str) -> None:
        """There is no history."""

    async def command(self, tab: str, **frame: Any) -> None:
        """There are no cases."""

    async def note(self, tab: str, room: str) -> None:
        """There are no notes."""

    async def close(self, tab: str) -> None:
        for page in [page for (owner, _), page in self._pages.items() if owner == tab]:
            await page.close()

    async def end(self) -> None:
        for page in self._pages.values():
            await page.close()
