"""The emergency page: what it says, and its two ways on, "I have called 112" and "I answered wrong"."""

from collections.abc import Callable
from uuid import UUID

import pytest

from chatserver.core.errors import ErrorCode
from rooms.models import Case
from rooms.wire import CaseSummary
from tests.rooms.world import World
from tests.triage.forms import begin, case_of, everything, history, refused, row, submitted
from triage.actions.answers import give_answer
from triage.actions.outcomes import answered_wrong, called_112
from triage.queries.intakes import open_intake
from triage.wire import AnsweredWrong, CorrectedAnswer

NOTHING = AnsweredWrong(corrections=[])
DENIED = AnsweredWrong(corrections=[CorrectedAnswer(question_id="breathing", answer="no")])


def emergency(world: World) -> UUID:
    intake_id = begin(world.anna)
    give_answer(world.anna, intake_id, "breathing", "yes")
    return intake_id


def test_the_emergency_page_says_why_and_what_to_do(world: World) -> None:
    page = open_intake(world.anna, emergency(world)).outcome
    assert page is not None
    assert page.advice is not None
    assert (page.outcome, page.title.sv, page.called_112) == ("emergency", "Ring 112 nu", False)
    assert page.why[0].sv == "Du svarade att du har svårt att andas. Det kan vara farligt."
    assert page.advice.do[0].sv == "Sitt upp. Ligg inte ner."
    assert (page.then[0].sv, page.then[3].sv[:9]) == ("Sitt upp. Ligg inte ner.", "Lägg inte")
    assert "hela EU" in page.then[-1].sv
    assert page.advice.sources[0].startswith("Halsfluss. ")
    assert Case.objects.count() == 0


def test_having_called_112_is_kept_once(world: World) -> None:
    intake_id = emergency(world)
    called_112(world.anna, intake_id)
    before = everything()
    called_112(world.anna, intake_id)
    assert everything() == before
    view = open_intake(world.anna, intake_id)
    assert view.outcome is not None
    assert (view.state, view.outcome.called_112) == ("emergency", True)


def test_answering_wrong_keeps_both_and_reaches_a_nurse_first(world: World) -> None:
    intake_id = emergency(world)
    answered_wrong(world.anna, intake_id, DENIED)
    intake = row(intake_id)
    case = case_of(intake.id)
    assert (case.priority, intake.state) == (1, "handed_off")
    assert (intake.answers["breathing"], intake.corrections["breathing"]) == ("yes", "no")
    assert history(intake_id) == [("breathing", "given", "yes"), ("breathing", "corrected", "no")]
    [flag] = case.summary["red_flags"]
    assert flag["answer"] == {"sv": "Ja, ändrat till Nej", "en": "Yes, changed to No"}
    assert flag["value"] == "yes"
    assert (case.summary["answered_wrong"], case.summary["may_call"]) == (True, None)
    assert (case.red_flag_sv, case.red_flag_en) == ("Svårt att andas.", "Trouble breathing.")
    before = everything()
    answered_wrong(world.anna, intake_id, DENIED)
    assert everything() == before


def test_the_explanation_can_be_read_sentence_by_sentence(world: World) -> None:
    intake_id = emergency(world)
    answered_wrong(world.anna, intake_id, NOTHING)
    told = case_of(intake_id).summary
    points = [point["sv"] for point in told["explanation_points"]]
    assert points[:2] == ["Svårt att andas.", "Röda flaggor inte uteslutna: Snabb svullnad i ansikte eller mun."]
    assert " ".join(points) == told["explanation"]["sv"]


def test_a_summary_from_before_these_words_can_be_read(world: World) -> None:
    intake_id = emergency(world)
    answered_wrong(world.anna, intake_id, NOTHING)
    kept = case_of(intake_id).summary
    del kept["explanation_points"], kept["red_flags"][0]["value"]
    read = CaseSummary.model_validate(kept | {"may_call": False})
    assert (read.explanation_points, read.red_flags[0].value, read.may_call) == ([], None, False)


def test_a_form_that_was_assessed_before_these_words_is_handed_off(world: World) -> None:
    intake_id = emergency(world)
    kept = row(intake_id)
    assert kept.result is not None
    del kept.result["staff_points"]
    kept.save()
    answered_wrong(world.anna, intake_id, NOTHING)
    told = case_of(intake_id).summary
    assert (told["explanation_points"], told["explanation"]["sv"][:16]) == ([], "Svårt att andas.")


def test_answering_wrong_needs_no_correction_but_takes_no_stray_one(world: World) -> None:
    intake_id = emergency(world)
    stray = AnsweredWrong(corrections=[CorrectedAnswer(question_id="very_ill", answer="no")])
    with refused(ErrorCode.ANSWER_INVALID, question="very_ill"):
        answered_wrong(world.anna, intake_id, stray)
    answered_wrong(world.anna, intake_id, NOTHING)
    assert case_of(intake_id).priority == 1


@pytest.mark.parametrize("way", [called_112, lambda actor, one: answered_wrong(actor, one, NOTHING)])
def test_the_ways_on_are_of_the_emergency_page_alone(world: World, way: Callable[[object, UUID], None]) -> None:
    intake_id = begin(world.anna)
    with refused(ErrorCode.INTAKE_CLOSED, state="open"):
        way(world.anna, intake_id)
    handed_off = submitted(world.anna, "chest_pain").id
    with refused(ErrorCode.INTAKE_CLOSED, state="handed_off"):
        way(world.anna, handed_off)
    with refused(ErrorCode.NOT_FOUND):
        way(world.maria, intake_id)
