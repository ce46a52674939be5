"""Real servers, both ways of running: a guest's socket is cut when they are shown out, when time is over, and with the
case. Every wait is bounded by the five seconds that the end of a right may take; none is measured.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID, uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from tests.protocol.wires import Person, handed_off, nurse, resident
from tests.support.servers import AppServer, Deployment
from tests.triage.sheets import CHEST

CUT_SECONDS = 5.0


@pytest.fixture
def to_the_end() -> Iterator[ExitStack]:
    with ExitStack() as open_sockets:
        yield open_sockets


def invited(sara: Person, room_id: UUID) -> dict[str, Any]:
    body = {
        "id": str(uuid4()),
        "name": "Nils Ek",
        "role": "relative",
        "language": "",
        "may_write": True,
        "may_call": False,
    }
    status, made = sara.ask("POST", f"/rooms/{room_id}/guests", body)
    assert status == 200, made
    answer: dict[str, Any] = made
    return answer


def admitted(server: AppServer, sara: Person, room_id: UUID, until_the_end: ExitStack) -> tuple[Person, str]:
    """Somebody who has come in by a link of their own and follows the room, and their invitation."""
    made = invited(sara, room_id)
    guest = Person(server, "guest")
    status, me = guest.ask("POST", "/enter", {"key": {"token": made["path"].partition("#")[2]}, "promises": True})
    assert status == 200, me
    invitation: str = me["invitation_id"]
    assert sara.command(type="guest.admit", room_id=str(room_id), invitation_id=invitation)["type"] == "ack"
    guest.connect(until_the_end)
    assert guest.open(room_id)["type"] == "ack"
    return guest, invitation


def heard_until_cut(guest: Person) -> list[str]:
    """All that still comes; the server closes within its time, and says why."""
    heard: list[str] = []
    with pytest.raises(ConnectionClosed) as closed:
        hear_for_ever(guest, heard.append)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401
    return heard


def hear_for_ever(guest: Person, hear: Callable[[str], None]) -> None:
    while True:
        hear(str(guest.line.recv(timeout=CUT_SECONDS)))


def over(deployment: Deployment, invitation: str) -> None:
    """The clock has come to the end of the invitation."""
    deployment.manage("shell", "--verbosity", "0", "--command", TIME_IS_OVER.format(invitation))


TIME_IS_OVER = (
    "from django.utils.timezone import now; from rooms.models import Invitation; "
    "Invitation.objects.filter(id='{}').update(expires_at=now())"
)


def test_a_guest_hears_nothing_after_the_end(deployment: Deployment, to_the_end: ExitStack) -> None:
    here, there = deployment.server(0), deployment.server(1)
    anna, sara = resident(here), nurse(there)
    room_id = handed_off(anna, CHEST)
    for person in (anna, sara):
        person.connect(to_the_end)
    assert sara.command(type="case.claim", room_id=str(room_id))["type"] == "ack"
    assert anna.open(room_id)["type"] == "ack"
    guests = [admitted(server, sara, room_id, to_the_end) for server in (here, there, here)]
    (removed, invitation), (expired, its_invitation), (ended, _) = guests

    assert sara.command(type="guest.withdraw", room_id=str(room_id), invitation_id=invitation)["type"] == "ack"
    assert anna.say(room_id, "Efter att Nils gick")["type"] == "ack"
    assert "Efter att Nils gick" not in "".join(heard_until_cut(removed))

    over(deployment, its_invitation)
    heard_until_cut(expired)

    card = {"outcome": "advice_given", "text": "Vila.", "seek_care": "Om det blir värre."}
    assert sara.command(type="case.conclude", room_id=str(room_id), **card)["type"] == "ack"
    heard_until_cut(ended)

    states = [guest.ask("GET", "/me")[1]["state"] for guest in (removed, expired, ended)]
    assert states == ["withdrawn", "expired", "ended"]
    for guest in (removed, expired, ended):
        assert guest.ask("GET", f"/rooms/{room_id}/messages")[0] == 401
        assert guest.ask("POST", "/leave")[0] == 401
