"""Orders of e-ID logins: begun by one browser, completed once, by the same browser, within some minutes."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import SYSTEM
from chatserver.core.errors import DomainError, ErrorCode
from people import age, digests, return_path
from people.eid import registry
from people.eid.provider import EidProvider, EidRefused, VerifiedPerson
from people.models import EidOrder

ORDER_LIFETIME = timedelta(minutes=10)
FORGET_AFTER = timedelta(days=1)


def providers() -> dict[str, EidProvider]:
    """What this server offers, by name. Production offers the test e-ID under no setting."""
    return registry.build(settings.EID_PROVIDERS, settings.MODE)


@transaction.atomic(durable=True)
def start_order(provider: EidProvider, session_key: str, return_to: str) -> UUID:
    """An order that only this browser's session can complete."""
    order = EidOrder.objects.create(
        provider=provider.name,
        browser_hash=digests.of_session_key(session_key),
        return_to=return_path.local_or_start(return_to),
        created_at=clock.now(),
    )
    return order.id


def complete_order(provider: EidProvider, order_id: UUID, session_key: str, proof: str) -> tuple[VerifiedPerson, str]:
    """Whom the e-ID vouches for, and where to go then. The order is used up even if the e-ID refuses."""
    return_to = _use_order(provider.name, order_id, session_key)
    try:
        person = provider.complete(order_id, proof)
    except EidRefused:
        raise DomainError(ErrorCode.LOGIN_REFUSED) from None
    if not age.has_own_voice(person.personal_number.birth_date, age.home_date(clock.now())):
        raise DomainError(ErrorCode.LOGIN_REFUSED, reason="guardian_acts")
    return person, return_to


@transaction.atomic(durable=True)
def _use_order(provider: str, order_id: UUID, session_key: str) -> str:
    now = clock.now()
    orders = EidOrder.objects.filter(
        id=order_id,
        provider=provider,
        browser_hash=digests.of_session_key(session_key),
        completed_at=None,
        created_at__gt=now - ORDER_LIFETIME,
    )
    # The compare-and-set decides between two requests with the same order.
    if orders.update(completed_at=now) != 1:
        raise DomainError(ErrorCode.LOGIN_REFUSED)
    audit.record(
        SYSTEM,
        "eid.complete",
        kind="write",
        resident_id=None,
        unit_id=None,
        object_type="eid_order",
        object_id=order_id,
    )
    return EidOrder.objects.values_list("return_to", flat=True).get(id=order_id)


@transaction.atomic(durable=True)
def forget_orders() -> int:
    deleted, _ = EidOrder.objects.filter(created_at__lt=clock.now() - FORGET_AFTER).delete()
    return deleted
