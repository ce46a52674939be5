"""The outbox's moves: taking what is due by lease, putting off, sending over, and what came of it.

Nothing here touches the network: `people.dispatch` does, between taking and recording. Of one person nothing is taken
while something earlier of theirs is on its way, so that notices arrive in their order.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from chatserver.core import clock
from people import outbox, outbox_queries
from people.models import Device, Letter, Notice
from people.outbox import Answer, Channel, Kind, State
from people.outbox_queries import Reached
from people.settled import is_settled

log = logging.getLogger("vardrum.notices")

_chance = SystemRandom()
OPEN = (State.DUE.value, State.SENDING.value)


@dataclass(frozen=True, slots=True)
class Taking:
    """`leased` are to be sent now. `seen` counts all that was due: none of it is due any more, so that whoever takes
    until nothing was seen comes to an end, also where all that was seen ended unsent."""

    leased: list[Notice]
    seen: int


@transaction.atomic(durable=True)
def take(limit: int) -> Taking:
    """Leases what is due, oldest first: what waits, and what a worker that is gone had taken. Notices that have turned
    out to be unwanted end here; those of quiet hours are put off."""
    now = clock.now()
    free = Q(state=State.DUE.value, due_at__lte=now) | Q(state=State.SENDING.value, lease_until__lte=now)
    begun = Q(state=State.SENDING.value) | Q(due_at__lte=now) | Q(attempts__gt=0)
    earlier = Notice.objects.filter(begun, account_id=OuterRef("account_id"), id__lt=OuterRef("id"), state__in=OPEN)
    found = Notice.objects.filter(free).exclude(Exists(earlier)).order_by("id")
    locked = found.select_for_update(of=("self",), skip_locked=True) if _locks() else found
    seen = list(locked[:limit])
    return Taking([notice for notice in seen if _taken(notice, now)], len(seen))


def _locks() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)


def _taken(notice: Notice, now: datetime) -> bool:
    reached = outbox_queries.reached(notice)
    if _unwanted(notice, reached, now):
        _end(notice, State.CANCELLED, now)
        return False
    until = outbox.waits_until(Kind(notice.kind), urgent=notice.urgent, quiet=reached.quiet, now=now)
    if until > now:
        notice.state, notice.due_at, notice.lease_until = State.DUE.value, until, None
        notice.save(update_fields=["state", "due_at", "lease_until"])
        return False
    way = _way(notice, reached)
    if way is None:
        notice.failure = notice.failure or "no_way"
        _end(notice, State.FAILED, now)
        return False
    notice.channel, notice.state = way.value, State.SENDING.value
    notice.lease_until = now + outbox.LEASE
    notice.attempts += 1
    notice.save(update_fields=["channel", "state", "lease_until", "attempts"])
    return True


def _unwanted(notice: Notice, reached: Reached, now: datetime) -> bool:
    if now - notice.created_at > outbox.STALE:
        return True
    if notice.account_id is None or notice.case_id is None:
        return False
    return reached.opted_out or is_settled(Kind(notice.kind), notice.case_id, notice.account_id)


def _way(notice: Notice, reached: Reached) -> Channel | None:
    """A code and an invitation go where they were meant to go, and nowhere else."""
    tried = [Channel(one) for one in notice.tried.split(",") if one]
    if notice.kind in (Kind.CODE.value, Kind.INVITATION.value):
        meant = Channel(notice.channel)
        return meant if meant not in tried else None
    return outbox.next_way(reached.ways, reached.usable, tried)


@transaction.atomic(durable=True)
def record(notice_id: UUID, attempt: int, answer: Answer) -> None:
    """What came of the attempt of that number. An attempt whose lease ran out and was taken over has nothing to say,
    unless it succeeded: then nobody has to try again."""
    Device.objects.filter(id__in=answer.gone_devices).delete()
    notice = Notice.objects.select_for_update().filter(id=notice_id, state__in=OPEN).first()
    if notice is None or (notice.attempts != attempt and not answer.sent):
        return
    now = clock.now()
    if answer.sent:
        notice.provider_id, notice.failure = answer.provider_id, ""
        _end(notice, State.SENT, now)
        return
    notice.failure = answer.code
    _put_off(notice, now, lasting=answer.lasting)


def _put_off(notice: Notice, now: datetime, *, lasting: bool) -> None:
    """Again by the same way after a pause, or by the next way at once."""
    if lasting or notice.attempts >= outbox.ATTEMPTS_A_WAY:
        notice.tried = ",".join(filter(None, [notice.tried, notice.channel]))
        notice.attempts, notice.due_at = 0, now
    else:
        notice.due_at = now + outbox.pause(notice.attempts, _chance)
    notice.state, notice.lease_until = State.DUE.value, None
    notice.save(update_fields=["tried", "attempts", "due_at", "state", "lease_until", "failure"])


def _end(notice: Notice, state: State, now: datetime) -> None:
    notice.state, notice.finished_at, notice.lease_until = state.value, now, None
    notice.to = notice.link = ""
    notice.save()
    log.info("notice.ended", extra={"type": notice.kind, "state": state.value, "code": notice.failure or None})


@transaction.atomic(durable=True)
def report_failure(provider_id: str, code: str) -> bool:
    """A provider says that what it took did not arrive: the next way is tried. True if it was ours."""
    notice = Notice.objects.select_for_update().filter(provider_id=provider_id, state=State.SENT.value).first()
    if notice is None or not provider_id:
        return False
    notice.failure, notice.provider_id, notice.finished_at = code, "", None
    _put_off(notice, clock.now(), lasting=True)
    notice.save(update_fields=["provider_id", "finished_at"])
    return True


@transaction.atomic(durable=True)
def keep_letter(letter_id: UUID, channel: str, to: str, title: str, text: str) -> None:
    """In place of sending, where no provider is set up."""
    rows = [Letter(id=letter_id, channel=channel, to=to, title=title, text=text, at=clock.now())]
    Letter.objects.bulk_create(rows, ignore_conflicts=True)


KEPT = outbox.STALE * 10


@transaction.atomic(durable=True)
def forget_notices() -> None:
    """Ended ones after a month: by then every question about them has been asked."""
    before = clock.now() - KEPT
    Notice.objects.filter(finished_at__lt=before).exclude(state__in=OPEN).delete()
    Letter.objects.filter(at__lt=before).delete()
