"""Reports renew a lease and move the call; silence ends it, on a clock that the tests move."""

from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.errors import ErrorCode
from signaling import jobs, queries
from signaling.actions import observations
from signaling.patience import GONE_SECONDS, LEASE_SECONDS, UNSETTLED_SECONDS
from signaling.wire import RING_SECONDS
from tests.rooms import world as rooms
from tests.rooms.refusals import refused
from tests.rooms.world import World, release_by
from tests.signaling.calls import Ringing, report


def later(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@pytest.fixture
def ringing(world: World, held_id: UUID) -> Ringing:
    return Ringing(world, held_id)


# --- reports -------------------------------------------------------------------------------------------------------
def test_a_path_that_one_side_sees_is_there(world: World, ringing: Ringing) -> None:
    ringing.accepted()
    ringing.reported(world.sara, "connected")
    assert ringing.state.state == "connected"
    assert ringing.state.connected_at is not None
    ringing.reported(world.anna, "connected")
    assert ringing.story == ["call.rang", "call.accepted", "call.established"]


def test_a_path_is_lost_when_either_side_says_so(world: World, ringing: Ringing) -> None:
    ringing.established()
    connected_at = ringing.state.connected_at
    ringing.reported(world.anna, "lost")
    assert ringing.state.state == "reconnecting"
    ringing.reported(world.sara, "connected")
    assert ringing.state.state == "reconnecting"
    ringing.reported(world.anna, "connected")
    assert (ringing.state.state, ringing.state.connected_at) == ("connected", connected_at)
    assert ringing.story[-2:] == ["call.lost", "call.established"]


def test_an_old_denial_counts_no_more(world: World, ringing: Ringing) -> None:
    """Anna's socket broke after she had reported the loss: she cannot take it back, but Sara hears her again."""
    ringing.established()
    ringing.reported(world.anna, "lost")
    with clock.shifted(later(LEASE_SECONDS + 1)):
        ringing.reported(world.sara, "connected")
    assert ringing.state.state == "connected"


def test_a_call_fails_when_both_sides_say_so(world: World, ringing: Ringing) -> None:
    ringing.established()
    ringing.reported(world.sara, "failed")
    assert ringing.state.state == "reconnecting"
    ringing.reported(world.anna, "failed")
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "failed")
    assert ringing.story[-2:] == ["call.lost", "call.ended"]


def test_a_report_that_moves_nothing_tells_nobody(world: World, ringing: Ringing) -> None:
    ringing.established()
    before = rooms.everything()
    with clock.shifted(later(15)):
        ringing.reported(world.sara, "connected")
        heard_at = ringing.call.caller_heard_at
    assert rooms.everything() == before
    assert heard_at - ringing.call.started_at >= later(15)


def test_a_report_twice_renews_once(world: World, ringing: Ringing) -> None:
    ringing.established()
    command = report(ringing.room_id, ringing.call_id, "connected")
    first = observations.report_call(world.sara, command)
    heard_at = ringing.call.caller_heard_at
    with clock.shifted(later(15)):
        assert observations.report_call(world.sara, command) == first
    assert ringing.call.caller_heard_at == heard_at


def test_a_report_that_moved_the_call_moves_it_once(world: World, ringing: Ringing) -> None:
    ringing.established()
    command = report(ringing.room_id, ringing.call_id, "lost")
    first = observations.report_call(world.sara, command)
    ringing.reported(world.sara, "connected")
    assert observations.report_call(world.sara, command) == first
    assert ringing.state.state == "connected"


def test_only_parties_of_a_running_call_report(world: World, ringing: Ringing) -> None:
    with refused(ErrorCode.NOT_FOUND):
        ringing.reported(world.anna, "connected")
    with refused(ErrorCode.CALL_OVER):
        ringing.reported(world.sara, "connected")
    ringing.accepted()
    with refused(ErrorCode.NOT_FOUND):
        ringing.reported(world.johan, "connected")
    ringing.ended(world.sara)
    with refused(ErrorCode.CALL_OVER):
        ringing.reported(world.anna, "connected")


# --- nobody answers ------------------------------------------------------------------------------------------------
def test_a_call_that_nobody_answers_is_missed(ringing: Ringing) -> None:
    with clock.shifted(later(RING_SECONDS - 1)):
        jobs.end_unanswered()
        assert ringing.state.state == "ringing"
    with clock.shifted(later(RING_SECONDS)):
        jobs.end_unanswered()
        jobs.end_unanswered()
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "missed")
    assert ringing.story == ["call.rang", "call.ended"]


def test_a_call_that_was_answered_is_not_missed(ringing: Ringing) -> None:
    ringing.accepted()
    with clock.shifted(later(RING_SECONDS)):
        jobs.end_unanswered()
        assert not observations.miss_call(ringing.room_id, ringing.call_id)
    assert ringing.state.state == "connecting"


# --- nobody is heard -----------------------------------------------------------------------------------------------
def test_a_call_that_both_left_has_failed_in_the_end(world: World, ringing: Ringing) -> None:
    ringing.established()
    silent = LEASE_SECONDS + 1
    with clock.shifted(later(silent)):
        jobs.end_failed()
        assert ringing.call.gone_since is not None
        assert ringing.state.state == "connected"
    with clock.shifted(later(silent + GONE_SECONDS + 1)):
        jobs.end_failed()
        jobs.end_failed()
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "failed")
    assert ringing.story[-1] == "call.ended"


def test_a_server_that_was_down_ends_no_call(world: World, ringing: Ringing) -> None:
    """An hour without the server: the first look marks, and a report within a minute of it keeps the call."""
    ringing.established()
    with clock.shifted(later(3_600)):
        jobs.end_failed()
    with clock.shifted(later(3_600 + GONE_SECONDS - 5)):
        ringing.reported(world.anna, "connected")
        assert ringing.call.gone_since is None
    with clock.shifted(later(3_600 + GONE_SECONDS + 5)):
        jobs.end_failed()
    assert ringing.state.state == "connected"


def test_a_path_that_never_comes_about_has_failed(world: World, ringing: Ringing) -> None:
    ringing.accepted()
    with clock.shifted(later(UNSETTLED_SECONDS - 2)):
        ringing.reported(world.sara, "lost")
        jobs.end_failed()
        assert ringing.state.state == "connecting"
    with clock.shifted(later(UNSETTLED_SECONDS + 1)):
        jobs.end_failed()
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "failed")


def test_jobs_look_only_where_something_may_be_wrong(world: World, ringing: Ringing) -> None:
    assert (queries.unanswered(), queries.doubtful(), queries.rooms_that_moved_on()) == ([], [], [])
    ringing.established()
    assert queries.doubtful() == []
    with clock.shifted(later(LEASE_SECONDS + 1)):
        assert queries.doubtful() == [(ringing.room_id, ringing.call_id)]


def test_a_call_outlives_a_moment_without_anybody_responsible(world: World, ringing: Ringing) -> None:
    ringing.established()
    release_by(world.sara, ringing.room_id)
    jobs.end_where_room_moved_on()
    ringing.reported(world.sara, "connected")
    assert ringing.state.state == "connected"
    ringing.ended(world.sara)
    assert ringing.state.end_reason == "hung_up"
