"""What a login is to the rest of the house: the actor it stands for, and the signs of life that keep it.

Used by HTTP and by the socket gateway alike. Logins begin and end in `people.actions`.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import ADMINISTRATOR, SUPERVISOR, Actor, ActorKind
from chatserver.core.rows import IN_IDS, columns_of, listed, run_all
from people import digests, policy
from people.models import Account, AccountKind, Employment, Login

# A sign of life is written at most this often: heartbeats come every few seconds, idle limits are in minutes.
TOUCH_EVERY = timedelta(seconds=60)
# By account and unit.
Employments = dict[tuple[UUID, UUID | None], Employment]


def actor_of(session_key: str, audience: str) -> Actor | None:
    """Whom this cookie stands for, if its login still stands. `audience` is 'resident', 'staff' or 'guest'."""
    [actor] = actors_of([(session_key, audience)])
    return actor


def actors_of(cookies: Sequence[tuple[str, str]]) -> list[Actor | None]:
    """The same for many (session key, audience) at once."""
    hashes = [(digests.of_session_key(key), audience) for key, audience in cookies]
    rows = Login.objects.select_related("account", "account__staff").filter(
        session_hash__in={session_hash for session_hash, _ in hashes}, ended_at=None, account__locked=False
    )
    now = clock.now()
    standing = {
        (row.session_hash, row.account.kind): row for row in rows if policy.overdue(row, row.account.kind, now) is None
    }
    employments = _employments([row for row in standing.values() if row.account.kind == AccountKind.STAFF])
    logins = [standing.get((session_hash, audience)) for session_hash, audience in hashes]
    return [_actor(login, employments) if login is not None else None for login in logins]


def guest_of(session_key: str) -> UUID | None:
    """The guest whose device this is, also when the login is over: they are to be told why."""
    of_session = Login.objects.filter(
        session_hash=digests.of_session_key(session_key), account__kind=AccountKind.GUEST
    ).order_by("-created_at")
    return of_session.values_list("account_id", flat=True).first()


def _employments(logins: list[Login]) -> Employments:
    if not logins:
        return {}
    rows = Employment.objects.filter(account__in={login.account_id for login in logins})
    return {(row.account_id, row.unit_id): row for row in rows}


def touch(login_id: UUID) -> bool:
    """A sign of life. False means that the login no longer stands and that its sockets are to be closed."""
    return login_id in touch_all([login_id])


def touch_all(login_ids: Iterable[UUID]) -> set[UUID]:
    """Signs of life of many logins at once; gives those that still stand."""
    now = clock.now()
    alive = [login for login, kind in _not_ended(login_ids) if policy.overdue(login, kind, now) is None]
    long_ago = [login.id for login in alive if now - login.last_seen_at >= TOUCH_EVERY]
    if long_ago:
        Login.objects.filter(id__in=long_ago, ended_at=None).update(last_seen_at=now)
    return {login.id for login in alive}


def standing(login_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these logins still stand; the sockets of the others are to be closed. One look for many sockets."""
    logins = _not_ended(login_ids)
    staff = {login.account_id for login, kind in logins if kind == AccountKind.STAFF}
    employed = set(Employment.objects.filter(account__in=staff).values_list("account_id", "unit_id"))
    now = clock.now()
    return {
        login.id
        for login, kind in logins
        if policy.overdue(login, kind, now) is None
        and (kind != AccountKind.STAFF or (login.account_id, login.unit_id) in employed)
    }


LOGIN = columns_of(Login, "login", but=["session_hash", "ended_at", "end_reason"])
# Asked every few seconds for all who are here, so it goes the short way (docs/adr/0016).
NOT_ENDED = (
    f"SELECT {LOGIN.sql}, account.kind FROM {LOGIN.table} "  # noqa: S608 our own models' names
    f"JOIN {Account._meta.db_table} account ON account.id = login.account_id "
    f"WHERE login.id {IN_IDS} AND login.ended_at IS NULL AND NOT account.locked"
)


def _not_ended(login_ids: Iterable[UUID]) -> list[tuple[Login, str]]:
    """With the kind of each one's account."""
    [found] = run_all([(NOT_ENDED, [listed(login_ids)])])
    return [(LOGIN.row(values[:-1]), values[-1]) for values in found]


def _actor(login: Login, employments: Employments) -> Actor | None:
    return _staff_actor(login, employments) if login.account.kind == AccountKind.STAFF else _person(login)


def _person(login: Login) -> Actor:
    """A resident or a guest: somebody who is nothing more than themselves."""
    kind = ActorKind(login.account.kind)
    return Actor(kind=kind, account_id=login.account_id, login_id=login.id, name=login.account.name)


def _staff_actor(login: Login, employments: Employments) -> Actor | None:
    employment = employments.get((login.account_id, login.unit_id))
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
