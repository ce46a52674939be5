"""Writes that several actions share. Each requires the caller's open transaction."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from chatserver.core import audit
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.rows import new
from people import digests, events
from people.models import Account, AccountKind, EndReason, Login, Notice, PermanentContact, Unit
from people.outbox import SETTLING, Channel, Kind


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


# --- units ---------------------------------------------------------------------------------------------------------
def let_residents_call(unit_id: UUID, may: bool) -> bool:
    """Whether the unit's residents may begin calls, from now on; false if it was so already."""
    _require_transaction()
    return Unit.objects.filter(id=unit_id).exclude(residents_call=may).update(residents_call=may) > 0


# --- guests --------------------------------------------------------------------------------------------------------
def make_guest(name: str, now: datetime) -> UUID:
    """Somebody without e-ID or password, known by the one invitation they are made for."""
    _require_transaction()
    made = Account.objects.create(kind=AccountKind.GUEST, given_name=name, family_name="", created_at=now)
    return made.id


def begin_guest_login(
    account_id: UUID, unit_id: UUID, session_key: str, earlier_session_key: str | None, now: datetime
) -> Actor:
    """Binds the guest to this browser. Whoever was a guest in it before is one no more."""
    _require_transaction()
    account = Account.objects.get(id=account_id, kind=AccountKind.GUEST)
    actor = Actor(kind=ActorKind.GUEST, account_id=account.id, name=account.name)
    if earlier_session_key:
        replaced = Login.objects.filter(session_hash=digests.of_session_key(earlier_session_key))
        end_logins(replaced, EndReason.REPLACED, actor, now)
    login = begin_login(account, unit_id, digests.of_session_key(session_key), actor, now)
    return replace(actor, login_id=login.id)


def end_guest_logins(account_id: UUID, actor: Actor, now: datetime) -> int:
    """Cuts the guest's sockets at once (law 10)."""
    return end_logins(Login.objects.filter(account_id=account_id), EndReason.INVITATION_ENDED, actor, now)


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


# --- permanent care contacts ---------------------------------------------------------------------------------------
def name_contact(resident_id: UUID, unit_id: UUID, account_id: UUID | None, actor: Actor, now: datetime) -> None:
    """Names the resident's permanent care contact at the unit, or nobody; who it was until now is kept."""
    _require_transaction()
    # Two cases of one resident are two rooms: what both would change is settled here.
    Account.objects.select_for_update().get(id=resident_id)
    standing = PermanentContact.objects.filter(resident_id=resident_id, unit_id=unit_id, ended_at=None)
    standing.update(ended_at=now, ended_by_id=actor.person)
    if account_id is not None:
        PermanentContact.objects.create(
            resident_id=resident_id, unit_id=unit_id, account_id=account_id, named_by_id=actor.person, named_at=now
        )


# --- notices -------------------------------------------------------------------------------------------------------
def want_notice(notice: Notice) -> None:
    """Puts a notice into the outbox in the caller's transaction; one whose key is there already is wanted once."""
    _require_transaction()
    _put(notice)


def notice_of(
    kind: Kind,
    account_id: UUID,
    case_id: UUID,
    what: object,
    at: datetime,
    *,
    urgent: bool,
) -> Notice:
    """A notice about a case. `what` says apart what is told of it: the same is told once."""
    key = f"{kind.value}:{case_id}:{account_id}:{what}"
    due = at + SETTLING.get(kind, timedelta(0))
    return _notice(kind, key, at, due_at=due, account_id=account_id, case_id=case_id, urgent=urgent)


def want_invitation(invitation_id: UUID, channel: Channel, to: str, language: str, link: str, at: datetime) -> None:
    """A guest's single-use link to an e-mail address or a number: the only notice that may hold a link. Wanted once for
    each invitation and way; what becomes of it is `outbox_queries.invitation_state`."""
    _require_transaction()
    key = f"{Kind.INVITATION.value}:{invitation_id}:{channel.value}"
    notice = _notice(Kind.INVITATION, key, at, about_id=invitation_id, to=to, link=link, language=language)
    notice.channel = channel.value
    _put(notice)


def want_code(account_id: UUID, confirmation_id: UUID, channel: Channel, at: datetime) -> None:
    """The code of an address that is to be confirmed, to that address."""
    _require_transaction()
    key = f"{Kind.CODE.value}:{confirmation_id}"
    notice = _notice(Kind.CODE, key, at, account_id=account_id, about_id=confirmation_id)
    notice.channel = channel.value
    _put(notice)


def want_test(account_id: UUID, wish_id: UUID, at: datetime) -> None:
    _require_transaction()
    _put(_notice(Kind.TEST, f"{Kind.TEST.value}:{wish_id}", at, account_id=account_id))


def _notice(
    kind: Kind,
    key: str,
    at: datetime,
    *,
    due_at: datetime | None = None,
    account_id: UUID | None = None,
    case_id: UUID | None = None,
    about_id: UUID | None = None,
    urgent: bool = False,
    to: str = "",
    link: str = "",
    language: str = "",
) -> Notice:
    return new(
        Notice,
        account_id=account_id,
        kind=kind.value,
        case_id=case_id,
        about_id=about_id,
        key=key,
        urgent=urgent,
        created_at=at,
        due_at=due_at or at,
        to=to,
        link=link,
        language=language,
    )


def _put(notice: Notice) -> None:
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
