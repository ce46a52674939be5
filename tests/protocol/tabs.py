"""Browser tabs with a login of their own, frame by frame."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from channels.testing import WebsocketCommunicator

from chatserver.core.actor import Actor
from chatserver.core.gateway.application import Gateway
from chatserver.core.hub import Hub
from chatserver.core.ids import new_id
from chatserver.core.work import in_database
from people.models import Account, Unit
from people.sessions import COOKIE_NAMES
from tests.people import world as people_world

ORIGIN = "https://vard.example.se"


@dataclass
class Door:
    gateway: Gateway
    hub: Hub

    async def tab(self, actor: Actor) -> "Tab":
        """A connected tab of somebody who has just logged in."""
        login = await in_database(log_in, actor)
        tab = Tab(self, replace(actor, login_id=login.login_id), login.session_key)
        await tab.connect()
        return tab

    async def refused(self, audience: str, session_key: str) -> int:
        """The code with which the door shuts in front of this cookie."""
        socket = self.socket(audience, session_key)
        await socket.connect()
        output = await socket.receive_output(timeout=5)
        code: int = output["code"]
        return code

    def socket(self, audience: str, session_key: str) -> WebsocketCommunicator:
        headers = [(b"cookie", f"{COOKIE_NAMES[audience]}={session_key}".encode()), (b"origin", ORIGIN.encode())]
        return WebsocketCommunicator(self.gateway.application(audience), f"/ws/{audience}", headers=headers)


def log_in(actor: Actor) -> people_world.LoggedIn:
    at = Unit.objects.get(id=actor.unit_id) if actor.unit_id else None
    return people_world.logged_in(Account.objects.get(id=actor.person), at)


class Tab:
    """`heard` keeps every frame."""

    def __init__(self, door: Door, actor: Actor, session_key: str) -> None:
        self.actor = actor
        self.peer_id = new_id()
        self.heard: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self.socket = door.socket(actor.kind.value, session_key)

    async def connect(self) -> None:
        accepted, _ = await self.socket.connect()
        if not accepted:
            raise AssertionError("the door is shut")
        await self.tell({"type": "hello", "protocol": 1, "peer_id": str(self.peer_id)})
        output = await self.socket.receive_output(timeout=5)
        if output["type"] != "websocket.send":
            raise AssertionError(f"closed with {output['code']}")

    async def tell(self, frame: dict[str, Any]) -> None:
        await self.socket.send_to(text_data=json.dumps(frame))

    async def hear(self) -> dict[str, Any]:
        text = await self.socket.receive_from(timeout=5)
        frame: dict[str, Any] = json.loads(text)
        self.texts.append(text)
        self.heard.append(frame)
        return frame

    async def until(self, kind: str, fits: Callable[[dict[str, Any]], bool] = lambda _frame: True) -> dict[str, Any]:
        while True:
            frame = await self.hear()
            if frame["type"] == kind and fits(frame):
                return frame

    async def answer(self, **frame: Any) -> dict[str, Any]:
        """The ack or the error of one command."""
        command_id = str(new_id())
        await self.tell({"id": command_id, **frame})
        while True:
            frame = await self.hear()
            if frame.get("id") == command_id and frame["type"] in ("ack", "error"):
                return frame

    async def open(self, room_id: UUID) -> dict[str, Any]:
        return await self.answer(type="room.open", room_id=str(room_id), cursors=None)

    async def say(self, room_id: UUID, text: str) -> dict[str, Any]:
        room = str(room_id)
        return await self.answer(
            type="message.send",
            room_id=room,
            shown_room_id=room,
            client_message_id=str(new_id()),
            text=text,
            picture_id=None,
        )

    async def heartbeat(self) -> dict[str, Any]:
        await self.tell({"type": "heartbeat"})
        return await self.until("heads")

    async def closed_with(self) -> int:
        while True:
            output = await self.socket.receive_output(timeout=10)
            if output["type"] == "websocket.close":
                code: int = output["code"]
                return code
