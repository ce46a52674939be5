"""Forms that staff send into a room: who may, who answers, what comes back, and what cannot happen twice."""

from uuid import UUID

import pytest

from chatserver.core.errors import DomainError, ErrorCode
from rooms.actions.conclusion import conclude_case
from rooms.actions.sent_forms import withdraw_form
from rooms.models import AddedForm, Alarm, Case, Room, SentForm
from rooms.policy import read_room
from rooms.queries.rooms import room_view
from tests.laws.asked import SUBMIT, answered, send, sent, withdraw
from tests.rooms import world as rooms
from tests.rooms.world import World
from triage import library
from triage.actions import follow_ups
from triage.actions.answers import give_answer
from triage.actions.outcomes import submit_intake
from triage.engine.cases import fires_in, form_of
from triage.engine.content import Case as RuleCase
from triage.engine.content import Rule
from triage.models import Intake
from triage.queries.follow_ups import follow_ups as offered
from triage.queries.intakes import my_intakes, open_intake

RELEASE = library.follow_ups()
CASES = [pytest.param(rule, case, id=f"{rule.id}-{case.name}") for rule in RELEASE.content.rules for case in rule.cases]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_rule_does_what_its_case_says(rule: Rule, case: RuleCase) -> None:
    form = form_of(RELEASE, rule, case)
    assert form is not None
    assert fires_in(RELEASE, form, rule, case) is case.fires


def state(sent_form_id: UUID) -> str:
    return SentForm.objects.get(id=sent_form_id).state


def test_the_four_shipped_forms_are_offered(world: World) -> None:
    found = offered(world.sara, world.held_case())
    assert [one.id for one in found.forms] == list(RELEASE.forms)
    assert found.demonstration


def test_sent_opened_answered(world: World) -> None:
    case_id = world.held_case()
    form_id = sent(world, case_id)
    assert (state(form_id), Room.objects.get(case_id=case_id).turn) == ("sent", "resident")
    intake_id = answered(world, form_id)
    assert state(form_id) == "opened"
    submit_intake(world.anna, intake_id, SUBMIT)
    assert (state(form_id), Room.objects.get(case_id=case_id).turn) == ("answered", "staff")
    card = room_view(read_room(world.anna, case_id)).sent_forms[0]
    assert ("Compared with when the case began", "Better") in [(one.question.en, one.answer.en) for one in card.told]
    assert card.told[-1].answer.sv == "Halsen är mycket bättre, tack."
    assert AddedForm.objects.get(sent_form_id=form_id).intake_id == intake_id
    # It has its card, and no line beside it.
    assert room_view(read_room(world.anna, case_id)).forms == []


def test_two_devices_answer_one_form(world: World) -> None:
    form_id = sent(world, world.held_case())
    first, second = answered(world, form_id), follow_ups.open_form(world.anna, form_id)
    assert first == second
    submit_intake(world.anna, first, SUBMIT)
    submit_intake(world.anna, second, SUBMIT)
    assert AddedForm.objects.filter(sent_form_id=form_id).count() == 1
    assert Intake.objects.filter(sent_form_id=form_id).count() == 1


def test_a_red_flag_alerts_at_once_and_raises(world: World) -> None:
    case_id = world.held_case(priority=4)
    form_id = sent(world, case_id)
    intake_id = follow_ups.open_form(world.anna, form_id)
    give_answer(world.anna, intake_id, "breathing", "yes")
    case = Case.objects.get(id=case_id)
    assert (state(form_id), case.priority, case.red_flag_sv) == ("answered", 1, "Svårt att andas.")
    assert case.alarm_at is not None
    assert Alarm.objects.get(room_id=case_id).pattern == "breathing_trouble"
    help_card = room_view(read_room(world.anna, case_id)).help
    assert help_card is not None
    assert [line.number for line in help_card.lines] == ["112", "1177"]
    with pytest.raises(DomainError) as refusal:
        give_answer(world.anna, intake_id, "very_ill", "no")
    assert refusal.value.code is ErrorCode.INTAKE_CLOSED


def test_calm_answers_leave_the_priority_alone(world: World) -> None:
    case_id = world.held_case(priority=5)
    submit_intake(world.anna, answered(world, sent(world, case_id)), SUBMIT)
    assert (Case.objects.get(id=case_id).priority, Alarm.objects.count()) == (5, 0)


def test_an_answer_raises_and_never_lowers(world: World) -> None:
    for before, after in ((4, 3), (2, 2)):
        case_id = world.held_case(priority=before)
        submit_intake(world.anna, answered(world, sent(world, case_id), today_compared="worse"), SUBMIT)
        assert Case.objects.get(id=case_id).priority == after


def test_alarm_words_among_the_answers_alert(world: World) -> None:
    case_id = world.held_case()
    submit_intake(world.anna, answered(world, sent(world, case_id), follow_up_words="Jag vill dö"), SUBMIT)
    assert Alarm.objects.filter(room_id=case_id).exists()


def test_what_was_withdrawn_is_asked_no_more(world: World) -> None:
    case_id = world.held_case()
    form_id = sent(world, case_id)
    intake_id = answered(world, form_id)
    withdraw_form(world.sara, withdraw(case_id, form_id))
    with pytest.raises(DomainError) as refusal:
        submit_intake(world.anna, intake_id, SUBMIT)
    assert refusal.value.code is ErrorCode.INTAKE_CLOSED
    assert (state(form_id), open_intake(world.anna, intake_id).state) == ("withdrawn", "abandoned")
    # It may be asked anew.
    follow_ups.send_form(world.sara, send(case_id))


def test_what_was_answered_cannot_be_withdrawn(world: World) -> None:
    case_id = world.held_case()
    form_id = sent(world, case_id)
    submit_intake(world.anna, answered(world, form_id), SUBMIT)
    with pytest.raises(DomainError) as refusal:
        withdraw_form(world.sara, withdraw(case_id, form_id))
    assert refusal.value.code is ErrorCode.CONFLICT
    assert state(form_id) == "answered"


def test_it_expires_with_its_case(world: World) -> None:
    case_id = world.held_case()
    form_id = sent(world, case_id)
    intake_id = answered(world, form_id)
    conclude_case(world.sara, rooms.conclude(case_id))
    with pytest.raises(DomainError) as refusal:
        submit_intake(world.anna, intake_id, SUBMIT)
    assert (refusal.value.code, state(form_id)) == (ErrorCode.INTAKE_CLOSED, "expired")


def test_the_same_form_lies_in_a_room_once(world: World) -> None:
    case_id = world.held_case()
    sent(world, case_id)
    with pytest.raises(DomainError) as refusal:
        follow_ups.send_form(world.sara, send(case_id))
    assert refusal.value.code is ErrorCode.CONFLICT


def test_only_the_one_responsible_sends_and_withdraws(world: World) -> None:
    case_id = world.held_case()
    form_id = sent(world, case_id)
    for actor in (world.johan, world.anna, world.omar):
        with pytest.raises(DomainError):
            follow_ups.send_form(actor, send(case_id, "follow_up_skin"))
        with pytest.raises(DomainError):
            withdraw_form(actor, withdraw(case_id, form_id))
    assert state(form_id) == "sent"


def test_a_childs_form_is_its_guardians(world: World) -> None:
    case_id = world.child_case()
    rooms.claim_for(world.sara, case_id)
    form_id = sent(world, case_id)
    with pytest.raises(DomainError) as refusal:
        follow_ups.open_form(world.anna, form_id)
    assert refusal.value.code is ErrorCode.NOT_FOUND
    intake_id = follow_ups.open_form(world.maria, form_id)
    assert open_intake(world.maria, intake_id).asked[0].question.text.en.startswith("Is the child")


def test_a_form_that_was_sent_is_not_among_the_unfinished(world: World) -> None:
    follow_ups.open_form(world.anna, sent(world, world.held_case()))
    assert my_intakes(world.anna).intakes == []
