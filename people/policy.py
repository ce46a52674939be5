"""Who may act for whom, and how long a login stands. The rules are pure; here they meet the rows and the settings."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from chatserver.core import clock
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode, not_found
from people import age
from people.models import EndReason, Guardianship, Login, Profession


def may_act_for(actor: Actor, resident_id: UUID) -> bool:
    """A resident acts for themselves and, until the 13th birthday, for their children. Never for anybody else."""
    if actor.kind is not ActorKind.RESIDENT or actor.account_id is None:
        return False
    if actor.account_id == resident_id:
        return True
    birth = (
        Guardianship.objects.filter(guardian_id=actor.account_id, child_id=resident_id)
        .values_list("child__resident__birth_date", flat=True)
        .first()
    )
    return birth is not None and age.guardian_may_act(birth, age.home_date(clock.now()))


def in_care(profession: str) -> bool:
    """Whether a profession takes part in residents' care; who does not may see nobody (patientdatalagen 4 kap. 1 §)."""
    return profession != Profession.ADMINISTRATOR


def require_supervisor(actor: Actor, unit_id: UUID) -> None:
    """What is set for a unit's people is for its supervisors, and for whoever runs the server. To staff of other units
    it does not exist."""
    if actor.kind is ActorKind.SYSTEM:
        return
    if not actor.is_staff or actor.unit_id != unit_id:
        raise not_found()
    if not actor.is_supervisor:
        raise DomainError(ErrorCode.NOT_ALLOWED)


# Seconds without a sign of life and in all. An open page counts as a sign of life, so staff are not logged out while
# they work; the desk locks its screen by itself much earlier.
# A guest's ends with the invitation, which is never longer than this one.
LOGIN_SECONDS = {"resident": (20 * 60, 8 * 3600), "staff": (60 * 60, 10 * 3600), "guest": (24 * 3600, 72 * 3600)}


@dataclass(frozen=True, slots=True)
class LoginLimits:
    """A login ends after `idle` without a sign of life, and after `absolute` whatever happens."""

    idle: timedelta
    absolute: timedelta


def login_limits(audience: str) -> LoginLimits:
    """The setting LOGIN_SECONDS, if there is one, takes the place of the defaults."""
    idle, absolute = {**LOGIN_SECONDS, **getattr(settings, "LOGIN_SECONDS", {})}[audience]
    return LoginLimits(timedelta(seconds=idle), timedelta(seconds=absolute))


def overdue(login: Login, audience: str, now: datetime) -> EndReason | None:
    """Why this login no longer stands, or None while it does."""
    limits = login_limits(audience)
    if now - login.created_at >= limits.absolute:
        return EndReason.TOO_LONG
    if now - login.last_seen_at >= limits.idle:
        return EndReason.IDLE
    return None
