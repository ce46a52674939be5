"""A form that is added to an open case about the same: one transaction, one case, both forms kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry, Event, StoredFile
from people.models import OpeningHours
from rooms import steps as rooms
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case
from rooms.models import AddedForm, Case, CustodyStep, Room
from rooms.queries.attachments import state_of
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import world as rooms_world
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.world import World, claim, conclude, room, told
from tests.support.replay import Replayer, running_replayer
from tests.triage.forms import SUBMIT, begin, everything, fill, refused, row, submitted
from triage.actions.answers import give_answer
from triage.actions.outcomes import submit_intake
from triage.models import Intake
from triage.queries.intakes import open_cases, open_intake
from triage.wire import SubmitIntake

# A swollen neck is priority 3, not drinking priority 2.
NECK: dict[str, Any] = {"throat_signs": ["swollen_neck"]}
WORSE: dict[str, Any] = {"throat_drinking": "no"}


@pytest.fixture(scope="module")
def replayer() -> Iterator[Replayer]:
    with running_replayer() as running:
        yield running


@pytest.fixture
def readers(world: World, replayer: Replayer) -> Readers:
    return Readers(world, replayer)


@pytest.fixture
def case_id(world: World, readers: Readers) -> Iterator[UUID]:
    """Anna's case about her throat, with readers; law 4 is asserted when the test is over."""
    case_id = handed_off(world.anna, **NECK)
    readers.follow(case_id)
    yield case_id
    readers.compare()


def handed_off(actor: Actor, subject_id: UUID | None = None, **answers: Any) -> UUID:
    case_id = submitted(actor, subject_id=subject_id, **answers).case_id
    assert case_id is not None
    return case_id


def filled(actor: Actor, reason: str = "sore_throat", subject_id: UUID | None = None, **answers: Any) -> UUID:
    intake_id = begin(actor, reason, subject_id)
    fill(actor, intake_id, **answers)
    return intake_id


def add(actor: Actor, intake_id: UUID, case_id: UUID) -> Intake:
    submit_intake(actor, intake_id, SubmitIntake(add_to_case_id=case_id))
    return row(intake_id)


def order_of(case_id: UUID) -> tuple[object, ...]:
    case = room(case_id).case
    return case.priority, case.arrived_at, case.open_by, case.assessed_by, case.target_minutes


# --- what it does --------------------------------------------------------------------------------------------------
def test_the_form_is_in_the_case_for_both_sides(world: World, case_id: UUID) -> None:
    intake = add(world.anna, filled(world.anna, own_words="Det har blivit värre", **NECK), case_id)
    assert (intake.state, intake.case_id, Case.objects.count()) == ("handed_off", case_id, 1)
    shown = opened_room(world.anna, case_id)
    [line] = shown["room"]["forms"]
    assert (line["reason"]["sv"], line["by"]["name"], shown["staff"]) == ("Ont i halsen", "Anna Lind", None)
    assert "Det har blivit värre" not in str(shown)
    [added] = opened_room(world.sara, case_id)["staff"]["added"]
    assert (added["summary"]["free_text"], added["at"]) == (["Det har blivit värre"], line["at"])
    assert told(room_stream(case_id))[line["sequence"] - 1] == "form.added"
    assert told(staff_stream(case_id))[added["sequence"] - 1] == "summary.added"
    assert told(worklist_stream(world.unit.id))[-1] == "case.listed"


def test_both_audit_rows_are_there(world: World, case_id: UUID) -> None:
    intake_id = filled(world.anna, **NECK)
    AuditEntry.objects.filter(kind="write").delete()
    add(world.anna, intake_id, case_id)
    rows = AuditEntry.objects.filter(kind="write").order_by("action")
    anna = world.anna.account_id
    assert list(rows.values_list("action", "actor_id", "resident_id", "unit_id", "object_id")) == [
        ("case.add_form", anna, anna, world.unit.id, case_id),
        ("intake.submit", anna, anna, None, intake_id),
    ]


def test_the_priority_rises_and_keeps_its_arrival(world: World, case_id: UUID) -> None:
    arrived = room(case_id).case.arrived_at
    add(world.anna, filled(world.anna, **WORSE), case_id)
    case = room(case_id).case
    assert (case.priority, case.arrived_at, case.target_minutes) == (2, arrived, 15)
    step = CustodyStep.objects.filter(room_id=case_id).latest("sequence")
    assert (step.move, step.by_name, step.priority) == ("prioritised", "Anna Lind", 2)
    assert [one["priority"] for one in opened_worklist(world.sara, world.unit.id)["items"]] == [2]


def test_the_priority_never_falls(world: World) -> None:
    case_id = handed_off(world.anna, **WORSE)
    before = order_of(case_id)
    add(world.anna, filled(world.anna, **NECK), case_id)
    assert order_of(case_id) == before
    assert not CustodyStep.objects.filter(room_id=case_id, move="prioritised").exists()


def test_advice_for_self_care_does_not_end_it(world: World, case_id: UUID) -> None:
    before = order_of(case_id)
    intake = add(world.anna, filled(world.anna), case_id)
    assert (intake.state, AddedForm.objects.count(), order_of(case_id)) == ("handed_off", 1, before)


def test_a_red_flag_that_was_not_excluded_comes_onto_the_list(world: World, case_id: UUID) -> None:
    add(world.anna, filled(world.anna, throat_saliva="unknown"), case_id)
    [item] = opened_worklist(world.sara, world.unit.id)["items"]
    assert item["red_flag"]["sv"] == "Svårt att svälja saliv?"
    add(world.anna, filled(world.anna, **NECK), case_id)
    [item] = opened_worklist(world.sara, world.unit.id)["items"]
    assert item["red_flag"]["sv"] == "Svårt att svälja saliv?"


def test_whoever_has_the_case_keeps_it_and_has_the_turn(world: World, case_id: UUID, readers: Readers) -> None:
    claim_case(world.sara, claim(case_id))
    rooms_world.send(world.sara, case_id, "Hur är det nu?")
    readers.follow(case_id)
    assert room(case_id).turn == "resident"
    add(world.anna, filled(world.anna, **WORSE), case_id)
    now = room(case_id)
    assert (now.state, now.holder_id, now.turn, now.turn_at) == ("active", world.sara.account_id, "staff", now.last_at)
    [item] = opened_worklist(world.sara, world.unit.id)["items"]
    assert (item["holder_name"], item["turn"], item["priority"]) == ("Sara Holm", "staff", 2)


def test_its_pictures_are_read_with_the_case(world: World, case_id: UUID) -> None:
    intake_id = filled(world.anna, **NECK)
    picture = rooms_world.picture(case_id, world.anna, owner_kind="intake", owner_id=intake_id)
    for reader in (world.sara, world.anna):
        with pytest.raises(DomainError) as refusal:
            state_of(reader, picture.id)
        assert refusal.value.code is ErrorCode.NOT_FOUND
    add(world.anna, intake_id, case_id)
    for reader in (world.sara, world.anna):
        assert state_of(reader, picture.id).state == "ready"
    for stranger in (world.omar, world.maria):
        with pytest.raises(DomainError) as refusal:
            state_of(stranger, picture.id)
        assert refusal.value.code is ErrorCode.NOT_FOUND
    assert StoredFile.objects.count() == 1


def test_who_reads_it_is_the_unit_that_has_the_case(world: World) -> None:
    case_id = handed_off(world.anna, **NECK)
    OpeningHours.objects.filter(unit=world.unit).delete()
    intake = add(world.anna, filled(world.anna, **WORSE), case_id)
    # A new case would go where somebody is; this one is there, and says that nobody is.
    assert intake.receiver is not None
    assert intake.receiver["unit_id"] == str(world.unit.id)
    assert intake.receiver["notice"]["sv"].startswith("Ingen läser det här före")
    view = open_intake(world.anna, intake.id)
    assert (view.state, view.case_id) == ("handed_off", case_id)


# --- once or not at all --------------------------------------------------------------------------------------------
def test_twice_is_once(world: World, case_id: UUID) -> None:
    intake_id = filled(world.anna, **WORSE)
    add(world.anna, intake_id, case_id)
    before, events = everything(), Event.objects.count()
    add(world.anna, intake_id, case_id)
    submit_intake(world.anna, intake_id, SUBMIT)
    assert (everything(), Event.objects.count(), AddedForm.objects.count()) == (before, events, 1)


def test_at_once_is_once(world: World, case_id: UUID) -> None:
    intake_id = filled(world.anna, **WORSE)
    barrier = Barrier(3)

    def submit(_: int) -> None:
        try:
            barrier.wait(10)
            add(world.anna, intake_id, case_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(submit, range(3)))
    assert (AddedForm.objects.count(), Case.objects.count()) == (1, 1)
    assert told(room_stream(case_id)) == ["case.queued", "form.added"]


def test_a_conclusion_at_the_same_time_takes_it_or_leaves_it(world: World, case_id: UUID) -> None:
    claim_case(world.sara, claim(case_id))
    intake_id = filled(world.anna, **WORSE)
    barrier = Barrier(2)

    def at_once(call: Any) -> ErrorCode | None:
        try:
            barrier.wait(10)
            call()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as threads:
        calls = (lambda: conclude_case(world.sara, conclude(case_id)), lambda: add(world.anna, intake_id, case_id))
        concluded, added = threads.map(at_once, calls)
    assert (concluded, room(case_id).state) == (None, "concluded")
    assert added in (None, ErrorCode.ILLEGAL_MOVE)
    assert (row(intake_id).state == "handed_off") == (added is None) == (AddedForm.objects.count() == 1)


def test_what_fails_leaves_nothing(world: World, case_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    intake_id = filled(world.anna, **WORSE)
    before, events, order = everything(), Event.objects.count(), order_of(case_id)
    real = rooms.add_form

    def adds_then_fails(*arguments: Any, **named: Any) -> UUID:
        real(*arguments, **named)
        raise RuntimeError

    monkeypatch.setattr(rooms, "add_form", adds_then_fails)
    with pytest.raises(RuntimeError):
        add(world.anna, intake_id, case_id)
    assert (everything(), Event.objects.count(), order_of(case_id)) == (before, events, order)
    assert (AddedForm.objects.count(), row(intake_id).state) == (0, "open")


# --- what is not added ---------------------------------------------------------------------------------------------
def test_a_red_flag_is_an_emergency_and_nothing_is_added(world: World, case_id: UUID) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "yes")
    before = Event.objects.count()
    add(world.anna, intake_id, case_id)
    assert (row(intake_id).state, row(intake_id).case_id) == ("emergency", None)
    assert (AddedForm.objects.count(), Event.objects.count()) == (0, before)


def test_an_unfinished_form_is_not_added(world: World, case_id: UUID) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "no")
    with refused(ErrorCode.ANSWER_INVALID, question="very_ill"):
        add(world.anna, intake_id, case_id)


@pytest.mark.parametrize("state", ["concluded", "archived"])
def test_a_case_that_is_over_takes_no_form_and_the_form_stays_open(world: World, case_id: UUID, state: str) -> None:
    claim_case(world.sara, claim(case_id))
    conclude_case(world.sara, conclude(case_id))
    Room.objects.filter(case_id=case_id).update(state=state)
    intake_id = filled(world.anna, **NECK)
    with refused(ErrorCode.ILLEGAL_MOVE, state=state, move="add_form"):
        add(world.anna, intake_id, case_id)
    assert row(intake_id).state == "open"
    Room.objects.filter(case_id=case_id).update(state="concluded")


def test_only_to_a_case_about_the_same(world: World, case_id: UUID) -> None:
    for reason in ("chest_pain", "prescription_renewal"):
        intake_id = filled(world.anna, reason)
        with refused(ErrorCode.CONFLICT, field="add_to_case_id"):
            add(world.anna, intake_id, case_id)


def test_only_to_ones_own(world: World, case_id: UUID) -> None:
    strange = filled(world.maria, **NECK)
    with refused(ErrorCode.NOT_FOUND):
        add(world.maria, strange, case_id)
    with refused(ErrorCode.NOT_FOUND):
        add(world.maria, strange, new_id())


def test_a_childs_case_takes_what_its_author_wrote_about_the_child(world: World) -> None:
    leos, own = handed_off(world.maria, world.leo_id, **NECK), handed_off(world.maria, **NECK)
    about_leo = filled(world.maria, subject_id=world.leo_id, **WORSE)
    with refused(ErrorCode.NOT_FOUND):
        add(world.maria, about_leo, own)
    assert [one.case_id for one in open_cases(world.maria, about_leo).cases] == [leos]
    add(world.maria, about_leo, leos)
    [line] = opened_room(world.maria, leos)["room"]["forms"]
    assert (line["by"]["role"], line["by"]["name"]) == ("guardian", "Maria Nyberg")


def test_nothing_of_one_guardians_gets_into_the_others_case(world: World) -> None:
    leos, other = handed_off(world.maria, world.leo_id, **NECK), rooms_world.guardian_of(world.leo_id)
    about_leo = filled(other, subject_id=world.leo_id, **WORSE)
    assert open_cases(other, about_leo).cases == []
    with refused(ErrorCode.NOT_FOUND):
        add(other, about_leo, leos)


def test_a_case_is_named_once_however_many_forms_it_has(world: World, case_id: UUID) -> None:
    add(world.anna, filled(world.anna, **NECK), case_id)
    assert [one.case_id for one in open_cases(world.anna, begin(world.anna)).cases] == [case_id]
