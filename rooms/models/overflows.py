"""Cases that wait at one unit and may be taken by the unit that helps it."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.models.case import Room


class Overflow(models.Model):
    """From when to when another unit was shown the case, and why; `taken_by_id` is who there has taken it. Standing,
    there is one in a room, and the room keeps what the work lists show of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="overflows")
    from_unit_id = models.UUIDField()
    to_unit_id = models.UUIDField()
    # As codes and values (`rooms.matching.reasons`).
    reasons = models.JSONField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    taken_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_unit_id"], condition=models.Q(ended_at__isnull=True), name="overflow_standing_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(ended_at__isnull=True), name="overflow_standing_once"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_by_id__isnull=True) | models.Q(ended_at__isnull=False),
                name="overflow_taken_is_over",
            ),
        ]
