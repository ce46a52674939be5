"""Beginning and ending logins. Who somebody is has been proven before: by e-ID or by password."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import SYSTEM, Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode
from people import digests, policy, steps
from people.models import Account, AccountKind, Employment, EndReason, Login


@transaction.atomic(durable=True)
def log_in_resident(account_id: UUID, session_key: str, earlier_session_key: str | None) -> UUID:
    """Gives the session to the resident; what the browser's earlier session was logged in as ends."""
    return _log_in(_unlocked(account_id, AccountKind.RESIDENT), None, session_key, earlier_session_key)


@transaction.atomic(durable=True)
def log_in_staff(account_id: UUID, unit_id: UUID, session_key: str, earlier_session_key: str | None) -> UUID:
    """Gives the session to the staff member at this unit, which has to be one of their own."""
    account = _unlocked(account_id, AccountKind.STAFF)
    if not Employment.objects.filter(account=account, unit_id=unit_id).exists():
        raise DomainError(ErrorCode.LOGIN_REFUSED)
    return _log_in(account, unit_id, session_key, earlier_session_key)


@transaction.atomic(durable=True)
def log_out(actor: Actor) -> None:
    """Ends the login the actor came with. A second time it ends nothing."""
    if actor.login_id is not None:
        steps.end_logins(Login.objects.filter(id=actor.login_id), EndReason.LOGGED_OUT, actor, clock.now())


@transaction.atomic(durable=True)
def end_login_of_session(session_key: str) -> None:
    """Ends what this browser was logged in as, since somebody else has given a right password in it."""
    logins = Login.objects.filter(session_hash=digests.of_session_key(session_key))
    steps.end_logins(logins, EndReason.REPLACED, SYSTEM, clock.now())


@transaction.atomic(durable=True)
def end_overdue_logins() -> int:
    """Ends logins that nobody used for too long or that lasted too long. Gives how many."""
    now, ended = clock.now(), 0
    for audience in AccountKind.values:
        limits = policy.login_limits(audience)
        standing = Login.objects.filter(ended_at=None, account__kind=audience)
        for overdue, reason in (
            (standing.filter(created_at__lte=now - limits.absolute), EndReason.TOO_LONG),
            (standing.filter(last_seen_at__lte=now - limits.idle), EndReason.IDLE),
        ):
            ended += steps.end_logins(overdue, reason, SYSTEM, now)
    return ended


def _unlocked(account_id: UUID, kind: AccountKind) -> Account:
    """Locks the row, so that nobody locks the account between this look and the login."""
    account = Account.objects.select_for_update().filter(id=account_id, kind=kind, locked=False).first()
    if account is None:
        raise DomainError(ErrorCode.LOGIN_REFUSED)
    return account


def _log_in(account: Account, unit_id: UUID | None, session_key: str, earlier_session_key: str | None) -> UUID:
    now = clock.now()
    actor = Actor(kind=ActorKind(account.kind), account_id=account.id, name=account.name, unit_id=unit_id)
    if earlier_session_key:
        replaced = Login.objects.filter(session_hash=digests.of_session_key(earlier_session_key))
        steps.end_logins(replaced, EndReason.REPLACED, actor, now)
    return steps.begin_login(account, unit_id, digests.of_session_key(session_key), actor, now).id
