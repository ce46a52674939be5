"""Opening rooms and work lists: snapshots, catching up, who gets which stream, and the audit row before any byte."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.commands import Opened
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from chatserver.core.wire import Localized
from rooms import wire
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import reassign_case
from rooms.actions.notes import add_note
from rooms.commands import TABLE
from rooms.models import Case
from rooms.queries import reading
from rooms.queries.history import history
from rooms.queries.rooms import open_room
from rooms.queries.worklist import open_worklist
from rooms.relay import show_typing
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.world import World, come_in, conclude, empty_summary, note, reassign, send


def opened(actor: Actor, room_id: UUID, cursors: wire.RoomCursors | None = None) -> Opened:
    return open_room(actor, wire.OpenRoom(type="room.open", id=new_id(), room_id=room_id, cursors=cursors))


def types(answer: Opened) -> list[str]:
    return [json.loads(frame)["type"] for frame in answer.frames]


def at(room: int, staff: int = 0) -> wire.RoomCursors:
    return wire.RoomCursors(room=room, staff=staff)


# --- rooms ---------------------------------------------------------------------------------------------------------
def test_a_room_without_a_cursor_is_a_snapshot(world: World, held_id: UUID) -> None:
    sequence = send(world.anna, held_id, "Jag har feber")
    answer = opened(world.sara, held_id)
    assert types(answer) == ["room.snapshot"]
    assert answer.cursors == {room_stream(held_id): sequence, staff_stream(held_id): 2}
    snapshot = opened_room(world.sara, held_id)
    assert snapshot["cursors"] == {"room": sequence, "staff": 2}
    assert snapshot["messages"][-1]["text"] == "Jag har feber"
    assert [person["role"] for person in snapshot["room"]["participants"]] == ["resident", "responsible"]
    assert snapshot["staff"]["personal_number"] == "19920314-9829"
    assert [step["move"] for step in snapshot["staff"]["custody"]] == ["queued", "claimed"]


def test_a_resident_gets_nothing_of_what_is_for_staff(world: World, held_id: UUID) -> None:
    add_note(world.sara, note(held_id))
    answer = opened(world.anna, held_id, at(0, 0))
    assert set(answer.cursors) == {room_stream(held_id)}
    assert set(types(answer)) == {"case.queued", "case.claimed"}
    snapshot = opened_room(world.anna, held_id)
    assert (snapshot["staff"], snapshot["cursors"]["staff"]) == (None, 0)


def test_a_reader_who_is_behind_gets_what_was_missed(world: World, held_id: UUID) -> None:
    send(world.anna, held_id)
    assert types(opened(world.sara, held_id, at(1, 1))) == ["case.claimed", "message.sent", "custody.changed"]
    head = opened(world.sara, held_id).cursors
    level = at(head[room_stream(held_id)], head[staff_stream(held_id)])
    assert opened(world.sara, held_id, level).frames == []


def test_a_reader_too_far_behind_or_ahead_gets_a_snapshot(
    world: World, held_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert types(opened(world.anna, held_id, at(99))) == ["room.snapshot"]
    monkeypatch.setattr(reading, "MAX_BACKLOG", 1)
    assert types(opened(world.anna, held_id, at(0))) == ["room.snapshot"]
    assert types(opened(world.anna, held_id, at(1))) == ["case.claimed"]


def test_each_opening_is_one_row_of_the_audit(world: World, held_id: UUID) -> None:
    AuditEntry.objects.all().delete()
    opened(world.sara, held_id)
    opened(world.anna, held_id, at(1))
    with refused(ErrorCode.NOT_FOUND):
        opened(world.omar, held_id)
    rows = AuditEntry.objects.order_by("at")
    assert [(row.kind, row.action, row.actor_id) for row in rows] == [
        ("read", "room.open", world.sara.account_id),
        ("read", "room.open", world.anna.account_id),
    ]
    assert {(row.resident_id, row.unit_id, row.object_id) for row in rows} == {
        (world.anna.account_id, world.unit.id, held_id)
    }


def test_who_may_open(world: World, held_id: UUID) -> None:
    for actor in (world.anna, world.sara, world.johan, world.helena):
        opened(actor, held_id)
    for stranger in (world.maria, world.omar):
        with refused(ErrorCode.NOT_FOUND):
            opened(stranger, held_id)
    with refused(ErrorCode.NOT_FOUND):
        opened(world.anna, new_id())


def test_a_guardian_opens_the_childs_room_until_the_child_speaks_for_itself(world: World, readers: Readers) -> None:
    child_case = world.child_case()
    readers.follow(child_case)
    snapshot = opened_room(world.maria, child_case)
    assert snapshot["room"]["resident"]["name"] == "Leo Nyberg"
    assert [person["role"] for person in snapshot["room"]["participants"]] == ["resident", "guardian"]
    assert opened_room(world.sara, child_case)["staff"]["guardian"]["name"] == "Maria Nyberg"
    readers.compare()
    with clock.shifted(timedelta(days=8 * 366)), refused(ErrorCode.NOT_FOUND):
        opened(world.maria, child_case)


def test_a_reassigned_nurse_reads_everything_that_was_before(world: World, held_id: UUID) -> None:
    send(world.anna, held_id, "Före bytet")
    add_note(world.sara, note(held_id, "Ring tillbaka"))
    come_in(world.johan)
    reassign_case(world.helena, reassign(held_id, world.johan))
    snapshot = opened_room(world.johan, held_id)
    assert snapshot["room"]["holder"]["name"] == "Johan Lager"
    assert [message["text"] for message in snapshot["messages"]] == ["Före bytet"]
    assert [row["text"] for row in snapshot["staff"]["notes"]] == ["Ring tillbaka"]
    assert [person["name"] for person in snapshot["room"]["participants"]] == ["Anna Lind", "Johan Lager"]


def test_after_the_conclusion(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    for actor in (world.anna, world.sara, world.helena):
        assert opened_room(actor, held_id)["room"]["closing_card"]["text"] == "Drick mycket och vila."
    with refused(ErrorCode.CHOICE_NEEDED):
        opened(world.johan, held_id)


# --- history -------------------------------------------------------------------------------------------------------
def test_history_goes_back_page_by_page(world: World, held_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "HISTORY_PAGE", 3)
    for number in range(7):
        send(world.anna, held_id, str(number))
    pages = [history(world.anna, held_id, None)]
    while pages[-1].earlier:
        pages.append(history(world.anna, held_id, pages[-1].messages[0].sequence))
    assert [[message.text for message in page.messages] for page in pages] == [["4", "5", "6"], ["1", "2", "3"], ["0"]]
    assert AuditEntry.objects.filter(action="room.history").count() == 3
    monkeypatch.undo()


def test_history_goes_on_page_by_page(world: World, held_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "HISTORY_PAGE", 3)
    sent = [send(world.sara, held_id, str(number)) for number in range(7)]
    place, pages = sent[1], []
    while (page := history(world.anna, held_id, None, place)).messages:
        pages.append([message.sequence for message in page.messages])
        place = page.messages[-1].sequence
        assert page.earlier
    assert pages == [sent[2:5], sent[5:]]
    assert not history(world.anna, held_id, None, 0).earlier
    monkeypatch.undo()


def test_history_is_for_readers(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.NOT_FOUND):
        history(world.omar, held_id, None)


# --- work lists ----------------------------------------------------------------------------------------------------
def listed(actor: Actor, unit_id: UUID, cursor: int | None = None) -> Opened:
    return open_worklist(actor, wire.OpenWorklist(type="worklist.open", id=new_id(), unit_id=unit_id, cursor=cursor))


def test_the_work_list_is_in_the_order_of_service(world: World) -> None:
    made = {priority: world.case(priority=priority) for priority in (5, 4, 3, 2, 1)}
    flagged = world.held_case(priority=1, red_flag=Localized(sv="Svårt att andas", en="Short of breath"))
    snapshot = opened_worklist(world.sara, world.unit.id)
    ids = [UUID(item["case_id"]) for item in snapshot["items"]]
    assert ids[:4] == [made[1], flagged, made[2], made[3]]
    assert set(ids) == {*made.values(), flagged}
    assert snapshot["items"][1]["red_flag"]["en"] == "Short of breath"
    assert (snapshot["unit_name"], snapshot["items"][0]["target_minutes"]) == ("Björkdalens vårdcentral", 5)


def test_the_work_list_catches_up(world: World, case_id: UUID) -> None:
    del case_id
    cursor = listed(world.sara, world.unit.id).cursors[worklist_stream(world.unit.id)]
    assert listed(world.sara, world.unit.id, cursor).frames == []
    world.case()
    assert types(listed(world.sara, world.unit.id, cursor)) == ["case.listed"]
    assert types(listed(world.sara, world.unit.id, cursor + 9)) == ["worklist.snapshot"]


def test_the_work_list_is_for_the_units_staff(world: World) -> None:
    for stranger in (world.omar, world.anna):
        with refused(ErrorCode.NOT_FOUND):
            listed(stranger, world.unit.id)


def test_a_childs_row_names_the_guardian(world: World) -> None:
    world.child_case()
    [item] = opened_worklist(world.sara, world.unit.id)["items"]
    assert (item["resident_name"], item["guardian_name"]) == ("Leo Nyberg", "Maria Nyberg")


# --- the hand-off --------------------------------------------------------------------------------------------------
def test_a_case_keeps_what_triage_said(world: World) -> None:
    changes: dict[str, Any] = {"hopes": "Att bli undersökt", "free_text": ["Sedan i går"]}
    case_id = world.case(summary=empty_summary(**changes), priority=2)
    staff = opened_room(world.sara, case_id)["staff"]
    assert (staff["summary"]["hopes"], staff["summary"]["free_text"]) == ("Att bli undersökt", ["Sedan i går"])
    assert staff["priority"] == 2
    case = Case.objects.get(id=case_id)
    assert case.open_by - case.arrived_at == timedelta(minutes=15)
    assert AuditEntry.objects.get(action="case.open").object_id == case_id


def test_numbers_run(world: World) -> None:
    numbers = list(Case.objects.filter(id__in=[world.case() for _ in range(3)]).values_list("number", flat=True))
    assert sorted(numbers) == [1, 2, 3]


# --- the table -----------------------------------------------------------------------------------------------------
def test_openings_name_every_stream_they_may_give(held_id: UUID, world: World) -> None:
    command = wire.OpenRoom(type="room.open", id=new_id(), room_id=held_id, cursors=None)
    opening = TABLE.opens[wire.OpenRoom]
    assert opening.streams(world.sara, command) == [room_stream(held_id), staff_stream(held_id)]
    assert opening.streams(world.anna, command) == [room_stream(held_id)]
    for actor in (world.sara, world.anna):
        assert set(opening.fetch(actor, command).cursors) == set(opening.streams(actor, command))
    closing = wire.CloseRoom(type="room.close", id=new_id(), room_id=held_id)
    assert TABLE.closes[wire.CloseRoom](closing) == opening.streams(world.sara, command)
    unit_id = world.unit.id
    for table, kind in ((TABLE.closes, "worklist.close"), (TABLE.opens, "worklist.open")):
        assert kind in {key.model_fields["type"].annotation.__args__[0] for key in table}  # type: ignore[union-attr]  # every type is a literal
    closed = wire.CloseWorklist(type="worklist.close", id=new_id(), unit_id=unit_id)
    assert TABLE.closes[wire.CloseWorklist](closed) == [worklist_stream(unit_id)]


def test_typing_is_passed_on_to_everybody_else(world: World, held_id: UUID) -> None:
    before = events.heads([room_stream(held_id)])
    relayed = show_typing(world.sara, wire.Typing(type="typing.show", room_id=held_id), new_id())
    assert isinstance(relayed.frame, wire.TypingShown)
    assert (relayed.to_peer, relayed.frame.participant_id) == (None, world.sara.account_id)
    assert events.heads([room_stream(held_id)]) == before
