"""Attempts to call a resident who asked to be called by telephone: each stays, whatever came of it."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.call_terms import CallOutcome
from rooms.models.case import Room


class CallAttempt(models.Model):
    """One attempt. `sequence` is its event's place in the room stream; `outcome` is empty while it goes on, and of such
    there is one in a room. `phone` is the number that was called."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="call_attempts")
    sequence = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=170)
    outcome = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in CallOutcome])
    ended_at = models.DateTimeField(null=True)
    # Somebody else's where the case changed hands in between.
    ended_by_name = models.CharField(max_length=170, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "sequence"], name="call_attempt_place"),
            models.UniqueConstraint(fields=["room"], condition=models.Q(outcome=""), name="call_attempt_one_at_once"),
        ]
