"""What happens when a child turns 13. The guardian may not act from that midnight (`people.policy`); this makes it
felt in pages that are open."""

from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import SYSTEM
from people import age, steps
from people.models import EndReason, Guardianship, Login


@transaction.atomic(durable=True)
def close_outgrown() -> int:
    """Ends the guardian's logins once for each child that has turned 13. Gives how many guardianships closed."""
    now = clock.now()
    today = age.home_date(now)
    open_ones = (
        Guardianship.objects.select_for_update(of=("self",))
        .select_related("child__resident")
        .filter(closed_at=None, child__resident__birth_date__year__lte=today.year - age.OWN_VOICE_AGE)
    )
    closed = 0
    for guardianship in open_ones.order_by("id"):
        if age.guardian_may_act(guardianship.child.resident.birth_date, today):
            continue
        guardianship.closed_at = now
        guardianship.save(update_fields=["closed_at"])
        logins = Login.objects.filter(account_id=guardianship.guardian_id)
        steps.end_logins(logins, EndReason.GUARDIANSHIP_ENDED, SYSTEM, now)
        audit.record(
            SYSTEM,
            "guardianship.close",
            kind="write",
            resident_id=guardianship.child_id,
            unit_id=None,
            object_type="guardianship",
            object_id=guardianship.id,
        )
        closed += 1
    return closed
