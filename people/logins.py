"""What a login is to the rest of the house: the actor it stands for, and the signs of life that keep it.

Used by HTTP and by the socket gateway alike. Logins begin and end in `people.actions`.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import ADMINISTRATOR, SUPERVISOR, Actor, ActorKind
from people import digests, policy
from people.models import AccountKind, Employment, Login

# A sign of life is written at most this often: heartbeats come every few seconds, idle limits are in minutes.
TOUCH_EVERY = timedelta(seconds=60)


def actor_of(session_key: str, audience: str) -> Actor | None:
    """Whom this cookie stands for, if its login still stands. `audience` is 'resident' or 'staff'."""
    login = (
        Login.objects.select_related("account", "account__staff")
        .filter(
            session_hash=digests.of_session_key(session_key),
            ended_at=None,
            account__kind=audience,
            account__locked=False,
        )
        .first()
    )
    if login is None or policy.overdue(login, audience, clock.now()) is not None:
        return None
    return _staff_actor(login) if audience == AccountKind.STAFF else _resident_actor(login)


def touch(login_id: UUID) -> bool:
    """A sign of life. False means that the login no longer stands and that its sockets are to be closed."""
    login = Login.objects.select_related("account").filter(id=login_id, ended_at=None, account__locked=False).first()
    now = clock.now()
    if login is None or policy.overdue(login, login.account.kind, now) is not None:
        return False
    if now - login.last_seen_at >= TOUCH_EVERY:
        Login.objects.filter(id=login_id, ended_at=None).update(last_seen_at=now)
    return True


def standing(login_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these logins still stand; the sockets of the others are to be closed. One look for many sockets."""
    rows = list(
        Login.objects.select_related("account").filter(id__in=list(login_ids), ended_at=None, account__locked=False)
    )
    employed = set(
        Employment.objects.filter(account__in={row.account_id for row in rows}).values_list("account_id", "unit_id")
    )
    now = clock.now()
    return {
        row.id
        for row in rows
        if policy.overdue(row, row.account.kind, now) is None
        and (row.account.kind != AccountKind.STAFF or (row.account_id, row.unit_id) in employed)
    }


def _resident_actor(login: Login) -> Actor:
    return Actor(kind=ActorKind.RESIDENT, account_id=login.account_id, login_id=login.id, name=login.account.name)


def _staff_actor(login: Login) -> Actor | None:
    employment = Employment.objects.filter(account=login.account_id, unit=login.unit_id).first()
    if employment is None:
        return None
    roles = {SUPERVISOR: employment.supervisor, ADMINISTRATOR: employment.administrator}
    return Actor(
        kind=ActorKind.STAFF,
        account_id=login.account_id,
        login_id=login.id,
        name=login.account.name,
        title=login.account.staff.title_sv,
        profession=login.account.staff.profession,
        unit_id=login.unit_id,
        roles=frozenset(role for role, held in roles.items() if held),
    )
