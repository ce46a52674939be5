"""The tables of rooms. A case and its room are 1:1; the room's row is the lock that every write takes first.

People are named by account and unit ids, never by foreign keys; what the room shows of a person is kept in `Shown` as
it was when they were introduced. Read through `rooms.policy` and `rooms.queries`, written by actions and steps.
"""

from django.db import models

from chatserver.core.ids import new_id
from chatserver.core.models import StoredFile
from rooms.lifecycle import AssignmentState, CaseState
from rooms.urgency import NO_ALARM, OPENED, UNOPENED


class CaseCounter(models.Model):
    """The running number that people say on the telephone. One row; its lock hands the numbers out."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    latest = models.BigIntegerField(default=0)


class Case(models.Model):
    """One request for help as triage handed it off. What changes afterwards is in `Room`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(unique=True)
    resident_id = models.UUIDField()
    author_id = models.UUIDField()
    guardian_id = models.UUIDField(null=True)
    unit_id = models.UUIDField()
    intake_id = models.UUIDField(unique=True)
    reason_id = models.CharField(max_length=60)
    reason_sv = models.CharField(max_length=200)
    reason_en = models.CharField(max_length=200)
    priority = models.PositiveSmallIntegerField(null=True)
    administrative = models.BooleanField()
    profession = models.CharField(max_length=20)
    contact_form = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    arrived_at = models.DateTimeField()
    open_by = models.DateTimeField()
    assessed_by = models.DateTimeField()
    target_minutes = models.PositiveIntegerField(null=True)
    summary = models.JSONField()
    red_flag_sv = models.CharField(max_length=500, blank=True)
    red_flag_en = models.CharField(max_length=500, blank=True)
    # Alarm words that nobody responsible knows of yet: what they were about, since when, and who has opened the room.
    alarm_sv = models.CharField(max_length=500, blank=True, default="", db_default="")
    alarm_en = models.CharField(max_length=500, blank=True, default="", db_default="")
    alarm_at = models.DateTimeField(null=True)
    alarm_seen_by = models.CharField(max_length=170, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["resident_id"], name="case_of_resident"),
            models.Index(fields=["guardian_id"], name="case_of_guardian"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(priority__isnull=True) | models.Q(priority__range=(1, 5)), name="case_priority"
            )
        ]

    @property
    def alarm_rank(self) -> int:
        if self.alarm_at is None:
            return NO_ALARM
        return OPENED if self.alarm_seen_by else UNOPENED


class Turn(models.TextChoices):
    STAFF = "staff"
    RESIDENT = "resident"


class Room(models.Model):
    """The case's state and custody. `epoch` rises with every change of custody; `custody_sequence` is its event."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="room")
    unit_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in CaseState])
    state_since = models.DateTimeField()
    holder_id = models.UUIDField(null=True)
    epoch = models.PositiveIntegerField(default=0)
    custody_sequence = models.BigIntegerField(default=0)
    call = models.JSONField(null=True)
    # The latest card with numbers to call that the resident was shown.
    help = models.JSONField(null=True)
    last_message_sequence = models.BigIntegerField(default=0)
    last_at = models.DateTimeField()
    turn = models.CharField(max_length=8, choices=Turn.choices, default=Turn.STAFF)
    # Null until it changes hands: since the case arrived.
    turn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "state"], name="room_of_unit"),
            models.Index(fields=["holder_id"], condition=models.Q(state="active"), name="room_held"),
            models.Index(
                fields=["unit_id", "-state_since", "-case"],
                condition=models.Q(state="concluded"),
                name="room_concluded",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "offered"], holder_id__isnull=True)
                | models.Q(state__in=["active", "paused"], holder_id__isnull=False)
                | models.Q(state__in=["concluded", "archived"]),
                name="room_held_by_one",
            )
        ]


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
    """`client_message_id` is given once by the writer's device and kept over its retries."""

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


class Assignment(models.Model):
    """What makes one staff member responsible: made by themselves (a claim) or by a supervisor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="assignments")
    assignee_id = models.UUIDField()
    made_by_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in AssignmentState])
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(state__in=["offered", "accepted"]), name="one_open_assignment"
            )
        ]


class CustodyStep(models.Model):
    """One change of responsibility or priority with who did it and why. `sequence` is its event's place in the staff
    stream; `priority` is the case's after it, so that the step before holds what it was."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="custody")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    move = models.CharField(max_length=12)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=170)
    holder_id = models.UUIDField(null=True)
    holder_name = models.CharField(max_length=170, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    priority = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="custody_place")]


class Card(models.Model):
    """What the resident is told when a case is concluded."""

    outcome = models.CharField(max_length=20)
    text = models.TextField()
    seek_care = models.TextField(blank=True)
    concluded_at = models.DateTimeField()
    concluded_by = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ClosingCard(Card):
    """The card of a case that is concluded now."""

    room = models.OneToOneField(Room, on_delete=models.CASCADE, primary_key=True, related_name="closing_card")


class EarlierCard(Card):
    """The card of a conclusion after which the case was reopened: nothing that was said disappears."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="earlier_cards")


class AddedForm(models.Model):
    """A form that was added to the open case. Its line is in the room stream, what it told in the staff stream."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="added_forms")
    intake_id = models.UUIDField(unique=True)
    sequence = models.BigIntegerField()
    staff_sequence = models.BigIntegerField()
    at = models.DateTimeField()
    author = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    reason_sv = models.CharField(max_length=200)
    reason_en = models.CharField(max_length=200)
    summary = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="form_place")]


class Alarm(models.Model):
    """Alarm words of one category in what a resident wrote, and their repetitions while it is the same matter. What
    was written is not here: `message_sequence` is the newest message, null for a form. Settled is what the person
    responsible knows of; another one who opened the room has acknowledged it only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="alarms")
    category = models.CharField(max_length=30)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    aim = models.CharField(max_length=10)
    # By which list, and which of its patterns.
    list_name = models.CharField(max_length=80)
    pattern = models.CharField(max_length=200)
    raised_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    message_sequence = models.BigIntegerField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_id = models.UUIDField(null=True)
    acknowledged_by_name = models.CharField(max_length=170, blank=True)
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "category"], condition=models.Q(acknowledged_at__isnull=True), name="alarm_open_once"
            )
        ]


class ActiveChoice(models.Model):
    """Why somebody opened a case that is concluded or another unit's. It stands for that login, for a while; the row
    stays (patientdatalagen 4 kap.)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="choices")
    login_id = models.UUIDField()
    account_id = models.UUIDField()
    unit_id = models.UUIDField()
    reason = models.CharField(max_length=20)
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["room", "login_id"], name="choice_of_login")]


class PhraseLibrary(models.Model):
    """Somebody's prepared texts: a staff member's, a unit's or a care provider's. Its lock comes before its phrases are
    changed; the revision is another after each change."""

    owner_id = models.UUIDField(primary_key=True)
    revision = models.PositiveIntegerField(default=0)


class PhraseWording(models.Model):
    """What one types to get the text, what it is called, and the text; empty in a language it is not written in."""

    abbreviation = models.CharField(max_length=12)
    title_sv = models.CharField(max_length=80, blank=True)
    title_en = models.CharField(max_length=80, blank=True)
    text_sv = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Phrase(PhraseWording):
    """A prepared text as it stands now, of exactly one owner. `place` is its order among them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    provider_id = models.UUIDField(null=True)
    place = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account_id__isnull=False, unit_id__isnull=True, provider_id__isnull=True)
                | models.Q(account_id__isnull=True, unit_id__isnull=False, provider_id__isnull=True)
                | models.Q(account_id__isnull=True, unit_id__isnull=True, provider_id__isnull=False),
                name="phrase_of_one_owner",
            ),
            *(
                models.UniqueConstraint(
                    fields=[owner, "abbreviation"],
                    condition=models.Q(withdrawn=False),
                    name=f"phrase_abbreviation_{owner.removesuffix('_id')}",
                )
                for owner in ("account_id", "unit_id", "provider_id")
            ),
        ]


class PhraseVersion(PhraseWording):
    """What a save left, by whom. Nothing of it is ever changed."""

    id = models.BigAutoField(primary_key=True)
    phrase = models.ForeignKey(Phrase, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    save_id = models.UUIDField()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    restores = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phrase", "number"], name="phrase_version_once"),
            models.UniqueConstraint(fields=["phrase", "save_id"], name="phrase_saved_once"),
        ]


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "unit_id"], name="presence_once")]
