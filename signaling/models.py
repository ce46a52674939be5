"""The table of calls. Read through `signaling.queries`, written by `signaling.actions` under the room's lock, then the
call's (law 1)."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.models import Room
from signaling.machine import END_REASON, CallPhase


class Observed(models.TextChoices):
    """What a browser last said of its connection; nothing yet is empty."""

    CONNECTED = "connected"
    LOST = "lost"
    FAILED = "failed"


class Call(models.Model):
    """One call of a room, from the first ring to its end. Peers are browser tabs; parties are accounts. `…_report` is
    the id of the party's newest report, so that its repetition writes nothing. `by_resident` says which side rang."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="calls")
    state = models.CharField(max_length=12, choices=[(phase.value, phase.value) for phase in CallPhase])
    generation = models.PositiveIntegerField(default=0)
    video = models.BooleanField()
    by_resident = models.BooleanField(default=False, db_default=False)
    started_by = models.UUIDField()
    caller_peer = models.UUIDField()
    answered_by = models.UUIDField(null=True)
    callee_peer = models.UUIDField(null=True)
    rings_until = models.DateTimeField()
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    connected_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(
        max_length=16, blank=True, choices=[(reason, reason) for reason in END_REASON.values()]
    )
    caller_observed = models.CharField(max_length=9, blank=True, choices=Observed.choices)
    callee_observed = models.CharField(max_length=9, blank=True, choices=Observed.choices)
    caller_report = models.UUIDField(null=True)
    callee_report = models.UUIDField(null=True)
    caller_heard_at = models.DateTimeField()
    callee_heard_at = models.DateTimeField(null=True)
    unsettled_since = models.DateTimeField(null=True)
    gone_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=~models.Q(state=CallPhase.ENDED.value), name="one_running_call_a_room"
            )
        ]
        indexes = [
            models.Index(
                fields=["rings_until"], condition=models.Q(state=CallPhase.RINGING.value), name="call_rings_until"
            ),
            models.Index(fields=["state"], condition=~models.Q(state=CallPhase.ENDED.value), name="call_running"),
        ]
