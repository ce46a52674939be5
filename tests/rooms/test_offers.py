"""Offers: who is asked, in which order, what answers and silence lead to, and who wins where several act at once."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from people.models import AssignmentMode, StaffProfile
from rooms import announce, rounds, wire
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case, reassign_case, release_case
from rooms.actions.offers import accept_offer, decline_offer, expire_offer, make_offers
from rooms.actions.presence import set_presence
from rooms.matching.terms import REST
from rooms.models import Assignment, CustodyStep, Lease, Presence, Room
from rooms.queries import waiting
from rooms.queries.offers import to_offer
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms.offers import accept, asked, decline, offer_of, offering, round_at, run_out
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.world import World, claim, come_in, conclude, reassign, release, room, told


@pytest.fixture
def sara_asked(world: World, case_id: UUID) -> UUID:
    """The case with readers, offered to Sara, who is here alone."""
    offering(world, world.sara)
    round_at(world)
    assert asked(case_id) == world.sara.account_id
    return case_id


@pytest.fixture
def reacting() -> Iterator[None]:
    """Every change of the queue is followed by a round, as in the running house."""
    announce.connect_queue(rounds.queue_changed)
    yield
    announce._queue_listeners.remove(rounds.queue_changed)


def states(case_id: UUID) -> list[str]:
    return list(Assignment.objects.filter(room_id=case_id).order_by("made_at").values_list("state", flat=True))


def declare(actor: Actor, declared: str) -> None:
    set_presence(actor, wire.SetPresence.model_validate({"declared": declared}))


# --- who is asked --------------------------------------------------------------------------------------------------
def test_nothing_is_offered_where_the_unit_does_not(world: World, case_id: UUID) -> None:
    come_in(world.sara)
    round_at(world)
    assert room(case_id).state == "waiting"
    offering(world, world.sara)
    round_at(world)
    assert room(case_id).state == "offered"


def test_whoever_is_asked_sees_why_and_until_when(world: World, sara_asked: UUID) -> None:
    [frame] = [json.loads(one.frame) for one in events.after({worklist_stream(world.unit.id): 0})][-1:]
    offer = frame["item"]["offer"]
    assert (offer["to_name"], offer["to_id"]) == ("Sara Holm", str(world.sara.account_id))
    assert [reason["code"] for reason in offer["reasons"]] == ["earliest_deadline", "hands_free"]
    assert offer["reasons"][0]["says"]["en"] == "Of those that fit you, this is to be opened soonest."
    assert told(room_stream(sara_asked)) == ["case.queued", "offer.made"]
    step = json.loads(events.after({staff_stream(sara_asked): 0})[-1].frame)
    assert (step["move"], step["holder_name"], step["by"]["kind"]) == ("offered", "Sara Holm", "system")
    # The room is not told who was asked.
    assert "Sara" not in events.after({room_stream(sara_asked): 0})[-1].frame


def test_whoever_waits_keeps_their_place_while_somebody_is_asked(world: World, sara_asked: UUID) -> None:
    behind = world.case(world.maria)
    assert waiting.waiting(world.anna, sara_asked).place == 1
    assert waiting.waiting(world.maria, behind).place == 2


@pytest.mark.parametrize("obstacle", ["elsewhere", "away", "declared busy", "another profession", "hands full"])
def test_whoever_cannot_take_it_is_not_asked(world: World, case_id: UUID, obstacle: str) -> None:
    offering(world, world.sara)
    if obstacle == "elsewhere":
        Lease.objects.update(unit_id=world.omar.unit_id)
    if obstacle == "away":
        Lease.objects.update(expires_at=clock.now())
    if obstacle == "declared busy":
        declare(world.sara, "busy")
    if obstacle == "another profession":
        StaffProfile.objects.filter(account_id=world.sara.person).update(profession="physician")
    if obstacle == "hands full":
        StaffProfile.objects.filter(account_id=world.sara.person).update(capacity=1)
        claim_case(world.sara, claim(world.case(priority=5)))
    round_at(world)
    assert room(case_id).state == "waiting"


def test_one_is_asked_about_one_case_at_a_time_and_the_most_urgent_first(world: World, case_id: UUID) -> None:
    urgent = world.case(priority=1)
    offering(world, world.sara)
    round_at(world)
    assert (asked(urgent), asked(case_id)) == (world.sara.account_id, None)
    accept_offer(world.sara, accept(urgent))
    round_at(world)
    assert asked(case_id) == world.sara.account_id


def test_outside_the_hours_only_what_is_urgent_is_offered(world: World, case_id: UUID) -> None:
    world.unit.opening_hours.all().delete()
    offering(world, world.sara)
    round_at(world)
    assert asked(case_id) is None
    urgent = world.case(priority=2)
    round_at(world)
    assert asked(urgent) == world.sara.account_id


def test_somebody_the_resident_has_met_is_preferred_with_a_hand_free(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    claim_case(world.sara, claim(world.child_case()))
    offering(world, world.sara, world.johan)
    again = world.case()
    round_at(world)
    assert asked(again) == world.sara.account_id
    assert [one["code"] for one in room(again).offer_reasons or []] == ["earliest_deadline", "knows_resident"]


def test_what_can_wait_gives_way_to_what_is_urgent(world: World, sara_asked: UUID) -> None:
    calm = world.case(priority=4)
    round_at(world)
    assert (asked(sara_asked), asked(calm)) == (world.sara.account_id, None)
    urgent = world.case(priority=2)
    round_at(world)
    assert (asked(urgent), room(sara_asked).state) == (world.sara.account_id, "waiting")
    assert states(sara_asked) == ["withdrawn"]
    # Somebody with a hand free is asked before anything is taken back.
    come_in(world.johan)
    round_at(world)
    last = world.case(priority=2)
    assert asked(sara_asked) == world.johan.account_id
    come_in(world.helena)
    round_at(world)
    assert (asked(last), asked(sara_asked)) == (world.helena.account_id, world.johan.account_id)
    # Between two that are urgent nobody's offer is taken back.
    world.case(priority=1)
    round_at(world)
    assert asked(urgent) == world.sara.account_id


# --- answers -------------------------------------------------------------------------------------------------------
def test_accepting_makes_one_responsible_as_a_claim_does(world: World, sara_asked: UUID) -> None:
    accept_offer(world.sara, accept(sara_asked))
    now = room(sara_asked)
    assert (now.state, now.holder_id, now.offer_id, now.offered_to_id) == ("active", world.sara.account_id, None, None)
    assert told(room_stream(sara_asked)) == ["case.queued", "offer.made", "case.claimed"]
    assert states(sara_asked) == ["accepted"]
    assert list(CustodyStep.objects.filter(room_id=sara_asked).values_list("move", flat=True)) == [
        "queued",
        "offered",
        "accepted",
    ]


def test_declining_asks_the_next_and_never_the_same_again(world: World, sara_asked: UUID) -> None:
    come_in(world.johan)
    decline_offer(world.sara, decline(sara_asked, "competence"))
    assert room(sara_asked).state == "waiting"
    round_at(world)
    assert asked(sara_asked) == world.johan.account_id
    decline_offer(world.johan, decline(sara_asked))
    with clock.shifted(REST * 2):
        come_in(world.sara, world.johan)
        round_at(world)
        # Both have declined: it is on the list for whoever takes it.
        assert room(sara_asked).state == "waiting"
    step = CustodyStep.objects.filter(room_id=sara_asked, move="declined").first()
    assert step is not None
    assert (step.reason, step.holder_name, step.by_name) == ("competence", "Sara Holm", "Sara Holm")
    # The resident is not told who declined.
    declined = events.of_types(room_stream(sara_asked), ["offer.ended"])[0]
    assert "Sara" not in declined.frame


def test_an_offer_that_runs_out_goes_to_the_next(world: World, sara_asked: UUID) -> None:
    come_in(world.johan)
    assert not expire_offer(sara_asked)
    run_out(sara_asked)
    rounds.sweep()
    assert asked(sara_asked) == world.johan.account_id
    assert states(sara_asked) == ["expired", "offered"]
    assert room(sara_asked).case.priority == 3


def test_two_missed_in_a_row_set_one_away_until_one_says_otherwise(world: World, sara_asked: UUID) -> None:
    second = world.case()
    for case_id in (sara_asked, second):
        run_out(case_id)
        assert expire_offer(case_id)
        round_at(world)
    presence = Presence.objects.get(account_id=world.sara.person)
    assert (presence.declared, presence.set_away_at is None) == ("away", False)
    assert told(worklist_stream(world.unit.id))[-1] == "presence.set_away"
    third = world.case()
    round_at(world)
    assert asked(third) is None
    declare(world.sara, "available")
    assert told(worklist_stream(world.unit.id))[-1] == "presence.declared"
    round_at(world)
    assert asked(third) == world.sara.account_id
    # It begins anew: one more that runs out is the first.
    run_out(third)
    expire_offer(third)
    assert Presence.objects.get(account_id=world.sara.person).declared == "available"


def test_an_answer_between_two_missed_counts(world: World, sara_asked: UUID) -> None:
    run_out(sara_asked)
    expire_offer(sara_asked)
    between, last = world.case(priority=2), world.case()
    round_at(world)
    accept_offer(world.sara, accept(between))
    round_at(world)
    run_out(last)
    expire_offer(last)
    assert Presence.objects.get(account_id=world.sara.person).declared == "available"


def test_an_offer_is_withdrawn_from_whoever_goes(world: World, sara_asked: UUID) -> None:
    come_in(world.johan)
    declare(world.sara, "away")
    rounds.sweep()
    assert asked(sara_asked) == world.johan.account_id
    Lease.objects.all().delete()
    rounds.sweep()
    assert room(sara_asked).state == "waiting"
    assert states(sara_asked) == ["withdrawn", "withdrawn"]
    # Nobody missed anything.
    assert Presence.objects.filter(set_away_at__isnull=False).count() == 0


def test_whoever_hands_back_is_not_asked_at_once_again(world: World, sara_asked: UUID) -> None:
    accept_offer(world.sara, accept(sara_asked))
    release_case(world.sara, release(sara_asked))
    round_at(world)
    assert room(sara_asked).state == "waiting"
    with clock.shifted(REST + timedelta(seconds=1)):
        come_in(world.sara)
        round_at(world)
        assert asked(sara_asked) == world.sara.account_id


# --- others --------------------------------------------------------------------------------------------------------
def test_nobody_else_answers_an_offer(world: World, sara_asked: UUID) -> None:
    with refused(ErrorCode.OFFER_OVER, holder=None):
        accept_offer(world.johan, accept(sara_asked))
    with refused(ErrorCode.OFFER_OVER, holder=None):
        decline_offer(world.helena, decline(sara_asked))
    with refused(ErrorCode.NOT_FOUND):
        accept_offer(world.omar, accept(sara_asked))
    with refused(ErrorCode.NOT_ALLOWED):
        accept_offer(world.anna, accept(sara_asked))


def test_an_offer_of_before_is_not_the_one_that_stands(world: World, sara_asked: UUID) -> None:
    first = offer_of(sara_asked)
    run_out(sara_asked)
    expire_offer(sara_asked)
    with clock.shifted(REST + timedelta(seconds=1)):
        come_in(world.sara)
        round_at(world)
        with refused(ErrorCode.OFFER_OVER, holder=None):
            accept_offer(world.sara, accept(sara_asked, first))


def test_a_claim_from_the_list_withdraws_the_offer(world: World, sara_asked: UUID) -> None:
    offer_id = offer_of(sara_asked)
    claim_case(world.johan, claim(sara_asked))
    assert states(sara_asked) == ["withdrawn", "accepted"]
    with refused(ErrorCode.OFFER_OVER, holder="Johan Lager"):
        accept_offer(world.sara, accept(sara_asked, offer_id))


def test_where_cases_are_offered_only_nobody_takes_what_another_was_asked_about(world: World, sara_asked: UUID) -> None:
    offering(world, mode=AssignmentMode.OFFER)
    with refused(ErrorCode.ILLEGAL_MOVE, state="offered", move="claim"):
        claim_case(world.johan, claim(sara_asked))
    # From the list it is accepted just as well.
    claim_case(world.sara, claim(sara_asked))
    assert states(sara_asked) == ["accepted"]


def test_a_supervisor_gives_away_what_somebody_was_asked_about(world: World, sara_asked: UUID) -> None:
    come_in(world.johan)
    reassign_case(world.helena, reassign(sara_asked, world.johan))
    assert (room(sara_asked).holder_id, states(sara_asked)) == (world.johan.account_id, ["withdrawn", "accepted"])


# --- events --------------------------------------------------------------------------------------------------------
def test_everything_that_changes_the_answer_is_followed_by_a_round(world: World, reacting: None) -> None:
    del reacting
    offering(world, world.sara, world.johan)
    StaffProfile.objects.filter(account_id=world.sara.person).update(capacity=1)
    declare(world.johan, "away")
    first = world.case()
    assert asked(first) == world.sara.account_id
    second = world.case()
    declare(world.johan, "available")
    assert asked(second) == world.johan.account_id
    decline_offer(world.johan, decline(second))
    assert asked(second) is None
    accept_offer(world.sara, accept(first))
    assert asked(second) is None
    conclude_case(world.sara, conclude(first))
    assert asked(second) == world.sara.account_id


def test_a_round_that_fails_does_not_undo_what_it_followed(
    world: World, reacting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    offering(world, world.sara)

    def broken(_unit_id: UUID) -> None:
        raise RuntimeError("no round")

    monkeypatch.setattr(rounds, "offer_waiting", broken)
    assert room(world.case()).state == "waiting"


def test_a_round_asks_few_questions_however_many_wait(world: World) -> None:
    offering(world, world.sara, world.johan, world.helena)

    def asked_for() -> int:
        with CaptureQueriesContext(connection) as questions:
            to_offer(world.unit.id)
        return len(questions)

    world.case()
    few = asked_for()
    for _ in range(8):
        world.case()
        world.child_case()
    assert asked_for() == few <= 15


# --- at once -------------------------------------------------------------------------------------------------------
def answers(world: World, case_id: UUID) -> list[Callable[[], object]]:
    offer_id = offer_of(case_id)
    return [
        lambda: accept_offer(world.sara, accept(case_id, offer_id)),
        lambda: claim_case(world.johan, claim(case_id)),
        lambda: reassign_case(world.helena, reassign(case_id, world.johan)),
        lambda: expire_offer(case_id),
    ]


@pytest.mark.parametrize("others", [[1], [2], [3], [1, 3], [1, 2, 3]])
def test_of_answer_claim_supervisor_and_deadline_one_wins(world: World, sara_asked: UUID, others: list[int]) -> None:
    come_in(world.johan)
    run_out(sara_asked)
    calls = answers(world, sara_asked)
    at_once(calls[0], *[calls[number] for number in others])
    now = room(sara_asked)
    open_ones = Assignment.objects.filter(room_id=sara_asked, state__in=["offered", "accepted"])
    assert (now.state == "active", now.state == "waiting") == (open_ones.count() == 1, open_ones.count() == 0)
    assert [one.assignee_id for one in open_ones] == ([] if now.holder_id is None else [now.holder_id])
    responsible = now.participations.filter(role="responsible", left_sequence=None)
    assert [one.account_id for one in responsible] == ([] if now.holder_id is None else [now.holder_id])


def test_the_same_answer_from_two_tabs_is_given_once(world: World, sara_asked: UUID) -> None:
    command = accept(sara_asked)
    outcomes = at_once(*[lambda: accept_offer(world.sara, command)] * 3)
    assert (len(acks(outcomes)), refusals(outcomes)) == (3, [])
    assert states(sara_asked) == ["accepted"]


def test_two_rounds_at_once_count_on_no_hand_twice(world: World, case_id: UUID) -> None:
    cases = [case_id, *(world.case() for _ in range(3))]
    offering(world, world.sara, world.johan)
    at_once(*[lambda: make_offers(world.unit.id, cases)] * 3)
    offered = Room.objects.filter(state="offered")
    assert sorted(offered.values_list("offered_to_id", flat=True), key=str) == sorted(
        [world.sara.account_id, world.johan.account_id], key=str
    )
    assert {one.case_id for one in offered} == set(cases[:2])


def test_a_case_that_was_not_locked_is_left_for_the_next_round(world: World, case_id: UUID) -> None:
    urgent = world.case(priority=1)
    offering(world, world.sara)
    # The round was planned before the urgent case arrived.
    assert make_offers(world.unit.id, [case_id]) == [urgent]
    assert (asked(case_id), asked(urgent)) == (None, None)
