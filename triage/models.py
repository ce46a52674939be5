"""The tables of triage: releases that forms were made from, forms with their answers, and every change of an answer.

People are named by account ids. Read through `triage.policy` and `triage.queries`, written by actions and steps.
"""

from django.db import models

from chatserver.core.ids import new_id


class Release(models.Model):
    """A content release that some form was made from, kept whole so that its results can be made again."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    package = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    approvals = models.JSONField(default=list)
    data = models.JSONField()
    registered_at = models.DateTimeField()


class IntakeState(models.TextChoices):
    OPEN = "open"
    EMERGENCY = "emergency"
    URGENT_CARE = "urgent_care"
    SELF_CARE = "self_care"
    HANDED_OFF = "handed_off"
    ABANDONED = "abandoned"


class Intake(models.Model):
    """One form about one resident. `result` is the engine's word; `receiver` is what was shown about who reads it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    resident_id = models.UUIDField()
    author_id = models.UUIDField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="intakes")
    reason_id = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=IntakeState.choices, default=IntakeState.OPEN)
    answers = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    answered_wrong = models.BooleanField(default=False)
    wants_contact = models.BooleanField(default=False)
    called_112_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    receiver = models.JSONField(null=True)
    case_id = models.UUIDField(null=True, db_index=True)
    # The form in a room that this answers: one form, however many devices it is opened on.
    sent_form_id = models.UUIDField(null=True, unique=True)
    # The open case whose resident says they are worse: its red flags are asked again, and nothing else.
    worse_case_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["author_id", "state"], name="intake_of_author"),
            models.Index(fields=["resident_id"], name="intake_of_resident"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author_id", "resident_id", "reason_id"],
                condition=models.Q(
                    state="open", wants_contact=False, sent_form_id__isnull=True, worse_case_id__isnull=True
                ),
                name="intake_open_once",
            ),
            models.UniqueConstraint(
                fields=["author_id", "worse_case_id"],
                condition=models.Q(state="open", worse_case_id__isnull=False),
                name="intake_worse_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="handed_off", case_id__isnull=False)
                | (~models.Q(state="handed_off") & models.Q(case_id__isnull=True)),
                name="intake_handed_off_has_case",
            ),
        ]


class AnswerMove(models.TextChoices):
    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


class AnswerChange(models.Model):
    """Every answer as it was given, and when: nothing that was answered disappears."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="changes")
    question_id = models.CharField(max_length=60)
    move = models.CharField(max_length=10, choices=AnswerMove.choices)
    answer = models.JSONField(null=True)
    by_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["intake", "at"], name="answer_of_intake")]
