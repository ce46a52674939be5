"""What is kept of a call and of a check: numbers, for whoever may read the case, and for statistics."""

from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from signaling.actions.checks import keep_check
from signaling.actions.observations import report_call
from signaling.models import Call, ConnectionCheck
from signaling.queries.history import call_history, figures_of_unit
from signaling.statistics import percentile, permille
from tests.rooms.world import World
from tests.signaling.calls import Ringing, checked, measured, report


def over(world: World, room_id: UUID, seconds: int = 90) -> Ringing:
    """A call of so many seconds, lossy for the resident and good for the nurse."""
    ringing = Ringing(world, room_id).established()
    ringing.reported(world.anna, "connected", measured())
    ringing.reported(world.anna, "connected", measured(received=1000, lost=0, round_trip_ms=60, quality="good"))
    ringing.reported(world.sara, "connected", measured(lost=0, quality="good", way="direct"))
    ringing.ended(world.sara)
    call = ringing.call
    assert call.ended_at is not None
    Call.objects.filter(id=call.id).update(connected_at=call.ended_at - timedelta(seconds=seconds))
    return ringing


def test_a_call_is_recorded_with_its_length_its_end_and_its_quality(world: World, held_id: UUID) -> None:
    ringing = over(world, held_id)
    (record,) = call_history(world.sara, held_id).calls
    assert (record.call_id, record.talked_seconds, record.end_reason) == (ringing.call_id, 90, "hung_up")
    of_anna, of_sara = record.parties
    assert (of_anna.lost_permille, of_anna.round_trip_ms, of_anna.worst_round_trip_ms) == (50, 90, 120)
    assert (of_anna.poor_permille, of_anna.uneven_permille, of_anna.way) == (500, 0, "relay_udp")
    assert (of_sara.lost_permille, of_sara.way) == (0, "direct")


def test_a_running_call_is_no_record_yet(world: World, held_id: UUID) -> None:
    Ringing(world, held_id).established()
    assert call_history(world.sara, held_id).calls == []


def test_a_report_said_again_is_counted_once(world: World, held_id: UUID) -> None:
    ringing = Ringing(world, held_id).established()
    said = report(held_id, ringing.call_id, "connected", measured())
    for _ in range(2):
        report_call(world.anna, said)
    assert ringing.call.measured.get().samples == 1


def test_the_record_is_for_staff_of_the_case(world: World, held_id: UUID) -> None:
    for stranger in (world.omar, world.anna):
        with pytest.raises(DomainError):
            call_history(stranger, held_id)


def test_a_check_is_kept_once_and_shown(world: World, held_id: UUID) -> None:
    result = checked()
    for _ in range(2):
        keep_check(world.anna, held_id, result)
    assert ConnectionCheck.objects.count() == 1
    shown = call_history(world.sara, held_id).check
    assert shown is not None
    assert shown.result == result


def test_the_newest_check_is_shown(world: World, held_id: UUID) -> None:
    keep_check(world.anna, held_id, checked())
    ConnectionCheck.objects.update(made_at=clock.now() - timedelta(hours=1))
    keep_check(world.anna, held_id, checked(verdict="none", round_trip_ms=None))
    shown = call_history(world.sara, held_id).check
    assert shown is not None
    assert shown.result.verdict == "none"


def test_nobody_takes_the_id_of_anothers_check(world: World, held_id: UUID) -> None:
    result = checked()
    keep_check(world.anna, held_id, result)
    ConnectionCheck.objects.update(account_id=new_id())
    with pytest.raises(DomainError) as refused:
        keep_check(world.anna, held_id, result)
    assert refused.value.code is ErrorCode.CONFLICT


def test_staff_make_no_check_in_a_residents_name(world: World, held_id: UUID) -> None:
    with pytest.raises(DomainError) as refused:
        keep_check(world.sara, held_id, checked())
    assert refused.value.code is ErrorCode.NOT_ALLOWED


def test_the_figures_of_a_unit(world: World, held_id: UUID) -> None:
    over(world, held_id, 30)
    over(world, held_id, 120)
    Ringing(world, held_id).ended(world.sara)
    now = clock.now()
    figures = figures_of_unit(world.unit.id, now - timedelta(hours=1), now + timedelta(seconds=1))
    assert (figures.calls, figures.answered, figures.connected) == (3, 2, 2)
    assert figures.outcomes == {"hung_up": 2, "cancelled": 1}
    assert (figures.talked_seconds_p50, figures.talked_seconds_p95) == (30, 120)
    assert (figures.poor_permille, figures.relayed_permille) == (333, 500)
    assert figures_of_unit(new_id(), now - timedelta(hours=1), now).calls == 0


def test_shares_and_ranks() -> None:
    assert (permille(1, 3), permille(0, 0)) == (333, 0)
    assert [percentile([1, 2, 3, 4], share) for share in (50, 95)] == [2, 4]
    assert percentile([], 95) == 0
