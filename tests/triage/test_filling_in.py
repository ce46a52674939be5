"""Beginning a form and answering it: kept as it is given, once, by whom it concerns."""

from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import Settings

from chatserver.core import clock
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry, StoredFile
from tests.rooms.world import World, guardian_of
from tests.triage.forms import begin, everything, fill, history, refused, row
from tests.triage.sheets import RELEASE
from triage.actions.answers import abandon_intake, give_answer, start_intake, withdraw_answer
from triage.models import Intake, Release
from triage.queries.intakes import my_intakes, open_intake
from triage.wire import DurationAnswer, StartIntake


def a_file(actor: Actor, owner_id: UUID, state: str = "ready") -> StoredFile:
    now = clock.now()
    return StoredFile.objects.create(
        owner_kind="intake",
        owner_id=owner_id,
        uploader_id=actor.person,
        resident_id=actor.person,
        state=state,
        received_at=now,
        changed_at=now,
    )


# --- beginning -----------------------------------------------------------------------------------------------------
def test_a_form_begins_with_what_the_register_says(world: World) -> None:
    intake = row(begin(world.anna))
    assert intake.answers["answered_by"] == "self"
    assert 400 < intake.answers["age_months"] < 500
    assert (intake.state, intake.release_id, intake.release.version) == ("open", RELEASE.sha256, RELEASE.version)
    assert Release.objects.get().state == "draft"
    [audit] = AuditEntry.objects.filter(action="intake.start")
    assert (audit.kind, audit.resident_id, audit.object_id) == ("write", world.anna.account_id, intake.id)


def test_beginning_again_goes_on_where_it_was_left(world: World) -> None:
    first = begin(world.anna)
    give_answer(world.anna, first, "breathing", "no")
    before = everything()
    assert begin(world.anna) == first
    assert everything() == before
    assert begin(world.anna, "chest_pain") != first
    abandon_intake(world.anna, first)
    assert begin(world.anna) != first


def test_a_guardian_answers_for_the_child_and_is_spoken_to_about_it(world: World) -> None:
    intake_id = begin(world.maria, subject_id=world.leo_id)
    assert row(intake_id).answers["answered_by"] == "guardian"
    view = open_intake(world.maria, intake_id)
    assert view.asked[0].question.text.sv == "Har barnet svårt att andas?"
    assert (view.subject.id, view.subject.is_self) == (world.leo_id, False)


def test_nobody_else_may_begin_for_a_resident(world: World) -> None:
    for actor in (world.anna, world.sara):
        with refused(ErrorCode.NOT_FOUND):
            begin(actor, subject_id=world.leo_id)
    with refused(ErrorCode.NOT_FOUND):
        start_intake(SYSTEM, StartIntake(reason_id="sore_throat", subject_id=world.leo_id))


def test_a_reason_that_is_not_there(world: World) -> None:
    with refused(ErrorCode.NOT_FOUND):
        begin(world.anna, "sore_thumb")


# --- answering -----------------------------------------------------------------------------------------------------
def test_an_answer_is_kept_when_it_is_given(world: World) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "no")
    give_answer(world.anna, intake_id, "duration", DurationAnswer(value=2, unit="days"))
    intake = row(intake_id)
    assert (intake.answers["breathing"], intake.answers["duration"]) == ("no", {"unit": "days", "value": 2})
    assert history(intake_id) == [
        ("breathing", "given", "no"),
        ("duration", "given", {"unit": "days", "value": 2}),
    ]
    assert AuditEntry.objects.filter(action="intake.answer").count() == 2


def test_the_same_answer_again_writes_nothing(world: World) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "no")
    before = everything()
    give_answer(world.anna, intake_id, "breathing", "no")
    assert everything() == before


def test_a_changed_answer_keeps_the_earlier_one(world: World) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "very_ill", "unknown")
    give_answer(world.anna, intake_id, "very_ill", "no")
    withdraw_answer(world.anna, intake_id, "very_ill")
    withdraw_answer(world.anna, intake_id, "very_ill")
    assert "very_ill" not in row(intake_id).answers
    assert [change[1:] for change in history(intake_id)] == [
        ("given", "unknown"),
        ("given", "no"),
        ("withdrawn", None),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("breathing", "perhaps"),
        ("throat_pain", 11),
        ("chest_leg", "no"),
        ("age_months", 12),
        ("country_now", "Norge"),
        ("nothing", "no"),
        ("throat_picture", ["not an id"]),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(world: World, question: str, answer: str | int | list[str]) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "where_now", "home")
    with refused(ErrorCode.ANSWER_INVALID, question=question):
        give_answer(world.anna, intake_id, question, answer)


def test_a_picture_must_belong_to_the_form(world: World) -> None:
    intake_id = begin(world.anna)
    mine, other = a_file(world.anna, intake_id), a_file(world.maria, new_id())
    give_answer(world.anna, intake_id, "throat_picture", [str(mine.id)])
    assert row(intake_id).answers["throat_picture"] == [str(mine.id)]
    for stranger in (other.id, new_id()):
        with refused(ErrorCode.NOT_FOUND):
            give_answer(world.anna, intake_id, "throat_picture", [str(stranger)])


def test_a_red_flag_ends_the_form_at_once(world: World) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "yes")
    intake = row(intake_id)
    assert (intake.state, intake.case_id) == ("emergency", None)
    assert intake.result is not None
    assert intake.result["deciding"] == {"kind": "rule", "id": "breathing_trouble"}
    with refused(ErrorCode.INTAKE_CLOSED, state="emergency"):
        give_answer(world.anna, intake_id, "breathing", "no")
    with refused(ErrorCode.INTAKE_CLOSED, state="emergency"):
        withdraw_answer(world.anna, intake_id, "breathing")
    with refused(ErrorCode.INTAKE_CLOSED, state="emergency"):
        abandon_intake(world.anna, intake_id)


def test_a_red_flag_for_urgent_care_ends_it_too(world: World) -> None:
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_mouth="yes")
    assert row(intake_id).state == "urgent_care"


def test_an_unapproved_release_only_collects_in_production(world: World, settings: Settings) -> None:
    settings.PRODUCTION = True
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "yes")
    assert row(intake_id).state == "open"


def test_other_peoples_forms_do_not_exist(world: World) -> None:
    intake_id = begin(world.maria, subject_id=world.leo_id)
    strangers = [world.anna, world.sara, guardian_of(world.leo_id)]
    for actor in strangers:
        with refused(ErrorCode.NOT_FOUND):
            give_answer(actor, intake_id, "breathing", "no")
        with refused(ErrorCode.NOT_FOUND):
            withdraw_answer(actor, intake_id, "breathing")
        with refused(ErrorCode.NOT_FOUND):
            abandon_intake(actor, intake_id)
        with refused(ErrorCode.NOT_FOUND):
            open_intake(actor, intake_id)
        with refused(ErrorCode.NOT_FOUND):
            give_answer(actor, new_id(), "breathing", "no")


def test_a_guardian_is_out_when_the_child_turns_13(world: World) -> None:
    intake_id = begin(world.maria, subject_id=world.leo_id)
    with clock.shifted(timedelta(days=13 * 366)):
        with refused(ErrorCode.NOT_FOUND):
            give_answer(world.maria, intake_id, "breathing", "no")
        assert my_intakes(world.maria).intakes == []


# --- reading -------------------------------------------------------------------------------------------------------
def test_the_form_as_its_page_shows_it(world: World) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "no")
    view = open_intake(world.anna, intake_id)
    assert [(one.question.id, one.answer) for one in view.asked] == [("breathing", "no"), ("very_ill", None)]
    words = view.asked[0].answer_words
    assert words is not None
    assert (words.sv, words.en) == ("Nej", "No")
    assert (view.next_question_id, view.answered, view.demonstration) == ("very_ill", 1, True)
    assert view.left_estimate > 15
    assert (view.outcome, view.receiver, view.case_id) == (None, None, None)
    assert AuditEntry.objects.get(action="intake.open").kind == "read"


def test_a_complete_form_says_who_will_read_it(world: World) -> None:
    intake_id = begin(world.anna)
    fill(world.anna, intake_id)
    view = open_intake(world.anna, intake_id)
    assert (view.next_question_id, view.left_estimate) == (None, 0)
    assert view.receiver is not None
    assert (view.receiver.name, view.receiver.is_open) == ("Björkdalens vårdcentral", True)
    assert {one.question.block for one in view.asked} == {"danger", "symptoms", "background", "picture", "contact"}


def test_unfinished_forms_and_advice_are_listed_for_their_author(world: World) -> None:
    mine, childs = begin(world.maria), begin(world.maria, subject_id=world.leo_id)
    gone = begin(world.maria, "chest_pain")
    abandon_intake(world.maria, gone)
    abandon_intake(world.maria, gone)
    assert [line.id for line in my_intakes(world.maria).intakes] == [childs, mine]
    assert my_intakes(world.anna).intakes == []
    listed = AuditEntry.objects.filter(action="intake.list", kind="read")
    assert {entry.resident_id for entry in listed} == {world.maria.account_id, world.leo_id}


def test_an_older_form_keeps_its_release(world: World) -> None:
    intake_id = begin(world.anna)
    kept = Release.objects.get()
    older = {**kept.data, "package": {**kept.data["package"], "author": "Somebody earlier"}}
    Release.objects.filter(sha256=kept.sha256).update(data=older)
    Release.objects.create(
        sha256="0" * 64, package="first_line", version="0.0.9", state="draft", data=older, registered_at=clock.now()
    )
    Intake.objects.filter(id=intake_id).update(release_id="0" * 64)
    give_answer(world.anna, intake_id, "breathing", "no")
    assert open_intake(world.anna, intake_id).next_question_id == "very_ill"
