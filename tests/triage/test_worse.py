"""A resident who is worse: staff hear of it before anything is answered, the red flags are asked by the same content as
the first time, and what is answered can raise the case and never lower it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.models import AuditEntry
from people.models import OpeningHours
from rooms.events.veil import Veil
from rooms.models import Alarm, Case
from rooms.policy import read_room
from rooms.queries.rooms import room_view
from rooms.queries.timeline import case_timeline
from rooms.streams import room_stream
from tests.laws.worsened import FLAGS, handed_off, word
from tests.rooms import world as rooms
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.world import World, told
from tests.support.replay import Replayer, running_replayer
from tests.triage.forms import SUBMIT, begin, everything, flags, refused, row, submitted
from triage.actions.answers import give_answer
from triage.actions.outcomes import submit_intake
from triage.actions.worse import say_worse
from triage.models import Intake
from triage.queries.intakes import my_intakes, open_intake
from triage.steps import worse as steps
from triage.wire import IntakeView


@pytest.fixture(scope="module")
def replayer() -> Iterator[Replayer]:
    with running_replayer() as running:
        yield running


@pytest.fixture
def case_id(world: World, replayer: Replayer) -> Iterator[UUID]:
    """Anna's case about her throat, of priority 3, with readers; law 4 is asserted when the test is over."""
    case_id = handed_off(world)
    readers = Readers(world, replayer)
    readers.follow(case_id)
    yield case_id
    readers.compare()


def worse(actor: Actor, case_id: UUID) -> UUID:
    intake_id = say_worse(actor, word(case_id)).result
    assert intake_id is not None
    return intake_id


def answer_all(actor: Actor, intake_id: UUID, **changes: str) -> IntakeView:
    """Each red flag answered no but for the changes, until nothing is asked any more."""
    for flag in flags(row(intake_id).reason_id):
        if row(intake_id).state == "open":
            give_answer(actor, intake_id, flag, changes.get(flag, "no"))
    return open_intake(actor, intake_id)


def listed(world: World) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = opened_worklist(world.sara, world.unit.id)["items"]
    return items


def staff_view(world: World, case_id: UUID) -> dict[str, Any]:
    staff: dict[str, Any] = opened_room(world.sara, case_id)["staff"]
    return staff


def place_of(world: World, case_id: UUID) -> int:
    return [item["case_id"] for item in listed(world)].index(str(case_id))


# --- it is told at once ----------------------------------------------------------------------------------------------
def test_the_unit_hears_of_it_before_anything_is_answered(world: World, case_id: UUID) -> None:
    worse(world.anna, case_id)
    [item] = listed(world)
    assert item["worse_at"] is not None
    last = staff_view(world, case_id)["custody"][-1]
    assert (last["move"], last["by_name"], last["priority"]) == ("worse", "Anna Lind", 3)
    assert told(room_stream(case_id)) == ["case.queued", "worse.said"]
    [line] = room_view(read_room(world.anna, case_id)).worse
    assert line.by.name == "Anna Lind"
    assert AuditEntry.objects.filter(action="worse.say", object_id=case_id).count() == 1


def test_answers_that_did_not_change_leave_the_place_as_it_was(world: World, case_id: UUID) -> None:
    later = world.case(world.maria, priority=3)
    before = Case.objects.values("priority", "arrived_at", "open_by").get(id=case_id)
    place = place_of(world, case_id)
    view = answer_all(world.anna, worse(world.anna, case_id))
    assert (view.state, view.outcome, view.case_id) == ("handed_off", None, case_id)
    assert Case.objects.values("priority", "arrived_at", "open_by").get(id=case_id) == before
    assert (place_of(world, case_id), place_of(world, later)) == (place, place + 1)
    assert Alarm.objects.count() == 0
    # And the unit sees that it was said, and that the answers are the same.
    assert listed(world)[place]["worse_at"] is not None
    [added] = staff_view(world, case_id)["added"]
    assert added["worse"]
    assert [one["before"] for one in added["summary"]["red_flags"]] == [None] * len(FLAGS)


def test_it_stands_on_the_list_until_somebody_has_written(world: World, case_id: UUID) -> None:
    worse(world.anna, case_id)
    rooms.claim_for(world.sara, case_id)
    assert listed(world)[0]["worse_at"] is not None
    rooms.send(world.sara, case_id, "Hej!")
    assert listed(world)[0]["worse_at"] is None
    rooms.send(world.anna, case_id, "Tack")
    assert listed(world)[0]["worse_at"] is None
    worse(world.anna, case_id)
    assert listed(world)[0]["worse_at"] is not None


# --- what is answered ------------------------------------------------------------------------------------------------
def test_a_red_flag_tells_whom_to_call_raises_and_alarms(world: World, case_id: UUID) -> None:
    intake_id = worse(world.anna, case_id)
    give_answer(world.anna, intake_id, "breathing", "yes")
    view = open_intake(world.anna, intake_id)
    assert view.outcome is not None
    assert (view.state, view.outcome.outcome, view.worse_of_case_id) == ("handed_off", "emergency", case_id)
    case = Case.objects.get(id=case_id)
    assert (case.priority, case.red_flag_sv) == (1, "Svårt att andas.")
    alarm = Alarm.objects.get(room_id=case_id)
    assert (alarm.category, alarm.title_sv) == ("worse", "Mår sämre: Svårt att andas.")
    card = room_view(read_room(world.anna, case_id)).help
    assert card is not None
    assert [line.number for line in card.lines] == ["112", "1177"]


def test_staff_see_from_what_it_changed(world: World, case_id: UUID) -> None:
    give_answer(world.anna, worse(world.anna, case_id), "breathing", "yes")
    [added] = staff_view(world, case_id)["added"]
    [flag] = [one for one in added["summary"]["red_flags"] if one["question_id"] == "breathing"]
    assert (flag["before"], flag["answer"]) == ({"sv": "Nej", "en": "No"}, {"sv": "Ja", "en": "Yes"})
    # The first ones lie beside them as they were, and what was read then is not told anew.
    assert [one["value"] for one in staff_view(world, case_id)["summary"]["red_flags"]] == ["no"] * len(FLAGS)
    assert (added["summary"]["answers"], added["summary"]["free_text"], added["summary"]["pictures"]) == ([], [], [])


def test_priority_2_alarms_too(world: World, case_id: UUID) -> None:
    answer_all(world.anna, worse(world.anna, case_id), throat_saliva="unknown")
    assert (Case.objects.get(id=case_id).priority, Alarm.objects.get().category) == (2, "worse")


def test_answers_never_lower(world: World, case_id: UUID) -> None:
    give_answer(world.anna, worse(world.anna, case_id), "breathing", "yes")
    answer_all(world.anna, worse(world.anna, case_id))
    case = Case.objects.get(id=case_id)
    assert (case.priority, case.red_flag_sv) == (1, "Svårt att andas.")
    [_, again] = staff_view(world, case_id)["added"]
    [flag] = [one for one in again["summary"]["red_flags"] if one["question_id"] == "breathing"]
    assert (flag["before"]["sv"], flag["answer"]["sv"]) == ("Ja", "Nej")


@pytest.mark.parametrize("before", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("answer", ["no", "unknown", "yes"])
def test_no_answer_lowers_any_priority(world: World, before: int, answer: str) -> None:
    case_id = handed_off(world)
    Case.objects.filter(id=case_id).update(priority=before)
    answer_all(world.anna, worse(world.anna, case_id), **dict.fromkeys(FLAGS, answer))
    after = Case.objects.get(id=case_id).priority
    assert after is not None
    assert after <= before


def test_only_the_red_flags_of_the_first_release_are_asked(world: World, case_id: UUID) -> None:
    first, again = Intake.objects.get(case_id=case_id), row(worse(world.anna, case_id))
    assert again.release_id == first.release_id
    assert again.answers["throat_signs"] == first.answers["throat_signs"]
    view = open_intake(world.anna, again.id)
    assert (view.next_question_id, view.answered, view.left_estimate) == (FLAGS[0], 0, len(FLAGS))
    assert [one.question.id for one in view.asked] == FLAGS[:1]
    with refused(ErrorCode.ANSWER_INVALID, question="throat_pain"):
        give_answer(world.anna, again.id, "throat_pain", 9)
    with refused(ErrorCode.NOT_ALLOWED):
        submit_intake(world.anna, again.id, SUBMIT)


def test_each_answer_is_kept_with_its_time(world: World, case_id: UUID) -> None:
    intake_id = worse(world.anna, case_id)
    give_answer(world.anna, intake_id, FLAGS[0], "no")
    assert [(one.question_id, one.answer) for one in row(intake_id).changes.all()] == [(FLAGS[0], "no")]
    assert open_intake(world.anna, intake_id).next_question_id == FLAGS[1]


# --- twice, later, and whom it concerns ------------------------------------------------------------------------------
def test_the_same_command_and_one_soon_after_tell_nobody_anew(world: World, case_id: UUID) -> None:
    command = word(case_id)
    first = say_worse(world.anna, command)
    assert first.result is not None
    give_answer(world.anna, first.result, FLAGS[0], "no")
    before = everything()
    assert say_worse(world.anna, command) == first
    assert everything() == before
    # From another device: the form goes on where it was.
    assert say_worse(world.anna, word(case_id)).result == first.result
    assert told(room_stream(case_id)).count("worse.said") == 1


def test_what_was_begun_long_ago_is_asked_from_the_beginning_and_told_anew(world: World, case_id: UUID) -> None:
    first = worse(world.anna, case_id)
    give_answer(world.anna, first, FLAGS[0], "no")
    Intake.objects.filter(id=first).update(updated_at=clock.now() - steps.SAME_TIME - timedelta(seconds=1))
    second = worse(world.anna, case_id)
    assert (row(first).state, FLAGS[0] in row(second).answers) == ("abandoned", False)
    assert told(room_stream(case_id)).count("worse.said") == 2


def test_a_new_form_about_the_same_is_not_the_one_of_the_case(world: World, case_id: UUID) -> None:
    again = worse(world.anna, case_id)
    assert begin(world.anna) != again
    assert [one.id for one in my_intakes(world.anna).intakes] != [again]


def test_a_case_without_red_flags_is_told_all_the_same(world: World) -> None:
    without = world.case()
    assert say_worse(world.anna, word(without)).result is None
    assert listed(world)[0]["worse_at"] is not None


def test_it_is_nobody_elses_to_say(world: World, case_id: UUID) -> None:
    for actor in (world.maria, world.sara, world.omar):
        with pytest.raises(DomainError):
            say_worse(actor, word(case_id))
    assert told(room_stream(case_id)) == ["case.queued"]


def test_a_guardian_says_it_of_the_child(world: World) -> None:
    case_id = submitted(world.maria, subject_id=world.leo_id, throat_signs=["swollen_neck"]).case_id
    assert case_id is not None
    view = open_intake(world.maria, worse(world.maria, case_id))
    assert view.asked[0].question.text.en.startswith("Is the child")


def test_a_case_that_is_over_asks_nothing(world: World) -> None:
    case_id = handed_off(world)
    intake_id = worse(world.anna, case_id)
    rooms.claim_for(world.sara, case_id)
    rooms.conclude_by(world.sara, case_id)
    assert open_intake(world.anna, intake_id).state == "abandoned"
    with refused(ErrorCode.ROOM_CLOSED):
        give_answer(world.anna, intake_id, FLAGS[0], "no")
    with refused(ErrorCode.ROOM_CLOSED):
        say_worse(world.anna, word(case_id))


def test_a_closed_unit_says_who_reads_it(world: World, case_id: UUID) -> None:
    OpeningHours.objects.all().delete()
    view = open_intake(world.anna, worse(world.anna, case_id))
    assert view.receiver is not None
    assert view.receiver.notice is not None
    assert view.receiver.notice.en.startswith("Nobody reads this before")
    assert listed(world)[0]["worse_at"] is not None


def test_the_way_of_the_case_tells_both(world: World, case_id: UUID) -> None:
    answer_all(world.anna, worse(world.anna, case_id))
    steps_told = [step.what for step in case_timeline(world.anna, case_id).steps if step.what != "opened"]
    assert steps_told == ["arrived", "worse_said", "worse_answered"]


def test_a_guest_hears_nothing_of_it(world: World, case_id: UUID) -> None:
    give_answer(world.anna, worse(world.anna, case_id), "breathing", "yes")
    stored = events.after({room_stream(case_id): 1})
    heard = [json.loads(Veil(0)(event))["type"] for event in stored]
    assert [event.type for event in stored] == ["worse.said", "form.added", "help.shown"]
    assert heard == ["event.veiled"] * 3
