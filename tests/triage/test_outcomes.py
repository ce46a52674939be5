"""Submitting, and the ways on: each outcome once, in one transaction with the case it opens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import Settings

from chatserver.core import clock, publish
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry, Event
from people.models import OpeningHours, ResidentProfile, Unit
from rooms import steps as rooms
from rooms.models import Case
from tests.rooms.world import World
from tests.triage.forms import SUBMIT, begin, case_of, everything, fill, refused, row, submitted
from triage.actions.answers import abandon_intake, give_answer
from triage.actions.outcomes import submit_intake, want_contact
from triage.models import Intake
from triage.queries.intakes import open_cases, open_intake
from triage.wire import SubmitIntake


# --- the hand-off --------------------------------------------------------------------------------------------------
def test_a_chat_opens_a_case_with_what_was_told(world: World) -> None:
    intake = submitted(
        world.anna,
        throat_saliva="unknown",
        has_fever="yes",
        temperature=38.9,
        own_words="Det gör {ont|illa}",
        where_now="abroad",
        place_now="Oslo",
        country_now="Norge",
        contact_way="may_call",
        language="interpreter",
        interpreter_language="nordkurdiska",
    )
    case = case_of(intake.id)
    assert (intake.state, case.intake_id, case.resident_id) == ("handed_off", intake.id, world.anna.account_id)
    assert (case.priority, case.administrative, case.profession, case.contact_form) == (2, False, "nurse", "chat")
    assert (case.unit_id, case.reason_sv) == (world.unit.id, "Ont i halsen")
    assert case.red_flag_sv == "Svårt att svälja saliv?"
    told = case.summary
    assert (told["place"], told["country"], told["phone"]) == ("Oslo", "Norge", "070-174 06 12")
    assert told["where"] == {"sv": "Utomlands", "en": "Abroad"}
    assert (told["may_call"], told["language"], told["interpreter"]) == (True, "other", True)
    assert (told["free_text"], told["pictures"], told["hopes"]) == (["Det gör {ont|illa}"], [], "Råd")
    assert [flag["question_id"] for flag in told["red_flags"] if flag["unknown"]] == ["throat_saliva"]
    values = {one["question_id"]: one["value"] for one in [*told["red_flags"], *told["answers"]]}
    assert (values["throat_saliva"], values["breathing"], values["has_fever"]) == ("unknown", "no", "yes")
    assert (values["duration"], values["risk_conditions"], told["measurements"][0]["value"]) == (None, None, None)
    assert [one["answer"]["sv"] for one in told["measurements"]] == ["38,9 grader"]
    answers = {one["question_id"]: one["answer"]["sv"] for one in told["answers"]}
    assert (answers["interpreter_language"], answers["duration"]) == ("nordkurdiska", "2 dagar")
    assert not {"own_words", "throat_picture", "temperature", "throat_saliva"} & set(answers)
    assert "Röda flaggor inte uteslutna: Svårt att svälja saliv." in told["explanation"]["sv"]
    assert told["demonstration"] is True
    assert told["answered_wrong"] is False


def test_where_somebody_is_is_told_in_both_languages_and_never_as_their_own_words(world: World) -> None:
    told = case_of(submitted(world.anna, throat_pain=9, where_now="home").id).summary
    assert (told["place"], told["where"]) == ("", {"sv": "Hemma", "en": "At home"})


@pytest.mark.parametrize(("way", "may_call"), [("write_only", False), ("may_call", True), ("video", True)])
def test_staff_are_told_whether_they_may_call(world: World, way: str, may_call: bool) -> None:
    intake = submitted(world.anna, throat_pain=9, contact_way=way)
    told = case_of(intake.id).summary
    assert (told["may_call"], told["prefers_video"]) == (may_call, way == "video")


def test_none_of_it_is_told_without_pointing_at_a_question(world: World) -> None:
    intake = submitted(world.anna, throat_pain=9, throat_signs=[])
    [told] = [one for one in case_of(intake.id).summary["answers"] if one["question_id"] == "throat_signs"]
    assert told["answer"] == {"sv": "Inget särskilt", "en": "Nothing in particular"}


def test_the_rules_are_told_in_order_with_the_one_that_decided(world: World) -> None:
    intake = submitted(world.anna, throat_pain=9, throat_signs=["one_sided"])
    rules = case_of(intake.id).summary["rules"]
    assert [(rule["rule_id"], rule["decided"]) for rule in rules] == [
        ("throat_one_sided", True),
        ("throat_severe_pain", False),
    ]


def test_a_guardians_case_is_about_the_child(world: World) -> None:
    intake = submitted(world.maria, subject_id=world.leo_id, throat_drinking="no")
    case = case_of(intake.id)
    assert (case.resident_id, case.author_id, case.guardian_id) == (
        world.leo_id,
        world.maria.account_id,
        world.maria.account_id,
    )


def test_an_errand_has_no_priority(world: World) -> None:
    intake = submitted(world.anna, "prescription_renewal")
    case = case_of(intake.id)
    assert (case.priority, case.administrative, case.red_flag_sv) == (None, True, "")


def test_an_unfinished_form_is_not_submitted(world: World) -> None:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "no")
    with refused(ErrorCode.ANSWER_INVALID, question="very_ill"):
        submit_intake(world.anna, intake_id, SUBMIT)


def test_submitting_twice_opens_one_case(world: World) -> None:
    intake = submitted(world.anna, throat_pain=9)
    before = everything()
    submit_intake(world.anna, intake.id, SUBMIT)
    assert everything() == before
    assert Case.objects.count() == 1


def test_submitting_at_once_opens_one_case(world: World) -> None:
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_pain=9)
    barrier = Barrier(3)

    def submit(_: int) -> None:
        try:
            barrier.wait(10)
            submit_intake(world.anna, intake_id, SUBMIT)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(submit, range(3)))
    assert Case.objects.count() == 1
    assert row(intake_id).case_id == Case.objects.get().id


def test_a_hand_off_that_fails_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_pain=9)
    before, events = everything(), Event.objects.count()
    announced: list[object] = []
    monkeypatch.setattr(publish, "_announce", announced.append, raising=False)
    real = rooms.open_case

    def opens_then_fails(*arguments: object, **named: object) -> UUID:
        real(*arguments, **named)  # type: ignore[arg-type]  # passed on as they came
        raise RuntimeError

    monkeypatch.setattr(rooms, "open_case", opens_then_fails)
    with pytest.raises(RuntimeError):
        submit_intake(world.anna, intake_id, SUBMIT)
    assert everything() == before
    assert (Case.objects.count(), Event.objects.count(), announced) == (0, events, [])


def test_an_abandoned_form_is_not_submitted(world: World) -> None:
    intake_id = begin(world.anna)
    abandon_intake(world.anna, intake_id)
    with refused(ErrorCode.INTAKE_CLOSED, state="abandoned"):
        submit_intake(world.anna, intake_id, SUBMIT)


def test_in_production_an_unapproved_release_sends_everything_to_a_nurse(world: World, settings: Settings) -> None:
    settings.PRODUCTION = True
    intake = submitted(world.anna)
    case = case_of(intake.id)
    assert (case.priority, case.profession) == (1, "nurse")
    assert "Ingen automatisk bedömning" in case.summary["explanation"]["sv"]


# --- nobody there --------------------------------------------------------------------------------------------------
def test_what_was_shown_when_nobody_is_there_is_kept(world: World) -> None:
    OpeningHours.objects.all().delete()
    intake = submitted(world.anna, throat_drinking="no")
    assert intake.receiver is not None
    assert intake.receiver["is_open"] is False
    assert intake.receiver["notice"]["sv"].startswith("Ingen läser det här före")
    view = open_intake(world.anna, intake.id)
    assert view.receiver is not None
    assert view.receiver.notice is not None
    OpeningHours.objects.create(unit=world.unit, weekday=0, opens=0, closes=1440)
    again = open_intake(world.anna, intake.id).receiver
    assert again is not None
    assert again.notice == view.receiver.notice


def test_a_pressing_case_goes_to_a_unit_that_is_open(world: World) -> None:
    OpeningHours.objects.filter(unit=world.unit).delete()
    pressing = submitted(world.anna, throat_drinking="no")
    patient = submitted(world.maria, throat_signs=["swollen_neck"])
    assert case_of(pressing.id).unit_id == world.omar.unit_id
    assert case_of(patient.id).unit_id == world.unit.id


def test_the_check_page_names_the_unit_that_gets_the_case(world: World) -> None:
    OpeningHours.objects.filter(unit=world.unit).delete()
    Unit.objects.exclude(id=world.unit.id).update(kind="telephone")
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_drinking="no")
    foreseen = open_intake(world.anna, intake_id).receiver
    assert foreseen is not None
    assert (foreseen.unit_id, foreseen.is_open) == (world.omar.unit_id, True)
    submit_intake(world.anna, intake_id, SUBMIT)
    case = case_of(intake_id)
    assert (case.priority, case.unit_id) == (2, foreseen.unit_id)
    assert open_intake(world.anna, intake_id).receiver == foreseen


def test_whoever_is_listed_nowhere_gets_an_open_unit(world: World) -> None:
    ResidentProfile.objects.update(listed_unit=None)
    intake = submitted(world.anna, throat_pain=9)
    assert case_of(intake.id).unit_id in (world.unit.id, world.omar.unit_id)


def test_whoever_is_listed_nowhere_chooses_the_unit(world: World) -> None:
    ResidentProfile.objects.update(listed_unit=None)
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_pain=9)
    offered = open_intake(world.anna, intake_id).receivers
    assert {one.unit_id for one in offered} >= {world.unit.id, world.omar.unit_id}
    last = offered[-1]
    submit_intake(world.anna, intake_id, SubmitIntake(add_to_case_id=None, unit_id=last.unit_id))
    assert case_of(intake_id).unit_id == last.unit_id
    assert open_intake(world.anna, intake_id).receiver == last


def test_a_unit_that_is_no_choice_is_refused_and_loses_nothing(world: World) -> None:
    ResidentProfile.objects.update(listed_unit=None)
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_pain=9)
    with refused(ErrorCode.UNIT_REQUIRED):
        submit_intake(world.anna, intake_id, SubmitIntake(add_to_case_id=None, unit_id=intake_id))


def test_listing_leaves_no_choice(world: World) -> None:
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_pain=9)
    assert open_intake(world.anna, intake_id).receivers == []


def test_without_any_unit_nothing_is_lost(world: World) -> None:
    intake_id = begin(world.anna)
    fill(world.anna, intake_id, throat_pain=9)
    type(world.unit).objects.update(kind="rehab")
    ResidentProfile.objects.update(listed_unit=None)
    with refused(ErrorCode.UNIT_REQUIRED):
        submit_intake(world.anna, intake_id, SUBMIT)


# --- self-care -----------------------------------------------------------------------------------------------------
def test_self_care_opens_no_case_and_can_be_read_again(world: World) -> None:
    intake = submitted(world.anna)
    assert (intake.state, intake.case_id, Case.objects.count()) == ("self_care", None, 0)
    page = open_intake(world.anna, intake.id).outcome
    assert page is not None
    assert page.advice is not None
    assert page.title.sv == "Du kan ta hand om halsen hemma"
    assert (page.advice.look_again_days, len(page.advice.seek_care)) == (7, 3)
    assert AuditEntry.objects.filter(action="intake.submit", kind="write").count() == 1


def test_one_reason_for_self_care_is_told_also_when_several_hold(world: World) -> None:
    intake = submitted(world.anna, throat_signs=["cold"])
    page = open_intake(world.anna, intake.id).outcome
    assert page is not None
    result = row(intake.id).result
    assert result is not None
    assert len(result["fired"]) == 2
    assert len(page.why) == 1
    assert page.why[0].sv.startswith("Du har haft ont i halsen")


def test_whoever_wants_contact_is_asked_the_red_flags_again(world: World) -> None:
    intake = submitted(world.anna)
    with clock.shifted(timedelta(days=3)):
        want_contact(world.anna, intake.id)
        before = everything()
        want_contact(world.anna, intake.id)
        assert everything() == before
        view = open_intake(world.anna, intake.id)
        assert (view.state, view.wants_contact) == ("open", True)
        assert (view.next_question_id, view.left_estimate) == ("breathing", 5)
        fill(world.anna, intake.id)
        submit_intake(world.anna, intake.id, SUBMIT)
    case = case_of(intake.id)
    assert (case.priority, case.administrative) == (5, False)


def test_a_red_flag_on_the_way_to_contact_is_an_emergency(world: World) -> None:
    intake = submitted(world.anna)
    want_contact(world.anna, intake.id)
    fill(world.anna, intake.id, throat_saliva="yes")
    assert (row(intake.id).state, Case.objects.count()) == ("emergency", 0)


def test_only_advice_leads_to_contact(world: World) -> None:
    intake_id = begin(world.anna)
    with refused(ErrorCode.INTAKE_CLOSED, state="open"):
        want_contact(world.anna, intake_id)
    advised = submitted(world.maria)
    with refused(ErrorCode.NOT_FOUND):
        want_contact(world.anna, advised.id)


def test_a_new_form_about_the_same_stands_beside_the_one_that_goes_on(world: World) -> None:
    advised = submitted(world.anna)
    second = begin(world.anna)
    want_contact(world.anna, advised.id)
    assert Intake.objects.filter(state="open").count() == 2
    assert begin(world.anna) == second


# --- a case about the same -----------------------------------------------------------------------------------------
def test_an_open_case_about_the_same_is_named(world: World) -> None:
    first = submitted(world.anna, throat_pain=9)
    second = begin(world.anna)
    [notice] = open_cases(world.anna, second).cases
    assert (notice.case_id, notice.reason.sv) == (first.case_id, "Ont i halsen")
    assert open_cases(world.anna, begin(world.anna, "chest_pain")).cases == []
    assert open_cases(world.maria, begin(world.maria)).cases == []
