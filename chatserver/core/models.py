"""The core's tables: streams with their events, replays, audit, job leases. They name no app and hold no foreign keys
to one, so that retention can remove a case without touching what must outlive it."""

from django.db import models

from chatserver.core.ids import new_id


class Stream(models.Model):
    """The head of one stream. Its row lock is what makes commit order sequence order (law 2)."""

    name = models.CharField(primary_key=True, max_length=80)
    head = models.BigIntegerField(default=0)


class Event(models.Model):
    """A committed fact. `frame` is the exact text every reader of the stream is sent. What was withdrawn by a later
    event is taken out of it by `events.retell`, so that no reader who comes back is told it."""

    id = models.BigAutoField(primary_key=True)
    stream = models.CharField(max_length=80)
    sequence = models.BigIntegerField()
    type = models.CharField(max_length=60)
    frame = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "sequence"], name="event_place")]


class CommandReceipt(models.Model):
    """The first ack of a command, so that its repetition writes nothing and is answered alike (law 5)."""

    id = models.BigAutoField(primary_key=True)
    actor_id = models.UUIDField()
    object_id = models.UUIDField()
    command_id = models.UUIDField()
    ack = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_id", "actor_id", "command_id"], name="command_once"),
        ]


class AuditEntry(models.Model):
    """One read or write of a resident's data: who, what, which unit, whose, when (law 8). Ids only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    kind = models.CharField(max_length=5)
    action = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    login_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    resident_id = models.UUIDField(null=True)
    object_type = models.CharField(max_length=30)
    object_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["resident_id", "at"]), models.Index(fields=["at"])]


class AuditSeal(models.Model):
    """One link of the audit chain: the hash covers the entry and the seal before it."""

    sequence = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    digest = models.BinaryField()


class AuditHead(models.Model):
    """The chain's newest link, signed, so that a cut tail is found."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    digest = models.BinaryField(default=bytes)
    signature = models.BinaryField(default=bytes)
    signed_at = models.DateTimeField(null=True)


class JobLease(models.Model):
    """When a job is next due and which worker has it now."""

    name = models.CharField(primary_key=True, max_length=60)
    due_at = models.DateTimeField()
    holder = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)


class StoredFile(models.Model):
    """A file's place and state. `owner_kind` and `owner_id` name the intake or room it belongs to."""

    id = models.UUIDField(primary_key=True, default=new_id)
    owner_kind = models.CharField(max_length=10)
    owner_id = models.UUIDField()
    uploader_id = models.UUIDField()
    resident_id = models.UUIDField()
    state = models.CharField(max_length=10)
    refusal = models.CharField(max_length=40, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    size = models.BigIntegerField(default=0)
    # Of a document: what its sender calls it, made safe, and how long it is.
    name = models.CharField(max_length=100, blank=True)
    pages = models.IntegerField(null=True)
    # Barred from view and export: why, by whom and when. The bytes stay.
    hidden_reason = models.CharField(max_length=20, blank=True)
    hidden_by = models.UUIDField(null=True)
    hidden_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_id"]), models.Index(fields=["state", "changed_at"])]


class Upload(models.Model):
    """A file that comes in parts. Its id becomes the file's; `client_id` is its sender's own name for it (law 5)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    client_id = models.UUIDField()
    uploader_id = models.UUIDField()
    owner_kind = models.CharField(max_length=10)
    owner_id = models.UUIDField()
    length = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    name = models.CharField(max_length=100, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uploader_id", "owner_id", "client_id"], name="upload_once")]
        indexes = [models.Index(fields=["changed_at"])]


class UploadPart(models.Model):
    """One part that has come whole; the bytes are stored by its id."""

    id = models.UUIDField(primary_key=True, default=new_id)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    offset = models.BigIntegerField()
    size = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="upload_part_place")]
