"""A form that staff sent into a room. What it asks is triage's; here is that it was sent, to whom, what came back."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.models.case import Room
from rooms.models.conversation import Participation


class SentFormState(models.TextChoices):
    SENT = "sent"
    OPENED = "opened"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class SentForm(models.Model):
    """`sequence` is its place in the room stream. `told` is what was answered, as everybody in the room reads it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="sent_forms")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    # Who answers: whoever the case was opened by, as with a form that residents add themselves.
    to_id = models.UUIDField()
    form_id = models.CharField(max_length=60)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=SentFormState.choices, default=SentFormState.SENT)
    changed_at = models.DateTimeField()
    told = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "sequence"], name="sent_form_place"),
            # A card with answers is an answered one, and the other way round.
            models.CheckConstraint(
                condition=models.Q(state="answered", told__isnull=False)
                | (~models.Q(state="answered") & models.Q(told__isnull=True)),
                name="sent_form_answered_is_told",
            ),
        ]
