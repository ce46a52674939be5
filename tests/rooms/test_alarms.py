"""What alarm words set going: the alarm, the writer's card, the first place on the list, and who knows of it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from rooms import alarming
from rooms.actions.alarms import acknowledge_alarm
from rooms.actions.amending import correct_message
from rooms.alarms import library
from rooms.models import Alarm
from rooms.queries.timeline import case_timeline
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import world as rooms
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.world import World, acknowledge, claim_for, release_by, send, told

WORST, HEART = "Jag vill dö", "Jag har ont i bröstet"


def alarms(case_id: UUID) -> list[tuple[str, int, bool]]:
    rows = Alarm.objects.filter(room_id=case_id).order_by("raised_at", "id")
    return [(row.category, row.times, row.acknowledged_at is not None) for row in rows]


def listed(world: World, case_id: UUID) -> dict[str, Any]:
    items = opened_worklist(world.helena, world.unit.id)["items"]
    found: dict[str, Any] = next(item for item in items if item["case_id"] == str(case_id))
    return found


def test_an_alarm_is_raised_shown_listed_and_recorded(world: World, case_id: UUID) -> None:
    sequence = send(world.anna, case_id, WORST)
    assert alarms(case_id) == [("suicide", 1, False)]
    assert told(room_stream(case_id)) == ["case.queued", "message.sent", "help.shown"]
    assert told(staff_stream(case_id))[-1] == "alarm.raised"
    [raised] = opened_room(world.helena, case_id)["staff"]["alarms"]
    assert (raised["message_sequence"], raised["list_name"]) == (sequence, library.current().name)
    assert listed(world, case_id)["alarm"] | {"at": ""} == {
        "title": {"sv": "självmord eller självskada", "en": "suicide or self-harm"},
        "at": "",
        "seen_by": None,
    }
    [entry] = AuditEntry.objects.filter(action="alarm.raise")
    assert (entry.kind, entry.actor_id, entry.resident_id) == ("write", world.anna.person, world.anna.person)
    assert case_timeline(world.anna, case_id).steps[-1].what == "help_shown"


def test_the_writer_is_shown_numbers_and_nothing_that_is_for_staff(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, WORST)
    card = opened_room(world.anna, case_id)["room"]["help"]
    assert [line["number"] for line in card["lines"]] == ["112", "90101", "1177"]
    frames = " ".join(event.frame for event in events.after({room_stream(case_id): 0}))
    assert "alarm" not in frames
    assert library.current().categories["suicide"].always.sv[0] not in frames


def test_a_number_that_was_given_is_not_taken_away_by_what_is_written_next(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, WORST)
    send(world.anna, case_id, HEART)
    card = opened_room(world.anna, case_id)["room"]["help"]
    assert [line["number"] for line in card["lines"]] == ["112", "1177", "90101"]
    assert card["says"] == [library.current().categories["chest_pain"].card.model_dump()]


def test_a_hit_is_named_by_its_category_and_not_by_what_was_written(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, f"{WORST}. Min hemlighet")
    frames = [event.frame for event in events.after({staff_stream(case_id): 0, worklist_stream(world.unit.id): 0})]
    assert not any("hemlighet" in frame for frame in frames)


def test_the_case_goes_before_those_of_priority_one(world: World, case_id: UUID) -> None:
    immediate = world.case(world.maria, priority=1)
    order = [item["case_id"] for item in opened_worklist(world.helena, world.unit.id)["items"]]
    assert order.index(str(immediate)) < order.index(str(case_id))
    send(world.anna, case_id, HEART)
    order = [item["case_id"] for item in opened_worklist(world.helena, world.unit.id)["items"]]
    assert order[0] == str(case_id)


def test_staff_who_write_such_words_raise_nothing(world: World, held_id: UUID) -> None:
    send(world.sara, held_id, "Har du ont i bröstet eller självmordstankar?")
    assert alarms(held_id) == []
    assert opened_room(world.anna, held_id)["room"]["help"] is None


def test_words_that_a_correction_adds_count_and_those_that_stood_there_do_not_again(
    world: World, case_id: UUID
) -> None:
    message = rooms.sent(world.anna, case_id, "Jag mår dåligt")
    correct_message(world.anna, rooms.correct(message, WORST))
    assert alarms(case_id) == [("suicide", 1, False)]
    assert listed(world, case_id)["alarm"] is not None
    correct_message(world.anna, rooms.correct(message, f"{WORST} nu"))
    assert alarms(case_id) == [("suicide", 1, False)]


def test_more_of_the_same_is_counted_and_alerts_nobody_again(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, HEART)
    heard = len(told(worklist_stream(world.unit.id)))
    newest = send(world.anna, case_id, f"{HEART} fortfarande")
    assert alarms(case_id) == [("chest_pain", 2, False)]
    assert len(told(worklist_stream(world.unit.id))) == heard
    # The card follows what was written last.
    assert opened_room(world.anna, case_id)["room"]["help"]["sequence"] == newest + 1


def test_another_category_is_another_alarm_and_the_gravest_is_named_first(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, HEART)
    send(world.anna, case_id, WORST)
    assert [category for category, _, _ in alarms(case_id)] == ["chest_pain", "suicide"]
    assert listed(world, case_id)["alarm"]["title"]["en"] == "suicide or self-harm; chest pain"


def test_whoever_opens_the_room_is_named_and_the_case_keeps_its_place(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, WORST)
    first = acknowledge_alarm(world.johan, acknowledge(case_id))
    assert alarms(case_id) == [("suicide", 1, True)]
    assert listed(world, case_id)["alarm"]["seen_by"] == world.johan.name
    before = rooms.everything()
    again = acknowledge_alarm(world.sara, acknowledge(case_id))
    assert rooms.everything() == before
    assert (first.sequence, again.sequence) == (None, None)
    assert AuditEntry.objects.filter(action="alarm.acknowledge").count() == 1


def test_taking_the_case_settles_it(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, WORST)
    acknowledge_alarm(world.johan, acknowledge(case_id))
    claim_for(world.sara, case_id)
    assert listed(world, case_id)["alarm"] is None
    claimed_at_once = world.case(world.maria)
    send(world.maria, claimed_at_once, HEART)
    claim_for(world.sara, claimed_at_once)
    assert alarms(claimed_at_once) == [("chest_pain", 1, True)]
    assert told(staff_stream(claimed_at_once))[-2:] == ["alarm.acknowledged", "custody.changed"]


def test_the_person_responsible_settles_it_by_acknowledging(world: World, held_id: UUID) -> None:
    send(world.anna, held_id, WORST)
    assert listed(world, held_id)["alarm"]["seen_by"] is None
    acknowledge_alarm(world.sara, acknowledge(held_id))
    assert listed(world, held_id)["alarm"] is None


def test_a_case_that_is_given_away_keeps_its_alarm(world: World, held_id: UUID) -> None:
    send(world.anna, held_id, WORST)
    rooms.come_in(world.johan)
    rooms.reassign_by(world.helena, held_id, world.johan)
    assert listed(world, held_id)["alarm"] is not None


def test_conclusion_settles_it(world: World, held_id: UUID) -> None:
    send(world.anna, held_id, WORST)
    rooms.conclude_by(world.sara, held_id)
    assert alarms(held_id) == [("suicide", 1, True)]
    assert rooms.room(held_id).case.alarm_at is None


def test_the_same_matter_alerts_again_once_nobody_who_knows_has_it(world: World, held_id: UUID) -> None:
    send(world.anna, held_id, HEART)
    acknowledge_alarm(world.sara, acknowledge(held_id))
    send(world.anna, held_id, HEART)
    assert alarms(held_id) == [("chest_pain", 2, True)]
    release_by(world.sara, held_id)
    send(world.anna, held_id, HEART)
    assert alarms(held_id) == [("chest_pain", 2, True), ("chest_pain", 1, False)]


def test_the_same_matter_alerts_again_after_a_while(world: World, held_id: UUID) -> None:
    send(world.anna, held_id, HEART)
    acknowledge_alarm(world.sara, acknowledge(held_id))
    Alarm.objects.update(acknowledged_at=clock.now() - alarming.SAME_MATTER - timedelta(seconds=1))
    send(world.anna, held_id, HEART)
    assert [times for _, times, _ in alarms(held_id)] == [1, 1]
    # Law 4 is asserted by the readers, and this test has moved a clock under them.
    Alarm.objects.filter(acknowledged_at__isnull=False).update(acknowledged_at=_told_acknowledged(held_id))


def _told_acknowledged(case_id: UUID) -> str:
    [event] = events.of_types(staff_stream(case_id), ["alarm.acknowledged"])
    at: str = json.loads(event.frame)["alarm"]["acknowledged_at"]
    return at


def test_only_staff_of_the_unit_acknowledge(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, WORST)
    with refused(ErrorCode.NOT_FOUND):
        acknowledge_alarm(world.omar, acknowledge(case_id))
    with refused(ErrorCode.NOT_ALLOWED):
        acknowledge_alarm(world.anna, acknowledge(case_id))


# --- forms -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def by_form(world: World, readers: Readers) -> Iterator[UUID]:
    case_id = world.case(summary=rooms.empty_summary(free_text=["Orkar inte leva"], hopes="Få hjälp"))
    readers.follow(case_id)
    yield case_id
    readers.compare()


def test_the_free_text_of_a_form_is_looked_through(world: World, by_form: UUID) -> None:
    assert alarms(by_form) == [("suicide", 1, False)]
    assert opened_room(world.helena, by_form)["staff"]["alarms"][0]["message_sequence"] is None
    assert told(room_stream(by_form)) == ["case.queued", "help.shown"]
    assert listed(world, by_form)["alarm"] is not None


def test_so_is_that_of_an_added_form(world: World, case_id: UUID) -> None:
    rooms.add_form(world.anna, case_id, summary=rooms.empty_summary(hopes="jag får ingen luft"))
    assert alarms(case_id) == [("breathing", 1, False)]
    assert told(room_stream(case_id)) == ["case.queued", "form.added", "help.shown"]
    assert listed(world, case_id)["alarm"]["title"]["en"] == "trouble breathing"
