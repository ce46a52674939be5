"""What residents decide about how they are reached: ways, quiet hours, devices, addresses that a code has confirmed."""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.ids import new_id
from people import addresses, outbox_queries, steps, wire
from people.carriers import push
from people.models import Account, Confirmation, Device, Reach
from people.outbox import Channel

MAX_DEVICES = 10
CODE_STANDS = timedelta(minutes=15)
MAX_GUESSES = 5
# A code costs money and disturbs whoever has the number.
MAX_CODES_AN_HOUR = 5


@transaction.atomic(durable=True)
def choose_reach(actor: Actor, choice: wire.ChooseReach) -> None:
    """A way that is not named is not used; opting out stops all notices about cases."""
    if len(set(choice.ways)) != len(choice.ways):
        raise DomainError(ErrorCode.BAD_REQUEST, field="ways")
    reach = _own(actor)
    reach.ways = ",".join(choice.ways)
    reach.quiet_begins, reach.quiet_ends = choice.quiet_begins, choice.quiet_ends
    reach.opted_out = choice.opted_out
    reach.save()
    _record(actor, "reach.choose")


@transaction.atomic(durable=True)
def add_device(actor: Actor, device: wire.AddDevice) -> None:
    """A browser that somebody else used before belongs to whoever uses it now."""
    if not push.application_server_key() or not push.allowed(device.endpoint):
        raise DomainError(ErrorCode.BAD_REQUEST, field="endpoint")
    _own(actor)
    named = hash_of(device.endpoint)
    known = Device.objects.filter(endpoint_hash=named).first()
    if known is None and Device.objects.filter(account_id=actor.person).count() >= MAX_DEVICES:
        oldest = Device.objects.filter(account_id=actor.person).order_by("created_at", "id").first()
        if oldest is not None:
            oldest.delete()
    row = known or Device(endpoint_hash=named, created_at=clock.now())
    row.account_id, row.endpoint, row.p256dh, row.auth = actor.person, device.endpoint, device.p256dh, device.auth
    row.save()
    _record(actor, "reach.add_device")


@transaction.atomic(durable=True)
def remove_device(actor: Actor, endpoint: str) -> None:
    removed, _ = Device.objects.filter(account_id=actor.person, endpoint_hash=hash_of(endpoint)).delete()
    if removed:
        _record(actor, "reach.remove_device")


@transaction.atomic(durable=True)
def confirm_address(actor: Actor, wish: wire.ConfirmAddress) -> UUID:
    """Sends a code to the address, which is not used for anything else before it has come back."""
    address = addresses.email(wish.address) if wish.way == "email" else addresses.phone(wish.address)
    if address is None or not outbox_queries.is_on(Channel(wish.way)):
        raise DomainError(ErrorCode.BAD_REQUEST, field="address")
    _own(actor)
    now = clock.now()
    lately = Confirmation.objects.filter(account_id=actor.person, created_at__gt=now - timedelta(hours=1))
    if lately.count() >= MAX_CODES_AN_HOUR:
        raise DomainError(ErrorCode.TOO_MANY, limit=MAX_CODES_AN_HOUR, retry_after=3600)
    row = Confirmation(id=new_id(), account_id=actor.person, channel=wish.way, address=address, created_at=now)
    row.save(force_insert=True)
    steps.want_code(actor.person, row.id, Channel(wish.way), now)
    _record(actor, "reach.ask_code")
    return row.id


def give_code(actor: Actor, given: wire.GiveCode) -> None:
    """The address is the person's own from now on. A wrong code is counted, and refused afterwards."""
    if not _judged(actor, given):
        raise DomainError(ErrorCode.BAD_REQUEST, field="code")


@transaction.atomic(durable=True)
def _judged(actor: Actor, given: wire.GiveCode) -> bool:
    row = Confirmation.objects.select_for_update().filter(id=given.confirmation_id, account_id=actor.person).first()
    if row is None:
        raise not_found()
    if row.confirmed_at is not None:
        return True
    if row.attempts >= MAX_GUESSES or clock.now() - row.created_at > CODE_STANDS:
        return False
    if not hmac.compare_digest(outbox_queries.code_of(row.id), given.code):
        row.attempts += 1
        row.save(update_fields=["attempts"])
        return False
    row.confirmed_at = clock.now()
    row.save(update_fields=["confirmed_at"])
    reach = _own(actor)
    if row.channel == Channel.EMAIL.value:
        reach.email = row.address
    else:
        reach.phone = row.address
    reach.save()
    _record(actor, "reach.confirm")
    return True


@transaction.atomic(durable=True)
def remove_address(actor: Actor, way: wire.AddressWayName) -> None:
    reach = _own(actor)
    if way == "email":
        reach.email = ""
    else:
        reach.phone = ""
    reach.save()
    _record(actor, "reach.remove_address")


@transaction.atomic(durable=True)
def send_test(actor: Actor, wish_id: UUID) -> None:
    """To oneself, by the first way that works."""
    steps.want_test(actor.person, wish_id, clock.now())


@transaction.atomic(durable=True)
def forget_confirmations() -> None:
    Confirmation.objects.filter(created_at__lt=clock.now() - timedelta(days=1)).delete()


def hash_of(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


def _own(actor: Actor) -> Reach:
    """The person's row, made at the first choice; the account's lock lets two first choices at once make one."""
    Account.objects.select_for_update().get(id=actor.person)
    reach, _made = Reach.objects.get_or_create(account_id=actor.person)
    return reach


def _record(actor: Actor, action: str) -> None:
    audit.record(
        actor,
        action,
        kind="write",
        resident_id=actor.person,
        unit_id=None,
        object_type="account",
        object_id=actor.person,
    )
