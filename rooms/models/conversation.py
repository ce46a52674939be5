"""Who is in a room, what is said there, and how far each has come."""

from django.db import models

from chatserver.core.ids import new_id
from chatserver.core.models import StoredFile
from rooms.models.case import Room


class Shown(models.Model):
    """What others see of a person: fixed when the person was introduced, so that a replay shows the same."""

    account_id = models.UUIDField()
    role = models.CharField(max_length=12)
    name = models.CharField(max_length=170)
    title_sv = models.CharField(max_length=60, blank=True)
    title_en = models.CharField(max_length=60, blank=True)
    initials = models.CharField(max_length=4)

    class Meta:
        abstract = True


class Participation(Shown):
    """A person in a room in one role. `left_sequence` is the event that ended it; both are of the room stream."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="participations")
    joined_sequence = models.BigIntegerField()
    left_sequence = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "account_id", "role"], name="participation_once"),
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(role="responsible", left_sequence__isnull=True),
                name="one_responsible",
            ),
        ]


class Message(models.Model):
    """`client_message_id` is given once by the writer's device and kept over its retries. `copy_of` is the wire's
    `CopyOf`, of a marked copy of a picture alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    sequence = models.BigIntegerField()
    sender = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    sender_account_id = models.UUIDField()
    client_message_id = models.UUIDField()
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    corrected_at = models.DateTimeField(null=True)
    copy_of = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "sequence"], name="message_place"),
            models.UniqueConstraint(fields=["room", "sender_account_id", "client_message_id"], name="message_once"),
        ]


class MessageVersion(models.Model):
    """What stood in a message until `sequence`, the event that corrected it."""

    id = models.BigAutoField(primary_key=True)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="versions")
    sequence = models.BigIntegerField()
    until = models.DateTimeField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "sequence"], name="version_place")]


class Redaction(models.Model):
    """Why a message is shown to nobody any more. `withheld` is what stood there: no query reads it (patientdatalagen:
    what was documented is kept). `shown_name` is what the room is told of whoever did it."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="redaction")
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=170)
    shown_name = models.CharField(max_length=170)
    reason = models.CharField(max_length=20)
    explanation = models.CharField(max_length=500, blank=True)
    withheld = models.TextField(blank=True)


class Note(Shown):
    """Staff-only text. In a table of its own, so that no query for a resident can meet it (law 9)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="notes")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="note_place")]


class Receipt(models.Model):
    """How far a person has come in the room stream. Both figures only rise."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="receipts")
    account_id = models.UUIDField()
    delivered = models.BigIntegerField()
    read = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "account_id"], name="receipt_once")]
