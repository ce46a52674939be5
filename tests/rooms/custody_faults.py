"""Faults of each kind that the random days of `test_custody_machine.py` must find."""

from collections.abc import Callable
from typing import Any

import pytest

from chatserver.core.actor import Actor
from people import queries as people
from rooms import closing, handing_over, merging, moving, offering, overflowing, responsibility, silences, steps
from rooms.gathering import Crowd
from rooms.lifecycle import AssignmentMove
from rooms.matching.parties import Clinician, Need
from rooms.models import Case, Room, Transfer

Fault = Callable[[pytest.MonkeyPatch], None]


def leaves_the_offer_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Custody: whoever takes a case from the list leaves an offer to somebody else beside it."""
    monkeypatch.setattr(Room, "forget_offer", lambda room: setattr(room, "offered_to_id", None))


def loses_the_holder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Custody: what is handed back stays somebody's."""
    monkeypatch.setattr(responsibility, "end", lambda _room, _sequence, _at: None)


def asks_about_the_last_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Order: the queue is served from its end."""
    given = Crowd.given

    def reversed_order(crowd: Crowd) -> list[tuple[Need, Clinician]]:
        people = [person for _, person in given(crowd)]
        return list(zip(sorted(crowd.needs.values(), key=lambda need: need.rank, reverse=True), people, strict=False))

    monkeypatch.setattr(Crowd, "given", reversed_order)


def lowers_what_nobody_took(monkeypatch: pytest.MonkeyPatch) -> None:
    """Priority: an offer that ends costs the resident their urgency."""
    end = offering.end

    def lowering(room: Room, *arguments: Any) -> int:
        sequence = end(room, *arguments)
        Case.objects.filter(id=room.case_id).update(priority=5)
        return sequence

    monkeypatch.setattr(offering, "end", lowering)


def lets_what_is_urgent_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing time: what is urgent waits for the morning, and nobody is alarmed."""
    monkeypatch.setattr(closing, "owner_of", lambda _case, _other: "unit")


def tells_nobody_of_what_lies_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence: nobody is told of what nobody opens."""
    monkeypatch.setattr(silences, "told_of", lambda *_: None)


def takes_it_back_unwarned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence: a case goes back although its holder had not been warned."""
    to_warn = silences.is_to_warn
    monkeypatch.setattr(silences, "is_to_warn", lambda *_: False)
    monkeypatch.setattr(silences, "is_to_end", lambda room, at: to_warn(room, people.unit(room.unit_id), at))


def gives_it_away_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing over: whoever is asked has the case before they have answered."""
    offer = handing_over.offer

    def giving(room: Room, actor: Actor, command: Any, at: Any) -> int:
        sequence = offer(room, actor, command, at)
        Room.objects.filter(case_id=room.case_id, transfer__to_id__isnull=False).update(holder_id=command.to_account_id)
        return sequence

    monkeypatch.setattr(handing_over, "offer", giving)


def outlasts_its_holder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing over: one that stands survives the end of its giver's shift."""
    end = handing_over.end

    def ending(room: Room, move: AssignmentMove, actor: Actor, *arguments: Any) -> int | None:
        return (
            None if actor.account_id is None and move is AssignmentMove.WITHDRAW else end(room, move, actor, *arguments)
        )

    monkeypatch.setattr(handing_over, "end", ending)


def loses_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing over: a summary that was declined is gone."""
    end = handing_over.end

    def forgetting(room: Room, move: AssignmentMove, *arguments: Any) -> int | None:
        sequence = end(room, move, *arguments)
        if move is AssignmentMove.DECLINE:
            Transfer.objects.filter(room=room, state="declined").delete()
        return sequence

    monkeypatch.setattr(handing_over, "end", forgetting)


def goes_to_the_unit_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing over: the case is the other unit's as soon as that is asked."""
    offer = handing_over.offer

    def giving(room: Room, actor: Actor, command: Any, at: Any) -> int:
        sequence = offer(room, actor, command, at)
        if command.to_unit_id is not None:
            Room.objects.filter(case_id=room.case_id).update(unit_id=command.to_unit_id)
        return sequence

    monkeypatch.setattr(handing_over, "offer", giving)


def stays_at_the_first_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing over: whoever takes a case of another unit has it, and their unit has not."""
    monkeypatch.setattr(moving, "leave", lambda *_: None)


def is_shown_elsewhere_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """Overflow: a case that somebody has got at its own unit can still be taken at the one that helps."""
    monkeypatch.setattr(overflowing, "end_if_over", lambda *_: None)


def forgets_who_came_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merging: the case that goes on has its own place alone."""
    monkeypatch.setattr(merging, "_keep_place", lambda *_arguments: None)


def leaves_the_other_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merging: the other one is told to be over, and is not."""
    conclude = steps.conclude

    def concluding(room: Room, *arguments: Any) -> int:
        sequence = conclude(room, *arguments)
        Room.objects.filter(case_id=room.case_id).update(state="active")
        return sequence

    monkeypatch.setattr(steps, "conclude", concluding)
