"""What the outbox and the desk may know: how somebody can be reached, and what became of notices."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from chatserver.core.errors import not_found
from people import wire
from people.carriers import push
from people.carriers.letter import Outgoing, Subscription
from people.models import Confirmation, Device, Letter, Login, Notice, Reach, ResidentProfile
from people.notice_words import words
from people.outbox import Channel, Kind, Quiet, State

CODE_DIGITS = 6
FAILED_SHOWN = 5
NEVER_QUIET = Quiet(0, 0, ZoneInfo("Europe/Stockholm"))


@dataclass(frozen=True, slots=True)
class Reached:
    """How the person of a notice is reached now. `usable` are ways that have an address and are switched on."""

    ways: tuple[Channel, ...]
    usable: frozenset[Channel]
    quiet: Quiet
    opted_out: bool


def reach_of(account_id: UUID) -> Reach:
    """The stored choices, or those of somebody who has made none."""
    return Reach.objects.filter(account_id=account_id).first() or Reach(account_id=account_id)


def chosen_ways(reach: Reach) -> tuple[Channel, ...]:
    return tuple(Channel(one) for one in reach.ways.split(",") if one)


def quiet_of(reach: Reach) -> Quiet:
    return Quiet(reach.quiet_begins, reach.quiet_ends, ZoneInfo(reach.time_zone))


def quiet_of_people(account_ids: Collection[UUID]) -> dict[UUID, Quiet]:
    """The quiet hours of each of these, also of those who have made no choice."""
    chosen = Reach.objects.in_bulk(account_ids)
    return {one: quiet_of(chosen.get(one) or Reach(account_id=one)) for one in account_ids}


def is_reachable(account_id: UUID) -> bool:
    """Whether a notice about a case would be sent to them by any way."""
    reach = reach_of(account_id)
    return not reach.opted_out and not usable_ways(reach).isdisjoint(chosen_ways(reach))


def usable_ways(reach: Reach) -> frozenset[Channel]:
    return frozenset(
        way
        for way, there in (
            (Channel.PUSH, Device.objects.filter(account_id=reach.account_id).exists()),
            (Channel.EMAIL, bool(reach.email)),
            (Channel.SMS, bool(reach.phone)),
        )
        if there and is_on(way)
    )


def is_on(way: Channel) -> bool:
    """A house without providers keeps letters instead (`people.dispatch`); push is nothing without its key."""
    outward = settings.OUTWARD
    configured = {Channel.PUSH: outward.push, Channel.EMAIL: outward.smtp, Channel.SMS: outward.sms}[way]
    return configured is not None or (way is not Channel.PUSH and not settings.PRODUCTION)


def reached(notice: Notice) -> Reached:
    if notice.account_id is None:
        way = Channel(notice.channel)
        return Reached((way,), frozenset({way}), NEVER_QUIET, opted_out=False)
    reach = reach_of(notice.account_id)
    usable = usable_ways(reach)
    # Whom nothing reaches is not disturbed by it: staff are to know at once.
    return Reached(chosen_ways(reach), usable, quiet_of(reach) if usable else NEVER_QUIET, reach.opted_out)


def code_of(confirmation_id: UUID) -> str:
    """Six digits that only this server can make of the id."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"confirm:" + confirmation_id.bytes, hashlib.sha256)
    return str(int.from_bytes(digest[:8]) % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def outgoing(notice: Notice) -> Outgoing:
    """The notice in the person's words, with where it goes by the way it has taken."""
    kind = Kind(notice.kind)
    profile = ResidentProfile.objects.filter(account_id=notice.account_id).first() if notice.account_id else None
    language = notice.language or (profile.language if profile else "sv")
    extra = notice.link
    if kind is Kind.CODE and notice.about_id is not None:
        extra = code_of(notice.about_id)
    said = words(kind, language, protected=profile is not None and profile.protected_identity, extra=extra)
    devices = _devices(notice.account_id) if notice.channel == Channel.PUSH.value and notice.account_id else ()
    return Outgoing(notice.id, said.title, said.text, _address(notice, kind), devices, urgent=notice.urgent)


def _address(notice: Notice, kind: Kind) -> str:
    if notice.account_id is None:
        return notice.to
    if kind is Kind.CODE and notice.about_id is not None:
        found = Confirmation.objects.filter(id=notice.about_id).values_list("address", flat=True).first()
        return found or ""
    reach = reach_of(notice.account_id)
    return {Channel.EMAIL.value: reach.email, Channel.SMS.value: reach.phone}.get(notice.channel, "")


def _devices(account_id: UUID) -> tuple[Subscription, ...]:
    rows = Device.objects.filter(account_id=account_id).order_by("id")
    return tuple(Subscription(str(row.id), row.endpoint, row.p256dh, row.auth) for row in rows)


def own_reach(account_id: UUID) -> wire.ReachSettings:
    reach = reach_of(account_id)
    return wire.ReachSettings(
        ways=[one.value for one in chosen_ways(reach)],
        possible=[one.value for one in Channel if is_on(one)],
        email=reach.email,
        phone=reach.phone,
        quiet_begins=reach.quiet_begins,
        quiet_ends=reach.quiet_ends,
        opted_out=reach.opted_out,
        devices=Device.objects.filter(account_id=account_id).count(),
        push_key=push.application_server_key(),
    )


def case_of_notice(account_id: UUID, notice_id: UUID) -> UUID:
    """Where a click on one's own notice leads. Raises NOT_FOUND."""
    found = Notice.objects.filter(id=notice_id, account_id=account_id).values_list("case_id", flat=True).first()
    if found is None:
        raise not_found()
    return found


def staff_view(account_id: UUID, case_id: UUID, resident_id: UUID) -> wire.PersonReach:
    """For the desk, of whoever reads in the resident's case: by which ways, what became of its notices, when they were
    last here; no address."""
    reach = reach_of(account_id)
    usable = usable_ways(reach)
    rows = Notice.objects.filter(case_id=case_id, account_id=account_id).order_by("-id")[:FAILED_SHOWN]
    return wire.PersonReach(
        ways=[one.value for one in chosen_ways(reach) if one in usable and not reach.opted_out],
        opted_out=reach.opted_out,
        notices=[_line(row) for row in rows],
        seen_at=_seen_at(account_id, resident_id),
    )


def _seen_at(account_id: UUID, resident_id: UUID) -> datetime | None:
    """By the lease of their logins, which are renewed each minute anyway; no more exact than that."""
    if ResidentProfile.objects.filter(account_id__in=(account_id, resident_id), protected_identity=True).exists():
        return None
    last: datetime | None = Login.objects.filter(account_id=account_id).aggregate(last=Max("last_seen_at"))["last"]
    return last.replace(second=0, microsecond=0) if last is not None else None


def _line(row: Notice) -> wire.NoticeLine:
    return wire.NoticeLine.model_validate(
        {
            "id": row.id,
            "kind": row.kind,
            "state": row.state,
            "channel": row.channel or None,
            "at": row.finished_at or row.created_at,
            "failed": [*(one for one in row.tried.split(",") if one)],
        }
    )


def invitation_state(invitation_id: UUID) -> str | None:
    """What became of a guest's invitation: a `State`, or None where none was sent."""
    return Notice.objects.filter(about_id=invitation_id, account_id=None).values_list("state", flat=True).last()


def unreached_cases() -> list[UUID]:
    """Cases whose latest notice went by no way at all."""
    failed = Notice.objects.filter(state=State.FAILED.value, case_id__isnull=False)
    found = failed.order_by("case_id").values_list("case_id", flat=True).distinct()
    return [case_id for case_id in found if case_id is not None]


def latest_failed(case_id: UUID, account_id: UUID, since: datetime | None) -> bool:
    """Whether the latest one went by no way, later than `since` where that is given."""
    latest = Notice.objects.filter(case_id=case_id, account_id=account_id).order_by("-id").first()
    if latest is None or latest.state != State.FAILED.value or latest.finished_at is None:
        return False
    return since is None or latest.finished_at > since


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("-at")[:100])
