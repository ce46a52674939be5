"""What a client may ask for at once and how much, and what it is told beyond that (docs/limits.md)."""

import asyncio
import contextlib
import threading
from typing import Any, cast, get_args
from uuid import UUID

import pytest

from chatserver import wiring
from chatserver.core.actor import Actor
from chatserver.core.commands import Decoder
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.gateway import connection
from chatserver.core.gateway.close_codes import CloseCode
from chatserver.core.gateway.crowd import Crowd
from chatserver.core.ids import new_id
from chatserver.core.limits import RATES
from chatserver.core.wire import MAX_FRAME_BYTES, Ack, Wire
from chatserver.core.work import in_database
from rooms import wire
from tests.protocol.doors import COMMANDS, SIGNALS
from tests.protocol.tabs import Door
from tests.rooms.world import World

TABLE = wiring.TABLE
KINDS: list[type[Wire]] = [*TABLE.commands, *TABLE.opens, *TABLE.closes, *TABLE.signals]


def name_of(kind: type[Wire]) -> str:
    name: str = get_args(kind.model_fields["type"].annotation)[0]
    return name


# --- text and frames -----------------------------------------------------------------------------------------------
def texts() -> list[tuple[type[Wire], str, int | None]]:
    """Every field that takes any text, with the longest it may be."""
    return [
        (kind, name, shape.get("maxLength"))
        for kind in KINDS
        for name, field in kind.model_json_schema()["properties"].items()
        for shape in [field, *field.get("anyOf", ())]
        if shape.get("type") == "string" and not {"format", "const", "enum"} & set(shape)
    ]


@pytest.mark.parametrize(("kind", "field", "most"), texts(), ids=lambda value: getattr(value, "__name__", None))
def test_a_text_beyond_its_bound_is_refused_by_a_code_of_its_own(
    kind: type[Wire], field: str, most: int | None
) -> None:
    assert most is not None, "a text without a bound"
    frame = {"type": name_of(kind), "id": str(new_id()), "room_id": str(new_id()), "unit_id": str(new_id())}
    known = {name: frame[name] for name in frame if name in kind.model_fields}
    with pytest.raises(DomainError) as refusal:
        Decoder(TABLE).decode({field: "x" * (most + 1), **known, **_others(kind, field)})
    assert refusal.value.code is ErrorCode.TEXT_TOO_LONG
    assert refusal.value.params == {"field": field, "limit": most}


def _others(kind: type[Wire], field: str) -> dict[str, Any]:
    """Enough of the other fields; the first wrong one is named, in the order of the type."""
    knock = {**COMMANDS, **SIGNALS}[kind]

    class Anything:
        def __getattr__(self, _name: str) -> UUID:
            return new_id()

    given = knock.frame(cast(Any, Anything()))
    return {name: value for name, value in given.items() if name != field and name in kind.model_fields}


async def test_a_frame_is_measured_in_bytes(world: World, door: Door) -> None:
    anna = await door.tab(world.anna)
    await anna.socket.send_to(text_data="å" * (MAX_FRAME_BYTES // 2 + 1))
    assert await anna.closed_with() == CloseCode.BAD_FRAMES


# --- rates ---------------------------------------------------------------------------------------------------------
def test_everything_a_client_may_send_has_a_rate_of_its_own() -> None:
    assert {name_of(kind) for kind in KINDS} <= set(RATES)


async def test_too_much_at_once_is_told_when_to_try_again_and_harms_nothing(world: World, door: Door) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna = await door.tab(world.anna)
    await anna.open(room_id)
    assert (await anna.say(room_id, "Hej"))["type"] == "ack"
    with contextlib.suppress(DomainError):
        # Emptied in no time, so that a slow machine does not fill it meanwhile.
        for _ in range(2 * RATES["message.send"].burst):
            door.gateway._services.limits.take(anna.actor.account_id, "message.send")
    refusal = await anna.say(room_id, "Ett för mycket")
    assert (refusal["code"], refusal["retryable"]) == ("too_many", True)
    assert refusal["params"]["retry_after"] >= 1
    assert (await anna.heartbeat())["type"] == "heads"


# --- connections ---------------------------------------------------------------------------------------------------
class Somebody:
    def __init__(self, actor: Actor, peer_id: UUID | None = None) -> None:
        self.actor = actor
        self.peer_id = peer_id or new_id()
        self.closed: list[CloseCode] = []

    def close(self, code: CloseCode) -> None:
        self.closed.append(code)


def test_beyond_the_bound_the_newest_is_refused_and_nobody_is_closed(world: World) -> None:
    crowd = Crowd(most=2)
    tabs = [Somebody(world.anna) for _ in range(3)]
    assert [crowd.enter(tab) for tab in tabs] == [True, True, False]
    assert [tab.closed for tab in tabs] == [[], [], []]
    assert crowd.enter(Somebody(world.sara))
    crowd.leave(tabs[2])
    crowd.leave(tabs[0])
    assert crowd.enter(tabs[2])


def test_a_tab_that_comes_back_takes_its_own_place(world: World) -> None:
    crowd, peer = Crowd(most=1), new_id()
    old, new = Somebody(world.anna, peer), Somebody(world.anna, peer)
    assert crowd.enter(old)
    assert crowd.enter(new)
    assert (old.closed, new.closed) == ([CloseCode.REPLACED], [])
    crowd.leave(old)
    assert len(crowd) == 1
    assert not crowd.enter(Somebody(world.anna))


async def test_a_person_with_too_many_tabs_is_told_so(world: World, door: Door) -> None:
    door.gateway.crowd = Crowd(most=1)
    first = await door.tab(world.anna)
    with pytest.raises(AssertionError, match="4029"):
        await door.tab(world.anna)
    await first.heartbeat()
    await door.tab(world.maria)


# --- what one connection may have open and under way ----------------------------------------------------------------
async def test_a_tab_follows_only_so_much(world: World, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MAX_STREAMS", 2)
    rooms = [await in_database(world.case) for _ in range(2)]
    sara = await door.tab(world.sara)
    assert (await sara.open(rooms[0]))["type"] == "ack"
    refusal = await sara.open(rooms[1])
    assert (refusal["code"], refusal["params"]) == ("too_many_open", {"limit": 2})
    await sara.answer(type="room.close", room_id=str(rooms[0]))
    assert (await sara.open(rooms[1]))["type"] == "ack"


async def test_only_so_many_commands_are_under_way_and_the_rest_wait(
    world: World, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MAX_IN_FLIGHT", 2)
    begun: list[UUID] = []
    two, go_on = threading.Event(), threading.Event()

    def slow(_actor: Actor, command: wire.ClaimCase) -> Ack:
        begun.append(command.id)
        if len(begun) == 2:
            two.set()
        go_on.wait(10)
        return Ack(type="ack", id=command.id, stream=None, sequence=None, result=None)

    monkeypatch.setitem(cast(dict[object, Any], TABLE.commands), wire.ClaimCase, slow)
    sara = await door.tab(world.sara)
    ids = [str(new_id()) for _ in range(4)]
    for command_id in ids:
        await sara.tell({"type": "case.claim", "id": command_id, "room_id": str(new_id())})
    assert await asyncio.to_thread(two.wait, 10)
    # A third would have begun by now: there are threads for it, and its frame came with the others.
    await in_database(lambda: None)
    assert len(begun) == 2
    go_on.set()
    assert {(await sara.until("ack"))["id"] for _ in ids} == set(ids)
