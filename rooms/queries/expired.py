"""Whose time is over."""

from uuid import UUID

from chatserver.core import clock
from rooms.guest_states import STANDING
from rooms.models import Invitation


def expired_invitations() -> list[UUID]:
    """Invitations that stand and should not any more."""
    states = [state.value for state in STANDING]
    overdue = Invitation.objects.filter(state__in=states, expires_at__lte=clock.now())
    return list(overdue.order_by("expires_at").values_list("id", flat=True))
