"""The hot path leaves what the plain actions leave: the same commands go both ways, and everything that is stored and
answered is compared (docs/adr/0013)."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatserver.core.actor import Actor
from chatserver.core.commands import Outcome
from chatserver.core.errors import DomainError
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry, Event, Stream
from chatserver.core.wire import Command
from people.models import Employment, Notice, Unit
from rooms import wire
from rooms.actions import together
from rooms.actions.messages import advance_receipt, send_message
from rooms.models import Alarm, Message, Receipt, Room
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.people import world as people_world
from tests.rooms import world as rooms
from tests.rooms.world import World, read_upto, say

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)")
NUMBER = re.compile(r'"number":\d+')
STEPS = 40
# By kind of line; any other says its number. The last two have alarm words in them.
TEXTS = {"empty": "", "worst": "Jag vill dö, {}", "heart": "Ont i bröstet {}"}
# Under which custody it is said; what is held was claimed once.
EPOCHS = {"now": 1, "before": 0}
Item = tuple[Actor, Command]


@dataclass
class Side:
    """One of two units with the same people and the same cases."""

    unit: Unit
    residents: list[Actor]
    staff: list[Actor]
    room_ids: list[UUID]

    @property
    def people(self) -> list[Actor]:
        return [*self.residents, *self.staff]


def side(world: World, unit: Unit) -> Side:
    """Anna's case is held by Sara, Leo's by Johan, Maria's waits, another one of Anna's is concluded."""
    staff = [rooms.at_place(person, unit) for person in (world.sara, world.johan, world.helena)]
    sara, johan, _ = staff
    cases = [
        world.case(unit_id=unit.id),
        world.case(world.maria, world.leo_id, unit_id=unit.id),
        world.case(world.maria, unit_id=unit.id),
        world.case(unit_id=unit.id),
    ]
    for holder, case_id in ((sara, cases[0]), (johan, cases[1]), (sara, cases[3])):
        rooms.claim_for(holder, case_id)
    rooms.conclude_by(sara, cases[3])
    return Side(unit, [world.anna, world.maria], [*staff, world.omar], cases)


@dataclass(frozen=True)
class Line:
    """A command of a script, before it is known which side it goes to."""

    who: int
    room: int
    kind: str
    number: int
    client_id: UUID

    def of(self, side: Side) -> Item:
        actor = side.people[self.who]
        room_id = side.room_ids[self.room] if self.room >= 0 else UUID(int=1)
        if self.kind == "read":
            return actor, read_upto(room_id, self.number, self.number - 2 if self.number > 2 else 0)
        changes: dict[str, Any] = {"client_message_id": self.client_id, "epoch": EPOCHS.get(self.kind)}
        if self.kind == "astray":
            changes["shown_room_id"] = side.room_ids[self.room - 1]
        return actor, say(room_id, TEXTS.get(self.kind, "Rad {}").format(self.number), **changes)


def script(chance: random.Random) -> list[Line]:
    """Mostly messages by those who may, and everything else that can arrive."""
    lines: list[Line] = []
    for number in range(STEPS):
        repeated = chance.choice(lines) if lines and chance.random() < 0.15 else None
        if repeated is not None:
            lines.append(repeated)
            continue
        kinds = ["say", "now", "before", "read", "empty", "astray", "worst", "heart"]
        kind = chance.choices(kinds, [36, 8, 8, 30, 4, 6, 4, 4])[0]
        who, room = chance.choice([(0, 0), (0, 0), (2, 0), (2, 0), (1, 1), (3, 1), (1, 2)])
        if chance.random() < 0.2:
            who, room = chance.randrange(6), chance.randrange(-1, 4)
        lines.append(Line(who, room, kind, chance.randrange(number + 8), new_id()))
    return lines


def alone(items: Sequence[Item]) -> list[Outcome]:
    """The specification: each by its own action."""
    outcomes: list[Outcome] = []
    for actor, command in items:
        try:
            if isinstance(command, wire.SendMessage):
                outcomes.append(send_message(actor, command))
            elif isinstance(command, wire.AdvanceReceipt):
                outcomes.append(advance_receipt(actor, command))
        except DomainError as refusal:
            outcomes.append(refusal)
    return outcomes


def in_batches(items: Sequence[Item], chance: random.Random) -> list[Outcome]:
    outcomes: list[Outcome] = []
    left = list(items)
    while left:
        size = chance.choice([1, 2, 5, 20])
        batch, left = left[:size], left[size:]
        # As the writer does: what does not fit goes by its own action, after what came before it.
        for fits, run in groupby(batch, key=lambda item: together.TOGETHER.fits(*item)):
            items_of_run = list(run)
            outcomes += together.carry_out(items_of_run) if fits else alone(items_of_run)
    return outcomes


def left_behind(side: Side, outcomes: list[Outcome]) -> list[str]:
    """Everything that can be seen of a side, in order, with ids named by their first appearance and times left out."""
    lines = [answered(outcome) for outcome in outcomes]
    streams = [*(name(one) for one in side.room_ids for name in (room_stream, staff_stream))]
    streams.append(worklist_stream(side.unit.id))
    for stream in streams:
        events = Event.objects.filter(stream=stream).order_by("sequence")
        lines += [f"{event.sequence} {event.type} {event.frame}" for event in events]
        lines.append(f"head {Stream.objects.get(name=stream).head}")
    for room_id in side.room_ids:
        lines += room_rows(room_id)
    audit = AuditEntry.objects.filter(object_type__in=["message", "alarm"], unit_id=side.unit.id).order_by("at", "id")
    lines += sorted(
        f"{one.kind} {one.action} {one.actor_kind} {one.actor_id} {one.login_id} {one.resident_id} {one.unit_id}"
        for one in audit
    )
    return named(lines)


def answered(outcome: Outcome) -> str:
    if isinstance(outcome, DomainError):
        return f"{outcome.code} {json.dumps(dict(outcome.params), default=str)}"
    return f"{outcome.stream} {outcome.sequence} {outcome.result}"


def room_rows(room_id: UUID) -> Iterator[str]:
    room = Room.objects.get(case_id=room_id)
    yield f"{room.turn} {room.turn_at is None} {room.last_message_sequence} {room.state}"
    last = Message.objects.filter(room_id=room_id).order_by("-sequence").first()
    yield str(last is not None and last.at == room.last_at)
    for message in Message.objects.filter(room_id=room_id).order_by("sequence"):
        yield f"{message.sequence} {message.id} {message.sender.role} {message.sender_account_id} {message.text}"
    for alarm in Alarm.objects.filter(room_id=room_id).order_by("raised_at", "id"):
        yield f"{alarm.category} {alarm.times} {alarm.message_sequence} {alarm.acknowledged_at is None} {alarm.settled}"
    yield f"{room.help and room.help['sequence']} {room.case.alarm_en} {room.case.alarm_at is None}"
    for receipt in Receipt.objects.filter(room_id=room_id).order_by("account_id"):
        yield f"{receipt.account_id} {receipt.delivered} {receipt.read}"
    for notice in Notice.objects.filter(case_id=room_id).order_by("created_at", "id"):
        settles = (notice.due_at - notice.created_at).total_seconds()
        yield f"{notice.kind} {notice.account_id} {notice.key} {settles} {notice.state} {notice.urgent}"


def named(lines: list[str]) -> list[str]:
    known: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return known.setdefault(found[0], f"id{len(known)}")

    return [NUMBER.sub("number", ID.sub(name, TIME.sub("time", line))) for line in lines]


@pytest.fixture
def sides(world: World) -> tuple[Side, Side]:
    other = people_world.unit("Tvillingen", always_open=True)
    for person in (world.sara, world.johan, world.helena):
        Employment.objects.create(account_id=person.person, unit=other)
    return side(world, world.unit), side(world, other)


@pytest.mark.parametrize("seed", range(12))
def test_a_batch_leaves_what_its_commands_would_have_left_alone(sides: tuple[Side, Side], seed: int) -> None:
    lines = script(random.Random(seed))
    plain, fast = sides
    expected = left_behind(plain, alone([line.of(plain) for line in lines]))
    chance = random.Random(seed)
    assert left_behind(fast, in_batches([line.of(fast) for line in lines], chance)) == expected


def test_a_residents_alarm_words_are_left_to_the_plain_action(sides: tuple[Side, Side]) -> None:
    room_id, resident, nurse = new_id(), sides[0].residents[0], sides[0].staff[0]
    assert together.TOGETHER.fits(resident, say(room_id, "Jag vill inte dö"))
    assert not together.TOGETHER.fits(resident, say(room_id, "Jag vill dö"))
    assert together.TOGETHER.fits(nurse, say(room_id, "Jag vill dö"))


def test_a_batch_asks_no_more_however_many_rooms_it_has(world: World) -> None:
    """Each turn changes hands, so that each room's row on the work list is told anew."""

    def answered_in(rooms_of_batch: int) -> int:
        held = [world.case() for _ in range(rooms_of_batch)]
        for case_id in held:
            rooms.claim_for(world.sara, case_id)
        with CaptureQueriesContext(connection) as questions:
            together.carry_out([(world.sara, say(case_id, "Rad")) for case_id in held])
        return len(questions)

    assert answered_in(2) == answered_in(9)
