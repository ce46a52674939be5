"""Cases that their holder wants to hand over, with what the receiver has to know."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.lifecycle import AssignmentState
from rooms.models.case import Room


class Transfer(models.Model):
    """One handing over: to a person, to a profession of the unit or to another unit, never to two of them. The four
    texts stay with the case whatever becomes of it (law 9: in a table that no query for a resident meets). Standing,
    there is one in a room."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="transfers")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in AssignmentState])
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=170)
    to_id = models.UUIDField(null=True)
    to_name = models.CharField(max_length=170, blank=True)
    profession = models.CharField(max_length=20, blank=True)
    # Of another unit `to_name` is the name; who handed over, and from where, is kept for afterwards.
    to_unit_id = models.UUIDField(null=True)
    from_unit_id = models.UUIDField(null=True)
    from_unit_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    situation = models.TextField()
    background = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    recommendation = models.TextField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Empty where the house ended it.
    ended_by_name = models.CharField(max_length=170, blank=True)
    declined_for = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["until"], condition=models.Q(ended_at__isnull=True), name="transfer_standing_until"),
            models.Index(
                fields=["to_unit_id"],
                condition=models.Q(ended_at__isnull=True, to_unit_id__isnull=False),
                name="transfer_standing_at",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(ended_at__isnull=True), name="transfer_standing_once"
            ),
            models.CheckConstraint(
                condition=models.Q(to_id__isnull=False, profession="", to_unit_id__isnull=True)
                | (models.Q(to_id__isnull=True, to_unit_id__isnull=True) & ~models.Q(profession=""))
                | models.Q(to_id__isnull=True, profession="", to_unit_id__isnull=False, from_unit_id__isnull=False),
                name="transfer_to_one",
            ),
        ]
