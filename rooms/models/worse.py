"""That a resident says they are worse: each time by itself, since nothing of it may disappear."""

from django.db import models

from rooms.models.case import Room
from rooms.models.conversation import Participation


class WorseSaid(models.Model):
    """One time that it was said. What was answered afterwards is an `AddedForm`, marked as such."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="worse_said")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    author = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="worse_place")]
