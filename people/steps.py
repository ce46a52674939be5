"""Writes that several actions share. Each requires the caller's open transaction."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from chatserver.core import audit
from chatserver.core.actor import Actor
from people import events
from people.models import Account, AccountKind, EndReason, Login


def begin_login(account: Account, unit_id: UUID | None, session_hash: str, actor: Actor, now: datetime) -> Login:
    """A new login in a browser; `session_hash` must be of a session that no earlier login had."""
    _require_transaction()
    login = Login.objects.create(
        account=account, unit_id=unit_id, session_hash=session_hash, created_at=now, last_seen_at=now
    )
    _record(actor, "login.begin", login, account)
    return login


def end_logins(logins: QuerySet[Login], reason: EndReason, actor: Actor, now: datetime) -> int:
    """Ends whichever of these still stand, and announces each, so that no socket outlives its login (law 10)."""
    _require_transaction()
    standing = logins.filter(ended_at=None).select_for_update(of=("self",)).select_related("account").order_by("id")
    ended = 0
    for login in standing:
        login.ended_at, login.end_reason = now, reason
        login.save(update_fields=["ended_at", "end_reason"])
        _record(actor, "login.end", login, login.account)
        events.login_ended(login.id)
        ended += 1
    return ended


def _record(actor: Actor, action: str, login: Login, account: Account) -> None:
    audit.record(
        actor,
        action,
        kind="write",
        resident_id=account.id if account.kind == AccountKind.RESIDENT else None,
        unit_id=login.unit_id,
        object_type="login",
        object_id=login.id,
    )


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a step needs the open transaction of an action")
