"""Attempts to reach a resident by telephone: who, when and how it ended, and nothing of what was said."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.models.case import Room


class Attempt(models.Model):
    """`made` of `needed` attempts in vain were then enough for "no answer", and `again_at` is when the next one counted
    at the earliest; null where none was asked for any more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="attempts")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=170)
    outcome = models.CharField(max_length=12)
    made = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    again_at = models.DateTimeField(null=True)
    # Of a priority whose cases do not end so without the unit's routine.
    routine = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="attempt_place")]
