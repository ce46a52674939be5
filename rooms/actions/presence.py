"""Staff consoles that are alive, and what their people declare. Every heartbeat renews a lease; silence expires."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from rooms import wire
from rooms.availability import LEASE
from rooms.models import Lease, Presence


@transaction.atomic(durable=True)
def renew_lease(actor: Actor, connection_id: UUID) -> None:
    """This console is alive for another while, at the unit that was chosen at login."""
    account_id, unit_id = _workplace(actor)
    Lease.objects.update_or_create(
        connection_id=connection_id,
        defaults={"account_id": account_id, "unit_id": unit_id, "expires_at": clock.now() + LEASE},
    )


@transaction.atomic(durable=True)
def set_presence(actor: Actor, command: wire.SetPresence) -> None:
    account_id, unit_id = _workplace(actor)
    Presence.objects.update_or_create(
        account_id=account_id,
        unit_id=unit_id,
        defaults={"declared": command.declared, "declared_at": clock.now()},
    )


@transaction.atomic(durable=True)
def forget_expired_leases() -> None:
    """Consoles that have been gone for several leases; they decide nothing any more."""
    Lease.objects.filter(expires_at__lt=clock.now() - 10 * LEASE).delete()


def _workplace(actor: Actor) -> tuple[UUID, UUID]:
    """The staff member and the unit chosen at login."""
    if not actor.is_staff or actor.account_id is None or actor.unit_id is None:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return actor.account_id, actor.unit_id
