"""The table of calls. Read through `signaling.queries`, written by `signaling.actions` under the room's lock, then the
call's (law 1)."""

from django.db import models

from chatserver.core.ids import new_id
from people.models import Unit
from rooms.models import Room
from signaling.machine import END_REASON, CallPhase
from signaling.membership import Membership


class UnitCalls(models.Model):
    """How a unit wants its calls; without a row, as browsers find their way best. `relay_only`: through our relay
    alone, so that neither side learns the other's address, where residents or staff live under threat. `changed_…`:
    when and by whom last; None as long as nobody has decided it on the page."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True, related_name="calls")
    relay_only = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True)
    changed_by_id = models.UUIDField(null=True)


class Observed(models.TextChoices):
    """What a browser last said of its connection; nothing yet is empty."""

    CONNECTED = "connected"
    LOST = "lost"
    FAILED = "failed"


class Way(models.TextChoices):
    """How media goes between the two, as one side sees it."""

    DIRECT = "direct"
    RELAY_UDP = "relay_udp"
    RELAY_TCP = "relay_tcp"
    RELAY_TLS = "relay_tls"


class Call(models.Model):
    """One call of a room, from the first ring to its end. Peers are browser tabs; parties are accounts. `…_report` is
    the id of the party's newest report, so that its repetition writes nothing. `by_resident` says which side rang."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="calls")
    state = models.CharField(max_length=12, choices=[(phase.value, phase.value) for phase in CallPhase])
    generation = models.PositiveIntegerField(default=0)
    # How much of it came by the caller's own pages; with guests beside the two each has a count of their own.
    caller_generation = models.PositiveIntegerField(default=0, db_default=0)
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


class CallMember(models.Model):
    """A guest who is, or was, in a call beside the two whose call it is; one row a guest and call. `…_report` as in
    `Call`. `generation` counts the times that they came in after the first."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="members")
    account_id = models.UUIDField()
    peer_id = models.UUIDField()
    generation = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Membership])
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField()
    gone_since = models.DateTimeField(null=True)
    report = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "account_id"], name="one_membership_a_guest")]
        indexes = [
            models.Index(fields=["call"], condition=models.Q(state=Membership.IN.value), name="call_member_inside")
        ]


class Measured(models.Model):
    """What a call was like for one party, added up from its browser's counters (getStats); no content. One row a party,
    so that a call of an hour is no larger than one of a minute."""

    id = models.BigAutoField(primary_key=True)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="measured")
    account_id = models.UUIDField()
    samples = models.PositiveIntegerField(default=0)
    received = models.PositiveBigIntegerField(default=0)
    lost = models.PositiveBigIntegerField(default=0)
    # Sums over the samples, so that means can be told for any number of calls together.
    round_trip_ms = models.PositiveBigIntegerField(default=0)
    jitter_ms = models.PositiveBigIntegerField(default=0)
    worst_round_trip_ms = models.PositiveIntegerField(default=0)
    uneven_samples = models.PositiveIntegerField(default=0)
    poor_samples = models.PositiveIntegerField(default=0)
    way = models.CharField(max_length=9, blank=True, choices=Way.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "account_id"], name="one_measure_a_party")]


class ConnectionCheck(models.Model):
    """A resident's network as it was found before a call, for whoever is about to call. `ways` has for each way of
    reaching us whether it works; the measured are None where none of them did."""

    id = models.UUIDField(primary_key=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="connection_checks")
    account_id = models.UUIDField()
    made_at = models.DateTimeField()
    ways = models.JSONField()
    verdict = models.CharField(max_length=6)
    round_trip_ms = models.PositiveIntegerField(null=True)
    jitter_ms = models.PositiveIntegerField(null=True)
    lost_permille = models.PositiveIntegerField(null=True)
    down_kbit = models.PositiveIntegerField(null=True)
    up_kbit = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["room", "made_at"], name="check_of_room")]
