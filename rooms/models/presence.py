"""Who is at work: consoles that are open, and what staff have declared."""

from django.db import models


class Queue(models.Model):
    """A unit's queue. Its row is the lock under which cases are offered, so that two rounds never count on the same
    free hand; it comes after the rooms' locks and before everything else."""

    unit_id = models.UUIDField(primary_key=True)


class Lease(models.Model):
    """A staff member's console is alive until `expires_at`; each open connection renews its own."""

    connection_id = models.UUIDField(primary_key=True)
    account_id = models.UUIDField()
    unit_id = models.UUIDField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account_id", "expires_at"]), models.Index(fields=["expires_at"])]


class Declared(models.TextChoices):
    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"


class Presence(models.Model):
    """What a staff member last declared at a unit. What it comes to is derived, together with leases and load."""

    id = models.BigAutoField(primary_key=True)
    account_id = models.UUIDField()
    unit_id = models.UUIDField()
    declared = models.CharField(max_length=10, choices=Declared.choices)
    declared_at = models.DateTimeField()
    # When the house declared them away, because offers went unanswered; null once they declare anything themselves.
    set_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "unit_id"], name="presence_once")]
