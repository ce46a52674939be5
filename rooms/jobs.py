"""The work of rooms that time asks for: taking cases back from holders who are away, ending
guests whose time is over, next owners at closing time, forgetting old leases."""

import logging
import time
from collections.abc import Callable

from chatserver.core.jobs import Job
from rooms import rounds
from rooms.actions import absences, arriving, closing, custody, overflow, presence, reaching, silences, transfers
from rooms.availability import LEASE
from rooms.queries import abandoned, expired
from rooms.queries import absences as absent
from rooms.queries import closing as closing_time
from rooms.queries import overflow as lent_out
from rooms.queries import reaching as questions
from rooms.queries import silences as silent
from rooms.queries import transfers as handed_over

log = logging.getLogger("vardrum.rooms")

SWEEP_SECONDS = 5.0
# A guest is out of the room within five seconds of their time.
GUEST_SECONDS = 3.0
FORGET_SECONDS = 600.0
REACH_SECONDS = 15.0
# An offer runs out this long after its time at the most.
OFFER_SECONDS = 2.0
# After closing time every open case has its next owner within this time and a little.
CLOSING_SECONDS = 5.0
TRANSFER_SECONDS = 5.0
# A case is shown to the unit that helps, and no more, this long after its time at the most.
HELP_SECONDS = 5.0
# A stage of silence is told this long after its time at the most.
SILENCE_SECONDS = 10.0
# The same of a stage of a resident's silence.
ABSENCE_SECONDS = 10.0


class LeaseSweep:
    """Waits one lease after this process was started: nobody could renew while no server ran."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._started = seconds()

    def __call__(self) -> None:
        if self._seconds() - self._started < LEASE.total_seconds():
            return
        for room_id in abandoned.abandoned_rooms():
            if custody.release_if_away(room_id):
                log.info("case.taken_back", extra={"room": str(room_id)})


def end_expired_guests() -> None:
    for invitation_id in expired.expired_invitations():
        arriving.end_if_expired(invitation_id)


def look_for_unreached() -> None:
    for room_id in questions.in_question():
        if reaching.look_again(room_id):
            log.info("case.reach_changed", extra={"room": str(room_id)})


def give_next_owners() -> None:
    """One case after another: what stops it in the middle leaves the rest to its next run."""
    for room_id in closing_time.without_next_owner():
        if closing.give_next_owner(room_id):
            log.info("case.next_owner", extra={"room": str(room_id)})


def end_overdue_transfers() -> None:
    for room_id in handed_over.overdue():
        if transfers.expire_transfer(room_id):
            log.info("transfer.expired", extra={"room": str(room_id)})


def look_at_silences() -> None:
    """One room after another: what stops it in the middle leaves the rest to its next run."""
    for room_id in silent.in_question():
        if silences.look_at_silence(room_id):
            log.info("case.silence", extra={"room": str(room_id)})


def look_for_answers() -> None:
    """As with staff's silence, one room after another."""
    for room_id in absent.in_question():
        if absences.look_for_answer(room_id):
            log.info("case.absence", extra={"room": str(room_id)})


def look_for_help() -> None:
    """By the unit that helps; what does not fit into one transaction is left to the next run."""
    for helper_id, room_ids in lent_out.to_settle().items():
        if changed := overflow.settle(helper_id, room_ids[: rounds.AT_ONCE]):
            log.info("case.overflow", extra={"unit": str(helper_id), "count": changed})


JOBS = (
    Job("rooms.sweep_leases", SWEEP_SECONDS, LeaseSweep()),
    Job("rooms.sweep_offers", OFFER_SECONDS, rounds.sweep),
    Job("rooms.closing_time", CLOSING_SECONDS, give_next_owners),
    Job("rooms.end_overdue_transfers", TRANSFER_SECONDS, end_overdue_transfers),
    Job("rooms.look_for_help", HELP_SECONDS, look_for_help),
    Job("rooms.look_at_silences", SILENCE_SECONDS, look_at_silences),
    Job("rooms.look_for_answers", ABSENCE_SECONDS, look_for_answers),
    Job("rooms.end_expired_guests", GUEST_SECONDS, end_expired_guests),
    Job("rooms.look_for_unreached", REACH_SECONDS, look_for_unreached),
    Job("rooms.forget_leases", FORGET_SECONDS, presence.forget_expired_leases),
)
