"""Notes that no resident ever meets, and the end of a case."""

import json
from uuid import UUID

from chatserver.core import events
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from rooms.actions.conclusion import conclude_case
from rooms.actions.notes import add_note
from rooms.models import Assignment, ClosingCard, Note
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.world import World, conclude, note, room, told


def test_a_note_is_for_staff(world: World, held_id: UUID) -> None:
    answer = add_note(world.sara, note(held_id, "Orolig för hemsituationen"))
    row = Note.objects.get(room_id=held_id)
    assert (answer.stream, answer.sequence, answer.result) == (staff_stream(held_id), row.sequence, row.id)
    assert told(staff_stream(held_id))[-1] == "note.added"
    assert "note.added" not in told(room_stream(held_id))
    assert AuditEntry.objects.get(action="note.add").object_id == row.id
    assert [shown["text"] for shown in opened_room(world.sara, held_id)["staff"]["notes"]] == [
        "Orolig för hemsituationen"
    ]
    assert "Orolig" not in json.dumps(opened_room(world.anna, held_id), ensure_ascii=False)


def test_a_colleague_may_note_while_the_case_waits(world: World, case_id: UUID) -> None:
    add_note(world.johan, note(case_id))
    row = Note.objects.get(room_id=case_id)
    assert (row.role, row.name, row.initials) == ("colleague", "Johan Lager", "JL")


def test_a_note_twice_is_one_note(world: World, held_id: UUID) -> None:
    command = note(held_id)
    first = add_note(world.sara, command)
    before = rooms.everything()
    assert add_note(world.sara, command) == first
    assert rooms.everything() == before


def test_who_may_not_note(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        add_note(world.anna, note(held_id))
    with refused(ErrorCode.NOT_FOUND):
        add_note(world.omar, note(held_id))
    conclude_case(world.sara, conclude(held_id))
    with refused(ErrorCode.ROOM_CLOSED):
        add_note(world.sara, note(held_id))


def test_concluding_leaves_a_card_and_takes_the_case_off_the_list(world: World, held_id: UUID) -> None:
    answer = conclude_case(world.sara, conclude(held_id))
    now = room(held_id)
    assert (now.state, now.holder_id) == ("concluded", world.sara.account_id)
    assert not Assignment.objects.filter(room_id=held_id, state="accepted").exists()
    assert answer.sequence == len(told(room_stream(held_id)))
    assert told(worklist_stream(world.unit.id))[-1] == "case.unlisted"
    frame = json.loads(events.after({room_stream(held_id): 0})[-1].frame)
    assert frame["closing_card"] == opened_room(world.anna, held_id)["room"]["closing_card"]
    card = ClosingCard.objects.get(room_id=held_id)
    assert (card.outcome, card.seek_care) == ("advice_given", "Om du får svårt att andas.")
    assert AuditEntry.objects.filter(action="case.conclude").count() == 1


def test_a_conclusion_twice_is_one(world: World, held_id: UUID) -> None:
    command = conclude(held_id)
    first = conclude_case(world.sara, command)
    before = rooms.everything()
    assert conclude_case(world.sara, command) == first
    assert rooms.everything() == before


def test_only_the_holder_concludes_and_only_once(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.NOT_HOLDER):
        conclude_case(world.johan, conclude(held_id))
    with refused(ErrorCode.NOT_ALLOWED):
        conclude_case(world.anna, conclude(held_id))
    conclude_case(world.sara, conclude(held_id))
    with refused(ErrorCode.ROOM_CLOSED):
        conclude_case(world.sara, conclude(held_id))


def test_a_waiting_case_has_nobody_who_could_conclude_it(world: World, held_id: UUID) -> None:
    rooms.release_by(world.sara, held_id)
    with refused(ErrorCode.NOT_HOLDER):
        conclude_case(world.sara, conclude(held_id))
