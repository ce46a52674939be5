"""What becomes of a case: who had it, its cards, forms that were added, alarms, and who chose to read it."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.lifecycle import AssignmentState
from rooms.models.case import Room
from rooms.models.conversation import Participation
from rooms.models.sent_forms import SentForm


class Assignment(models.Model):
    """What makes one staff member responsible: made by themselves (a claim), by a supervisor, or by an offer. Of an
    offer `offered_until` is set, and stays; `declined_for` is why it was declined, as a code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="assignments")
    assignee_id = models.UUIDField()
    # Null: offered by the house.
    made_by_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in AssignmentState])
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    offered_until = models.DateTimeField(null=True)
    declined_for = models.CharField(max_length=12, blank=True, default="", db_default="")

    class Meta:
        indexes = [models.Index(fields=["assignee_id", "-made_at"], name="assignment_of_person")]
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
    # Of an offer: why that person was asked, as codes and values (`rooms.matching.reasons`).
    reasons = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="custody_place")]


class Card(models.Model):
    """What the resident is told when a case is concluded."""

    outcome = models.CharField(max_length=20)
    text = models.TextField()
    seek_care = models.TextField(blank=True)
    concluded_at = models.DateTimeField()
    concluded_by = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    # The case it was merged into.
    continues_in = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class EarlierCard(Card):
    """The card of a conclusion after which the case was reopened: nothing that was said disappears."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="earlier_cards")


class ClosingCard(Card):
    """The card of a case that is concluded now."""

    room = models.OneToOneField(Room, on_delete=models.CASCADE, primary_key=True, related_name="closing_card")

    def set_aside(self) -> None:
        """The case waits again: its card becomes an earlier one."""
        EarlierCard.objects.create(
            room=self.room,
            outcome=self.outcome,
            text=self.text,
            seek_care=self.seek_care,
            concluded_at=self.concluded_at,
            concluded_by_id=self.concluded_by_id,
            continues_in_id=self.continues_in_id,
        )
        self.delete()


class JoinedCase(models.Model):
    """Another case of the resident that was merged into this one: a line in the room that it goes on in."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="joined")
    other = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sequence"], name="joined_place")]


class AddedForm(models.Model):
    """A form that was added to the open case. Its line is in the room stream, what it told in the staff stream. One
    that staff had sent has its card in the room instead of a line."""

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
    sent_form = models.OneToOneField(SentForm, on_delete=models.PROTECT, null=True, related_name="added_form")
    # The red flags asked again of a resident who said that they are worse.
    worse = models.BooleanField(default=False, db_default=False)

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
