"""That a resident does not want their case any more: each time by itself, since nothing of it may disappear."""

from django.db import models

from rooms.models.case import Room
from rooms.models.conversation import Participation


class Withdrawal(models.Model):
    """One time that it was said, why as a code, and in words if they gave any. `concluded`: the case ended by it; else
    staff look at it first."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="withdrawals")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    author = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12)
    text = models.CharField(max_length=500, blank=True)
    concluded = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="withdrawal_place")]
