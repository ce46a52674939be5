"""Whoever sees to a resident of whose silence the supervisor was told: the first one who says so, by name."""

from datetime import timedelta

import pytest

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.models import AuditEntry
from rooms.actions import absences as actions
from tests.rooms import absences
from tests.rooms import world as rooms
from tests.rooms.absences import SECOND, THIRD, go_through, later, moves, on_the_list, silent
from tests.rooms.conftest import Readers
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.world import World


@pytest.mark.parametrize("who", ["sara", "johan", "helena"])
def test_whoever_takes_it_on_is_named_and_ends_the_alarm(world: World, readers: Readers, who: str) -> None:
    case_id = silent(world)
    readers.follow(case_id)
    go_through(THIRD)
    actor: Actor = getattr(world, who)
    command = absences.take(case_id)
    with clock.shifted(THIRD + timedelta(minutes=1)):
        assert actions.take_absence(actor, command) == actions.take_absence(actor, command)
    mark = on_the_list(world, case_id)["absence"]
    assert isinstance(mark, dict)
    assert (mark["told"], mark["taken_by"]) == ("supervisor", actor.name)
    assert moves(case_id)[-1] == ("seeking", "")
    assert AuditEntry.objects.filter(action="absence.take", object_id=case_id).count() == 1
    with later(timedelta(days=1)):
        assert moves(case_id)[-1] == ("seeking", "")
    readers.compare()


def test_nobody_takes_on_what_the_supervisor_was_not_told_of(world: World) -> None:
    case_id = silent(world)
    go_through(SECOND)
    for actor, code in (
        (world.sara, ErrorCode.CONFLICT),
        (world.anna, ErrorCode.NOT_ALLOWED),
        (world.omar, ErrorCode.NOT_FOUND),
    ):
        before = rooms.everything()
        with pytest.raises(DomainError) as refused:
            actions.take_absence(actor, absences.take(case_id))
        assert refused.value.code == code
        assert rooms.everything() == before


def test_of_two_at_once_one_takes_it_on(world: World) -> None:
    case_id = silent(world)
    go_through(THIRD)
    outcomes = at_once(
        *[
            lambda actor=actor: actions.take_absence(actor, absences.take(case_id))
            for actor in (world.sara, world.johan, world.helena)
        ]
    )
    assert len(acks(outcomes)) == 1
    assert {refusal.code for refusal in refusals(outcomes)} == {ErrorCode.CONFLICT}
    assert [move for move, _ in moves(case_id)].count("seeking") == 1
