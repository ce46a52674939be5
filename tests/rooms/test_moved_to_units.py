"""What hangs on a case's unit, once another unit has taken it over: guests, forms, wishes, company, silence, alarms;
and who wins where several act at once."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.wire import Ack
from rooms import announce, asking, jobs, naming, policy, steps, wire
from rooms.actions import alarms, callback, custody, presence, sent_forms, threats
from rooms.actions.conclusion import conclude_case
from rooms.actions.transfers import (
    accept_transfer,
    decline_transfer,
    expire_transfer,
    offer_transfer,
    withdraw_transfer,
)
from rooms.models import Assignment, Invitation, Room, Transfer
from rooms.permissions import Permission
from rooms.queries import silences as silent
from rooms.queries.earlier import concluded_cases
from tests.rooms import callbacks
from tests.rooms import world as rooms
from tests.rooms.conftest import handed_rows, opened_room, opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.transfers import (
    accept,
    decline,
    latest,
    nurse_there,
    offering,
    other_unit,
    run_out,
    withdraw,
)
from tests.rooms.world import World, room


# --- what hangs on the unit ----------------------------------------------------------------------------------------
def test_guests_of_the_first_unit_do_not_come_along(world: World) -> None:
    case_id = world.held_case()
    rooms.guest_in(world.sara, case_id)
    rooms.invited(world.sara, case_id, name="Nils Ek", role="relative")
    offer_transfer(world.sara, offering(case_id, unit=other_unit(world)))
    assert not Invitation.objects.filter(state="ended").exists()
    accept_transfer(world.omar, accept(case_id))
    assert {row.state for row in Invitation.objects.all()} == {"ended"}


def test_a_form_that_was_asked_is_answered_to_whoever_has_the_case_now(world: World, to_rehab: UUID) -> None:
    with transaction.atomic():
        access = policy.access_room(world.sara, to_rehab, Permission.SEND_FORM)
        row = asking.send_form(access, "sore_throat", rooms.REASON)
    accept_transfer(world.omar, accept(to_rehab))
    shown = opened_room(world.anna, to_rehab)["room"]["sent_forms"]
    assert [(one["id"], one["state"]) for one in shown] == [(str(row.id), "sent")]
    rooms.add_form(world.anna, to_rehab)
    [item] = opened_worklist(world.omar, other_unit(world).id)["items"]
    assert (item["holder_name"], item["turn"]) == ("Omar Said", "staff")
    sent_forms.withdraw_form(world.omar, sent_forms_withdraw(to_rehab, row.id))


def sent_forms_withdraw(case_id: UUID, form_id: UUID) -> wire.WithdrawForm:
    return wire.WithdrawForm(type="form.withdraw", id=new_id(), room_id=case_id, sent_form_id=form_id)


def test_a_wish_to_be_called_is_the_new_units(world: World) -> None:
    with callbacks.by_day():
        case_id = world.case()
        callback.ask_callback(world.anna, callbacks.ask(case_id))
        rooms.claim_for(world.sara, case_id)
        callback.begin_callback(world.sara, callbacks.begin(case_id))
        offer_transfer(world.sara, offering(case_id, unit=other_unit(world)))
        accept_transfer(world.omar, accept(case_id))
        # Sara rang: who has the case now says how it ended, and it waits in their own unit's queue.
        callback.end_callback(world.omar, callbacks.end(case_id))
    now = room(case_id)
    assert (now.state, now.unit_id, now.call_tried) == ("waiting", world.omar.unit_id, 1)
    assert [item["case_id"] for item in opened_worklist(world.omar, now.unit_id)["items"]] == [str(case_id)]


def test_company_of_the_first_unit_ends(world: World) -> None:
    case_id = world.held_case()
    threats.call_colleague(world.sara, wire.CallColleague(type="colleague.call", id=new_id(), room_id=case_id))
    offer_transfer(world.sara, offering(case_id, unit=other_unit(world)))
    accept_transfer(world.omar, accept(case_id))
    assert room(case_id).company_asked_by_id is None
    [item] = opened_worklist(world.omar, other_unit(world).id)["items"]
    assert item["company"] is None


def test_hidden_surnames_hide_those_of_the_first_unit_too(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    assert {"Johan Lager", "Omar Said"} <= set(naming.names_in(room(to_rehab)))


def test_silence_is_told_to_the_new_unit_by_its_own_hours(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    rooms.send(world.anna, to_rehab)
    with clock.shifted(timedelta(minutes=46)):
        assert silent.in_question() == [to_rehab]
        jobs.look_at_silences()
    [item] = opened_worklist(world.omar, other_unit(world).id)["items"]
    assert (item["unopened"] is not None, item["overdue"] is not None) == (True, True)
    assert opened_worklist(world.helena, world.unit.id)["items"] == []


def test_while_it_stands_its_giver_is_not_silent(world: World, to_rehab: UUID) -> None:
    rooms.send(world.anna, to_rehab)
    with clock.shifted(timedelta(minutes=46)):
        jobs.look_at_silences()
    assert not room(to_rehab).is_overdue


def test_whoever_gave_it_has_a_hand_free_and_is_offered_the_next(world: World, to_rehab: UUID) -> None:
    heard: list[UUID] = []
    announce.connect_queue(heard.append)
    try:
        accept_transfer(world.omar, accept(to_rehab))
    finally:
        announce._queue_listeners.remove(heard.append)
    assert set(heard) == {world.unit.id, world.omar.unit_id}


def test_a_lost_console_at_the_new_unit_puts_it_in_that_units_queue(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    # Consoles at the first unit do not keep it.
    presence.renew_lease(rooms.at_place(world.omar, world.unit), new_id())
    Room.objects.filter(case_id=to_rehab).update(state_since=clock.now() - timedelta(minutes=5))
    assert custody.release_if_away(to_rehab)
    assert (room(to_rehab).state, room(to_rehab).unit_id) == ("waiting", world.omar.unit_id)
    custody.claim_case(world.omar, rooms.claim(to_rehab))
    with refused(ErrorCode.CHOICE_NEEDED):
        custody.claim_case(world.johan, rooms.claim(to_rehab))


def test_alarm_words_are_the_new_holders(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    rooms.send(world.anna, to_rehab, "Jag har ont i bröstet")
    [item] = opened_worklist(world.omar, other_unit(world).id)["items"]
    assert item["alarm"] is not None
    alarms.acknowledge_alarm(world.omar, rooms.acknowledge(to_rehab))


def test_concluded_it_is_the_new_units(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    conclude_case(world.omar, rooms.conclude(to_rehab))
    assert [one.case_id for one in concluded_cases(world.omar, None).cases] == [to_rehab]
    assert concluded_cases(world.sara, None).cases == []


# --- at once -------------------------------------------------------------------------------------------------------
def test_of_two_at_the_unit_one_has_it(world: World, to_rehab: UUID) -> None:
    eva = nurse_there(world)
    outcomes = at_once(
        lambda: accept_transfer(world.omar, accept(to_rehab)), lambda: accept_transfer(eva, accept(to_rehab))
    )
    assert (len(acks(outcomes)), [one.code for one in refusals(outcomes)]) == (1, [ErrorCode.OFFER_OVER])


def everything_at_once(world: World, case_id: UUID) -> list[Callable[[], Any]]:
    return [
        lambda: accept_transfer(world.omar, accept(case_id)),
        lambda: withdraw_transfer(world.sara, withdraw(case_id)),
        lambda: expire_transfer(case_id),
        lambda: decline_transfer(nurse_there(world), decline(case_id)),
        lambda: custody.release_case(world.sara, rooms.release(case_id)),
    ]


@pytest.mark.parametrize("others", [[1], [2], [3], [4], [1, 2, 3, 4]])
def test_of_answer_withdrawal_deadline_and_return_one_wins(world: World, to_rehab: UUID, others: list[int]) -> None:
    run_out(to_rehab)
    calls = everything_at_once(world, to_rehab)
    at_once(calls[0], *[calls[number] for number in others])
    now = room(to_rehab)
    taken = latest(to_rehab).state == "accepted"
    assert now.unit_id == (world.omar.unit_id if taken else world.unit.id)
    held = Assignment.objects.filter(room_id=to_rehab, state="accepted")
    assert [one.assignee_id for one in held] == ([now.holder_id] if now.holder_id else [])
    assert (now.transfer, handed_rows(world)) == (None, [])


def test_cases_that_cross_wait_for_each_other_in_one_order(world: World) -> None:
    """Each of the two lists is told of both: none holds one list and waits for the other."""
    ours, theirs = world.held_case(), world.held_case(world.omar, unit_id=other_unit(world).id)
    for _ in range(5):
        offer_transfer(world.sara, offering(ours, unit=other_unit(world)))
        offer_transfer(world.omar, offering(theirs, unit=world.unit))
        outcomes = at_once(partial(_taken, world.omar, ours), partial(_taken, world.sara, theirs))
        assert len(acks(outcomes)) == 2
        ours, theirs = theirs, ours


def _taken(actor: Actor, case_id: UUID) -> Ack:
    return accept_transfer(actor, accept(case_id))


def test_the_same_answer_twice_is_one(world: World, to_rehab: UUID) -> None:
    command = accept(to_rehab)
    outcomes = at_once(*[lambda: accept_transfer(world.omar, command)] * 3)
    assert (len(acks(outcomes)), refusals(outcomes)) == (3, [])
    assert Transfer.objects.filter(room_id=to_rehab).count() == 1


def test_what_fails_in_the_middle_leaves_it_where_it_was(
    world: World, to_rehab: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("in the middle")

    before = rooms.everything()
    with monkeypatch.context() as broken:
        broken.setattr(steps, "record", failing)
        with pytest.raises(RuntimeError):
            accept_transfer(world.omar, accept(to_rehab))
    assert rooms.everything() == before
    assert (room(to_rehab).unit_id, len(handed_rows(world))) == (world.unit.id, 1)
