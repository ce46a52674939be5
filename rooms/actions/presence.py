"""Staff consoles that are alive, and what their people declare. Every heartbeat renews a lease; silence expires."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from rooms import announce, wire
from rooms.availability import LEASE
from rooms.events import streams
from rooms.models import Lease, Presence


@transaction.atomic(durable=True)
def renew_lease(actor: Actor, connection_id: UUID) -> None:
    """This console is alive for another while, at the unit that was chosen at login."""
    _renew([(actor, connection_id)])


@transaction.atomic(durable=True)
def renew_leases(consoles: Sequence[tuple[Actor, UUID]]) -> None:
    """Many of them at once."""
    _renew(consoles)


def _renew(consoles: Sequence[tuple[Actor, UUID]]) -> None:
    expires_at = clock.now() + LEASE
    leases = []
    # A console by requests may beat twice in one round, and PostgreSQL refuses to touch a row twice in one statement.
    newest = {connection_id: actor for actor, connection_id in consoles}
    # In the order of their ids: two processes that renew at once must not wait for each other in a ring.
    for connection_id, actor in sorted(newest.items()):
        account_id, unit_id = _workplace(actor)
        leases.append(Lease(connection_id=connection_id, account_id=account_id, unit_id=unit_id, expires_at=expires_at))
    Lease.objects.bulk_create(
        leases,
        update_conflicts=True,
        unique_fields=["connection_id"],
        update_fields=["account_id", "unit_id", "expires_at"],
    )


@transaction.atomic(durable=True)
def set_presence(actor: Actor, command: wire.SetPresence) -> None:
    account_id, unit_id = _workplace(actor)
    at = clock.now()
    was_set_away = Presence.objects.select_for_update().filter(
        account_id=account_id, unit_id=unit_id, set_away_at__isnull=False
    )
    returned = bool(was_set_away)
    Presence.objects.update_or_create(
        account_id=account_id,
        unit_id=unit_id,
        defaults={"declared": command.declared, "declared_at": at, "set_away_at": None},
    )
    if returned:
        body = wire.PresenceDeclared(type="presence.declared", account_id=account_id)
        streams.tell_unit(unit_id, body, actor, at)
    transaction.on_commit(partial(announce.queue_changed, unit_id), robust=True)


@transaction.atomic(durable=True)
def forget_expired_leases() -> None:
    """Consoles that have been gone for several leases; they decide nothing any more."""
    Lease.objects.filter(expires_at__lt=clock.now() - 10 * LEASE).delete()


def _workplace(actor: Actor) -> tuple[UUID, UUID]:
    """The staff member and the unit chosen at login."""
    if not actor.is_staff or actor.account_id is None or actor.unit_id is None:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return actor.account_id, actor.unit_id
