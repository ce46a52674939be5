"""What is asked by a kept text is what the query set would have given, down to every value."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from chatserver.core.ids import new_id
from chatserver.core.questions import Question, ask
from people import queries as people
from people.models import Unit, UnitTarget
from rooms import policy
from rooms.actions.messages import send_message
from rooms.actions.notes import add_note
from rooms.models import Participation, Room
from rooms.queries import history, of_room
from tests.rooms.conftest import opened_room
from tests.rooms.world import World, claim_for, conclude_by, invited, note, say, sent

OF_ROOMS = {name: found for name, found in vars(of_room).items() if isinstance(found, Question)}
OF_ROOMS |= {"NEWEST": history._NEWEST, "ROOM": policy._ROOM, "LOCKED": policy._LOCKED}
OF_UNITS = {name: getattr(people, name) for name in ("_UNIT", "_SPANS", "_TARGETS")}


def told(row: models.Model, *seen: models.Model) -> dict[str, Any]:
    """All values of a row, and of the rows that were read with it."""
    values = {name: value for name, value in vars(row).items() if name != "_state"}
    # A row that was read with another knows that one too.
    beside = {name: one for name, one in row._state.fields_cache.items() if one not in (row, *seen)}
    return values | {name: one and told(one, row, *seen) for name, one in beside.items()}


@pytest.fixture
def talked_in(world: World) -> UUID:
    case_id = world.child_case()
    claim_for(world.sara, case_id)
    first = sent(world.maria, case_id, "Hon har feber")
    send_message(world.sara, say(case_id, "Hur hög?", reply_to_id=first.id))
    add_note(world.sara, note(case_id))
    invited(world.sara, case_id)
    conclude_by(world.sara, case_id)
    return case_id


@pytest.mark.parametrize("name", OF_ROOMS)
def test_the_rows_are_those_of_the_query_set(talked_in: UUID, name: str) -> None:
    question = OF_ROOMS[name]
    for _ in range(2):
        with transaction.atomic():
            assert [told(row) for row in question.about(talked_in)] == [told(row) for row in question.asks(talked_in)]


def test_there_was_something_to_compare(talked_in: UUID) -> None:
    with transaction.atomic():
        empty = {name for name, question in OF_ROOMS.items() if not question.about(talked_in)}
    full = {"PRESENT", "CARD", "RECEIPTS", "GUESTS", "NOTES", "CUSTODY", "GUARDIANS", "NEWEST", "ROOM", "LOCKED"}
    assert empty.isdisjoint(full)


def test_each_is_asked_about_its_own(world: World, talked_in: UUID) -> None:
    other = world.case()
    questions = list(OF_ROOMS.values())
    for case_id in (talked_in, other, talked_in):
        with transaction.atomic():
            together = [[row.pk for row in rows] for rows in ask(case_id, *questions)]
            assert together == [[row.pk for row in question.asks(case_id)] for question in questions]
    with transaction.atomic():
        assert ask(new_id(), *questions) == [[] for _ in questions]


@pytest.mark.parametrize("name", OF_UNITS)
def test_a_unit_is_what_the_query_set_tells(world: World, name: str) -> None:
    UnitTarget.objects.create(
        unit=world.unit, priority=3, opened_counted="open_minutes", opened_amount=30, assessed_counted="open_minutes"
    )
    question = OF_UNITS[name]
    found = question.about(world.unit.id)
    assert [told(row) for row in found] == [told(row) for row in question.asks(world.unit.id)]
    assert found


def test_a_unit_that_is_changed_is_read_as_it_is(world: World) -> None:
    assert people.unit(world.unit.id).name == world.unit.name
    Unit.objects.filter(id=world.unit.id).update(name="Åsens vårdcentral")
    assert people.unit(world.unit.id).name == "Åsens vårdcentral"


def test_a_question_that_hangs_on_no_id_is_none() -> None:
    with pytest.raises(ValueError, match="does not ask for its id"):
        Question(lambda _: Participation.objects.filter(role="guardian")).about(new_id())


def test_the_rows_can_be_written_as_any(world: World, case_id: UUID) -> None:
    [room] = policy._ROOM.about(case_id)
    room.first_names = True
    room.save(update_fields=["first_names"])
    assert Room.objects.get(case_id=case_id).first_names is True


def test_opening_a_room_asks_no_more_the_more_there_is(world: World, held_id: UUID) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            opened_room(world.sara, held_id)
        return len(asked)

    before = statements()
    for number in range(5):
        add_note(world.sara, note(held_id, f"Anteckning {number}"))
        sent(world.anna, held_id, f"Fråga {number}")
    assert statements() == before
