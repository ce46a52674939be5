"""A person at a real server: logs in over HTTP, talks over the socket, by what the deployment has and no more."""

import json
import urllib.error
import urllib.request
from contextlib import ExitStack
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID, uuid4

from websockets.sync.client import ClientConnection, connect

from people.demo import PASSWORD
from tests.support.servers import AppServer

WAIT_SECONDS = 20.0


class Person:
    """One login at one server."""

    def __init__(self, server: AppServer, audience: str) -> None:
        self.server = server
        self.audience = audience
        self.cookie = ""
        self.socket: ClientConnection | None = None

    def ask(self, method: str, path: str, body: Any = None, content_type: str = "application/json") -> tuple[int, Any]:
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = {"Origin": self.server.url, "Content-Type": content_type, "Cookie": self.cookie}
        request = urllib.request.Request(  # noqa: S310 our own server
            f"{self.server.url}/api/{self.audience}{path}", data=data, method=method, headers=headers
        )
        try:
            with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:  # noqa: S310 as above
                return answer.status, self._taken(answer)
        except urllib.error.HTTPError as refusal:
            return refusal.code, self._taken(refusal)

    def _taken(self, answer: Any) -> Any:
        jar: SimpleCookie = SimpleCookie()
        for header in answer.headers.get_all("Set-Cookie") or []:
            jar.load(header)
        for name, morsel in jar.items():
            self.cookie = f"{name}={morsel.value}"
        content = answer.read()
        return json.loads(content) if content.startswith((b"{", b"[")) else content

    # --- the socket ------------------------------------------------------------------------------------------------
    def connect(self, until_the_end: ExitStack) -> None:
        calling = connect(
            self.server.url.replace("http", "ws") + f"/ws/{self.audience}",
            additional_headers={"Cookie": self.cookie, "Origin": self.server.url},
            compression=None,
            open_timeout=WAIT_SECONDS,
        )
        self.socket = until_the_end.enter_context(calling)
        self.tell(type="hello", protocol=1, peer_id=str(uuid4()))
        self.until("welcome")

    @property
    def line(self) -> ClientConnection:
        if self.socket is None:
            raise AssertionError("not connected")
        return self.socket

    def tell(self, **frame: Any) -> None:
        self.line.send(json.dumps(frame))

    def until(self, *kinds: str, seconds: float = WAIT_SECONDS, **fields: Any) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = json.loads(self.line.recv(timeout=seconds))
            if frame["type"] in kinds and all(frame.get(name) == value for name, value in fields.items()):
                return frame

    def command(self, **frame: Any) -> dict[str, Any]:
        command_id = str(uuid4())
        self.tell(id=command_id, **frame)
        return self.until("ack", "error", id=command_id)

    def open(self, room_id: UUID) -> dict[str, Any]:
        return self.command(type="room.open", room_id=str(room_id), cursors=None)

    def say(self, room_id: UUID, text: str) -> dict[str, Any]:
        room = str(room_id)
        return self.command(
            type="message.send",
            room_id=room,
            shown_room_id=room,
            client_message_id=str(uuid4()),
            text=text,
            picture_id=None,
        )


def resident(server: AppServer, person_id: str = "anna-lind") -> Person:
    person = Person(server, "resident")
    status, answer = person.ask("POST", "/eid/test/login", {"person_id": person_id})
    if status != 200:
        raise AssertionError(answer)
    return person


def nurse(server: AppServer, user_name: str = "sara.holm") -> Person:
    person = Person(server, "staff")
    status, answer = person.ask("POST", "/login", {"user_name": user_name, "password": PASSWORD})
    if status == 200 and answer["step"] == "choose_unit":
        status, answer = person.ask("POST", "/login/unit", {"unit_id": answer["units"][0]["id"]})
    if status != 200:
        raise AssertionError(answer)
    return person


def handed_off(person: Person, sheet: dict[str, Any], reason: str = "chest_pain", **changes: Any) -> UUID:
    """Fills in a form and gives the case."""
    _, me = person.ask("GET", "/me")
    status, view = person.ask("POST", "/intakes", {"reason_id": reason, "subject_id": me["account_id"]})
    while view["next_question_id"] is not None:
        question = view["next_question_id"]
        answer = {**sheet, **changes}[question]
        status, view = person.ask("PUT", f"/intakes/{view['id']}/answers/{question}", {"answer": answer})
        if status != 200:
            raise AssertionError(view)
    status, view = person.ask("POST", f"/intakes/{view['id']}/submit", {"add_to_case_id": None})
    return UUID(view["case_id"])
