"""Scenes of forms that staff send into rooms."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from rooms import wire
from rooms.models import SentForm
from tests.rooms import world as rooms
from tests.rooms.world import World
from triage.actions import follow_ups
from triage.actions.answers import give_answer
from triage.wire import AnswerValue, SendForm, SubmitIntake

TODAY: dict[str, AnswerValue] = {
    "breathing": "no",
    "very_ill": "no",
    "today_compared": "better",
    "today_pain": 2,
    "today_new": "no",
    "follow_up_words": "Halsen är mycket bättre, tack.",
}
SUBMIT = SubmitIntake(add_to_case_id=None)


def send(case_id: UUID, form_id: str = "follow_up_today") -> SendForm:
    return SendForm(type="form.send", id=new_id(), room_id=case_id, form_id=form_id)


def sent(world: World, case_id: UUID, form_id: str = "follow_up_today") -> UUID:
    """A form that Sara has sent into her room."""
    follow_ups.send_form(world.sara, send(case_id, form_id))
    return SentForm.objects.get(room_id=case_id, form_id=form_id).id


def opened(world: World) -> tuple[Actor, UUID]:
    return world.anna, follow_ups.open_form(world.anna, sent(world, world.held_case()))


def answered(world: World, sent_form_id: UUID, actor: Actor | None = None, **changes: AnswerValue) -> UUID:
    """All of it answered, and not submitted yet."""
    by = actor or world.anna
    intake_id = follow_ups.open_form(by, sent_form_id)
    for question, answer in {**TODAY, **changes}.items():
        give_answer(by, intake_id, question, answer)
    return intake_id


def filled(world: World) -> tuple[Actor, UUID, SubmitIntake]:
    return world.anna, answered(world, sent(world, world.held_case())), SUBMIT


def withdraw(case_id: UUID, sent_form_id: UUID) -> wire.WithdrawForm:
    return wire.WithdrawForm(type="form.withdraw", id=new_id(), room_id=case_id, sent_form_id=sent_form_id)


def to_withdraw(world: World) -> tuple[Actor, wire.WithdrawForm]:
    case_id = world.held_case()
    return world.sara, withdraw(case_id, sent(world, case_id))


def left_unanswered(world: World) -> tuple[Actor, wire.ConcludeCase]:
    case_id = world.held_case()
    sent(world, case_id)
    return world.sara, rooms.conclude(case_id)
