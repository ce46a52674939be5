"""What may happen at a unit, and what must hold after each step; `test_custody_machine.py` says what and why."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db.models import Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError
from people import queries as people
from people.models import OpeningHours, StaffProfile, Unit
from rooms import gathering, jobs, policy, rounds, silences, urgency
from rooms.actions import offers as actions
from rooms.actions.callback import ask_callback, begin_callback, end_callback
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case, release_case, release_if_away
from rooms.actions.merging import merge_cases
from rooms.actions.overflow import take_overflow
from rooms.actions.priority import prioritise_case
from rooms.actions.silences import keep_case
from rooms.actions.transfers import accept_transfer, decline_transfer, offer_transfer, withdraw_transfer
from rooms.actions.withdrawal import withdraw_case
from rooms.gathering import Crowd
from rooms.lifecycle import OPEN_STATES
from rooms.matching.eligibility import Eligible, eligibility
from rooms.matching.parties import STAFF_TURN, Clinician
from rooms.models import Assignment, Case, ClosingCard, Lease, Overflow, Participation, Room, Transfer
from rooms.queries.abandoned import abandoned_rooms
from rooms.wire.callback import CallOutcomeName
from tests.rooms import callbacks, closing_time, offers, overflows, transfers
from tests.rooms import silences as silent
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_worklist

Who = st.integers(0, 1)
Which = st.integers(0, 5)


class Day(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        call_command("flush", verbosity=0, interactive=False)
        self.time = ExitStack()
        self.world = rooms.build()
        self.other = Unit.objects.exclude(id=self.world.unit.id).get()
        self.staff = [self.world.sara, self.world.johan]
        self.everybody = [*self.staff, self.world.omar]
        StaffProfile.objects.update(capacity=2)
        offers.offering(self.world, *self.staff)
        self.priorities: dict[UUID, int | None] = {}
        self.arrived: dict[UUID, Any] = {}
        self.offered: set[UUID] = set()
        self.handed_over = 0

    def teardown(self) -> None:
        self.time.close()

    # --- what happens ------------------------------------------------------------------------------------------------
    @rule(which=Which, profession=st.booleans())
    def hand_over(self, which: int, profession: bool) -> None:
        """One of the cases that somebody has, or takes just now, while the other is here: else few days had any."""
        here = Room.objects.filter(state="active", unit_id=self.world.unit.id).order_by("case_id")
        held = list(here)
        if not held:
            self._try(which, lambda case_id: claim_case(self.staff[which % 2], rooms.claim(case_id)))
            held = list(here.all())
        for room in held[which % max(1, len(held)) :][:1]:
            [giver] = [one for one in self.staff if one.account_id == room.holder_id]
            [other] = [one for one in self.staff if one.account_id != room.holder_id]
            rooms.come_in(other)
            command = transfers.offering(room.case_id, **({"profession": "nurse"} if profession else {"to": other}))
            with suppress(DomainError):
                offer_transfer(giver, command)

    @rule(which=Which)
    def hand_to_the_other_unit(self, which: int) -> None:
        """From either of the two; Omar is alone at his."""
        held = list(Room.objects.filter(state="active").order_by("case_id"))
        for room in held[which % max(1, len(held)) :][:1]:
            there = self.world.unit if room.unit_id == self.other.id else self.other
            command = transfers.offering(room.case_id, unit=there)
            self._try_of(room, partial(self._offer, command))

    def _offer(self, command: Any, actor: Actor, _case_id: UUID) -> None:
        offer_transfer(actor, command)

    @rule(which=Which, answer=st.sampled_from(["accept", "decline", "withdraw"]))
    def answer_transfer(self, which: int, answer: str) -> None:
        """By the one of the two who does not have it; taken back by the one who does."""
        standing = list(Transfer.objects.filter(ended_at=None).order_by("room_id"))
        if not standing:
            return
        asked = standing[which % len(standing)]
        receiver = next(one for one in self.everybody if self._may_take(one, asked))
        [giver] = [one for one in self.everybody if one.account_id == asked.by_id]
        if answer == "accept":
            rooms.come_in(receiver)
            accept_transfer(receiver, transfers.accept(asked.room_id))
            taken = Room.objects.get(case_id=asked.room_id)
            assert (taken.holder_id, taken.unit_id) == (receiver.account_id, receiver.unit_id)
        elif answer == "withdraw":
            withdraw_transfer(giver, transfers.withdraw(asked.room_id))
        elif asked.profession == "":
            decline_transfer(receiver, transfers.decline(asked.room_id))

    def _may_take(self, one: Actor, asked: Transfer) -> bool:
        unit_id = asked.to_unit_id or self.world.unit.id
        return one.account_id != asked.by_id and one.unit_id == unit_id

    @rule(which=Which)
    def leave_transfer(self, which: int) -> None:
        """Nobody has answered in time: it is with whoever had it."""
        standing = list(Transfer.objects.filter(ended_at=None).order_by("room_id"))
        if standing:
            asked = standing[which % len(standing)]
            transfers.run_out(asked.room_id)
            jobs.end_overdue_transfers()
            assert Room.objects.get(case_id=asked.room_id).holder_id == asked.by_id

    @rule(which=Which, minutes=st.sampled_from([3, 20, 100]), keeps=st.booleans())
    def nobody_answers(self, which: int, minutes: int, keeps: bool) -> None:
        """Residents write, and those at the consoles neither open it nor answer; some say that they are on it."""
        self._try(which, lambda case_id: rooms.send(self.world.anna, case_id))
        self.time.enter_context(clock.shifted(timedelta(minutes=minutes)))
        rooms.come_in(*self.staff)
        held = {room.case_id: room for room in Room.objects.filter(state="active")}
        jobs.look_at_silences()
        for room in Room.objects.filter(state="active", case_id__in=held):
            before = held[room.case_id]
            assert (room.holder_id, room.epoch) == (before.holder_id, before.epoch)
            if keeps and room.is_overdue:
                self._try_of(room, lambda actor, case_id: keep_case(actor, silent.keep(case_id)))
        # Who has lost a case had been warned of it.
        for room in Room.objects.filter(state="waiting", case_id__in=held):
            assert held[room.case_id].is_overdue
        self._what_lies_unopened_is_told()

    def _what_lies_unopened_is_told(self) -> None:
        """I13, by what the house promised when it was written."""
        unit = people.unit(self.world.unit.id)
        for room in silences.waiting_for_staff().filter(unit_id=unit.id):
            since, priority = silences.unopened_since(room), room.case.priority
            if since is None:
                continue
            promised = urgency.deadlines(unit.promises, priority, unit.spans, unit.zone, since).open_by
            assert clock.now() < promised or room.unopened_told == "supervisor"

    @rule(priority=st.sampled_from([1, 2, 3, 3, 5]))
    def arrive(self, priority: int) -> None:
        case = Case.objects.get(id=self.world.case(priority=priority))
        self.priorities[case.id], self.arrived[case.id] = priority, case.arrived_at

    @rule(which=Which)
    def accept(self, which: int) -> None:
        self._answer(which, lambda actor, case_id: actions.accept_offer(actor, offers.accept(case_id)))

    @rule(which=Which)
    def decline(self, which: int) -> None:
        self._answer(which, lambda actor, case_id: actions.decline_offer(actor, offers.decline(case_id)))

    @rule(seconds=st.sampled_from([-20, 5, 40, 100]))
    def clock_steps(self, seconds: int) -> None:
        self.time.enter_context(clock.shifted(timedelta(seconds=seconds)))
        rooms.come_in(*self.staff)

    @rule(who=Who, which=Which)
    def claim(self, who: int, which: int) -> None:
        self._try(which, lambda case_id: claim_case(self.staff[who], rooms.claim(case_id)))

    @rule(who=Who, which=Which)
    def hand_back(self, who: int, which: int) -> None:
        self._try(which, lambda case_id: release_case(self.staff[who], rooms.release(case_id)))

    @rule(who=Who, which=Which)
    def conclude(self, who: int, which: int) -> None:
        self._try(which, lambda case_id: conclude_case(self.staff[who], rooms.conclude(case_id)))

    @rule(who=Who, which=Which)
    def merge(self, who: int, which: int) -> None:
        """Into a case of theirs: the other is concluded, and what was told of it goes with it."""
        staff = self.staff[who]
        held = Room.objects.filter(state="active", holder_id=staff.account_id).order_by("case_id").first()

        def into_theirs(case_id: UUID) -> None:
            if held is not None:
                merge_cases(staff, rooms.merge(held.case_id, case_id))
                self.priorities[held.case_id] = min(self.priorities[one] or 0 for one in (held.case_id, case_id))
                self.arrived[held.case_id] = min(self.arrived[held.case_id], self.arrived[case_id])
                assert ClosingCard.objects.get(room_id=case_id).continues_in_id == held.case_id

        self._try(which, into_theirs)

    @rule(which=Which)
    def ask_to_be_called(self, which: int) -> None:
        self._try(which, lambda case_id: ask_callback(self.world.anna, callbacks.ask(case_id)))

    @rule(who=Who, which=Which, outcome=st.sampled_from(["reached", "no_answer", "left_message", "wrong_number"]))
    def call(self, who: int, which: int, outcome: CallOutcomeName) -> None:
        """Whoever has the case calls, and says how it went."""

        def called(case_id: UUID) -> None:
            begin_callback(self.staff[who], callbacks.begin(case_id))
            end_callback(self.staff[who], callbacks.end(case_id, outcome))

        self._try(which, called)

    @rule(which=Which)
    def withdraw(self, which: int) -> None:
        """What is urgent is in the queue still, everything else that waited is over."""

        def withdrawn(case_id: UUID) -> None:
            withdraw_case(self.world.anna, callbacks.withdraw(case_id))
            urgent = self.priorities[case_id] in (1, 2)
            assert (Room.objects.get(case_id=case_id).state == "concluded") is not urgent

        self._try(which, withdrawn)

    @rule(which=Which)
    def raise_priority(self, which: int) -> None:
        def to_one(case_id: UUID) -> None:
            prioritise_case(self.world.helena, rooms.prioritise(case_id, 1))
            self.priorities[case_id] = 1

        self._try(which, to_one)

    @rule(who=Who)
    def crash(self, who: int) -> None:
        """Half a minute later the cases are back, and nothing is offered there any more."""
        Lease.objects.all().delete()
        self.time.enter_context(clock.shifted(timedelta(seconds=31)))
        rooms.come_in(self.staff[1 - who])
        for room_id in abandoned_rooms():
            release_if_away(room_id)
        held = Room.objects.filter(holder_id=self.staff[who].person, state="active")
        assert not held.exists()

    @rule(who=Who)
    def come_back(self, who: int) -> None:
        rooms.come_in(self.staff[who])

    @rule(opens=st.booleans())
    def close_or_open(self, opens: bool) -> None:
        OpeningHours.objects.filter(unit=self.world.unit).delete()
        if opens:
            days = [OpeningHours(unit=self.world.unit, weekday=day, opens=0, closes=1440) for day in range(7)]
            OpeningHours.objects.bulk_create(days)

    @rule(names=st.booleans())
    def closing_time(self, names: bool) -> None:
        """It has just closed: each open case has a next owner, and what is urgent is somewhere or alarms."""
        Unit.objects.filter(id=self.world.unit.id).update(round_the_clock=self.other.id if names else None)
        closing_time.close(self.world)
        jobs.give_next_owners()
        closed = Q(unit_id=self.world.unit.id, state__in=[state.value for state in OPEN_STATES])
        for room in Room.objects.select_related("case").filter(closed):
            urgent = room.case.priority in (1, 2)
            assert room.holder_id is not None or not (urgent and names)
            if urgent and room.holder_id is None:
                assert room.after_hours is not None
                assert room.after_hours["owner"] == "supervisor"
                assert room.after_hours_epoch == room.epoch

    @rule(which=Which, takes=st.booleans())
    def help(self, which: int, takes: bool) -> None:
        """Rehab Norr helps, and Omar there is shown what he has a hand free for; some of it he takes."""
        Unit.objects.filter(id=self.world.unit.id).update(overflow=self.other.id, overflow_after=0)
        rooms.come_in(self.world.omar)
        jobs.look_for_help()
        lent = list(Overflow.objects.filter(ended_at=None).order_by("room_id"))
        if lent and takes:
            room_id = lent[which % len(lent)].room_id
            take_overflow(self.world.omar, overflows.take(room_id))
            taken = Room.objects.get(case_id=room_id)
            assert (taken.holder_id, taken.unit_id) == (self.world.omar.account_id, self.other.id)

    @rule()
    def sweep(self) -> None:
        rounds.sweep()
        self._nobody_was_passed()

    # --- what must hold ----------------------------------------------------------------------------------------------
    @invariant()
    def every_open_case_is_somebodys_or_in_the_queue(self) -> None:
        for room in Room.objects.filter(state__in=[state.value for state in OPEN_STATES]):
            standing = list(Assignment.objects.filter(room=room, state__in=["offered", "accepted"]))
            responsible = Participation.objects.filter(room=room, role="responsible", left_sequence=None)
            asked = [one.assignee_id for one in standing if one.state == "offered"]
            has = [one.assignee_id for one in standing if one.state == "accepted"]
            assert asked == ([room.offered_to_id] if room.state == "offered" else [])
            assert has == ([room.holder_id] if room.state == "active" else [])
            assert [one.account_id for one in responsible] == has
            assert (room.offer_id is None) == (room.state != "offered")

    @invariant()
    def what_is_handed_over_is_still_its_givers(self) -> None:
        """One that stands is its holder's, and the list says so; none outlasts its holder, and no summary is lost."""
        for room in Room.objects.all():
            standing = list(Transfer.objects.filter(room=room, ended_at=None))
            assert [one.by_id for one in standing] == ([room.holder_id] if standing else [])
            assert [str(one.id) for one in standing] == ([room.transfer["id"]] if room.transfer else [])
            assert not standing or room.state == "active"
            assert all(one.to_unit_id != room.unit_id for one in standing)
        kept = Transfer.objects.filter(situation=transfers.SITUATION, recommendation=transfers.ADVICE)
        assert kept.count() == Transfer.objects.count() >= self.handed_over
        self.handed_over = Transfer.objects.count()

    @invariant()
    def whoever_has_a_case_is_of_the_unit_that_has_it(self) -> None:
        """Also while another unit is asked; and what it is asked about is on its list, and no more than that."""
        units = {one.account_id: one.unit_id for one in [*self.everybody, self.world.helena]}
        for room in Room.objects.filter(state="active"):
            assert units[room.holder_id] == room.unit_id
        for actor in (self.world.sara, self.world.omar):
            rows = opened_worklist(actor, policy.unit_of(actor))["handed"]
            asked = Transfer.objects.filter(ended_at=None, to_unit_id=actor.unit_id)
            assert {row["case_id"] for row in rows} == {str(one.room_id) for one in asked}

    @invariant()
    def what_another_unit_may_take_waits_where_it_was(self) -> None:
        """And is on that unit's list, and no more than that."""
        standing = {one.room_id: one for one in Overflow.objects.filter(ended_at=None)}
        for room in Room.objects.all():
            assert (room.overflow is not None) == (room.case_id in standing)
            if room.overflow is not None:
                assert (room.state, room.unit_id) == ("waiting", standing[room.case_id].from_unit_id)
        rows = opened_worklist(self.world.omar, self.other.id)["overflow"]
        assert {row["case_id"] for row in rows} == {str(room_id) for room_id in standing}

    @invariant()
    def no_priority_falls_and_everybody_keeps_their_arrival(self) -> None:
        for case in Case.objects.all():
            assert (case.priority, case.arrived_at) == (self.priorities[case.id], self.arrived[case.id])

    def _nobody_was_passed(self) -> None:
        """Who waits after a round fits nobody with a hand free, nor anybody who was just asked about less."""
        crowd = gathering.crowd(people.unit(self.world.unit.id))
        for need in crowd.needs.values():
            for person in crowd.people.values():
                assert not isinstance(eligibility(need, person, crowd.at), Eligible)
        assert gathering.in_the_way(people.unit(self.world.unit.id)) == []
        for room in Room.objects.select_related("case").filter(state="offered"):
            if room.offer_id not in self.offered and room.offered_to_id in crowd.people:
                self._asked_about_the_first(room, crowd, crowd.people[room.offered_to_id])
        self.offered = {room.offer_id for room in Room.objects.filter(state="offered") if room.offer_id}

    def _asked_about_the_first(self, room: Room, crowd: Crowd, person: Clinician) -> None:
        before = replace(person, load=person.load - STAFF_TURN, asks=1)
        case = room.case
        for need in crowd.needs.values():
            # One that waits for its time may have come to it since somebody else was asked.
            above = need.not_before is None and need.rank < replace(need, **_order_of(case)).rank
            assert not (above and isinstance(eligibility(need, before, crowd.at), Eligible))

    # --- who and which -----------------------------------------------------------------------------------------------
    def _answer(self, which: int, answer: Callable[[Actor, UUID], Any]) -> None:
        asked = list(Room.objects.filter(state="offered").order_by("case_id"))
        if asked:
            room = asked[which % len(asked)]
            answer(next(one for one in self.staff if one.account_id == room.offered_to_id), room.case_id)

    def _try_of(self, room: Room, act: Callable[[Actor, UUID], Any]) -> None:
        """By whoever has it."""
        with suppress(DomainError):
            act(next(one for one in self.everybody if one.account_id == room.holder_id), room.case_id)

    def _try(self, which: int, act: Callable[[UUID], Any]) -> None:
        """What is not allowed now is refused, and changes nothing."""
        if not self.world.cases:
            return
        try:
            act(self.world.cases[which % len(self.world.cases)])
        except DomainError:
            return


def _order_of(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "priority": case.priority,
        "alarm_rank": case.alarm_rank,
        "open_by": case.open_by,
        "arrived_at": case.arrived_at,
    }
