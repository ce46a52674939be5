"""The case and its room: 1:1, and the room's row is the lock that every write takes first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from chatserver.core.ids import new_id
from rooms.lifecycle import CaseState
from rooms.urgency import NO_ALARM, OPENED, UNOPENED


class CaseCounter(models.Model):
    """The running number that people say on the telephone. One row; its lock hands the numbers out."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    latest = models.BigIntegerField(default=0)

    @staticmethod
    def next_number() -> int:
        if not CaseCounter.objects.filter(id=1).update(latest=models.F("latest") + 1):
            CaseCounter.objects.bulk_create([CaseCounter(id=1)], ignore_conflicts=True)
            CaseCounter.objects.filter(id=1).update(latest=models.F("latest") + 1)
        return CaseCounter.objects.values_list("latest", flat=True).get(id=1)


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
    # Of the summary, which is left out where many rows are read: not whoever asked to be written to, or signs.
    may_be_rung = models.BooleanField(default=True, db_default=True)
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

    # The resident has read nothing for a day, or could be told by no way: a task for staff.
    unreached_why = models.CharField(max_length=6, blank=True, default="", db_default="")
    unreached_at = models.DateTimeField(null=True)
    # What was unread or had failed by then is done with.
    reach_settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["unreached_at"], condition=models.Q(unreached_at__isnull=False), name="case_unreached"
            ),
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
    # When the resident first wrote since staff last did, while nobody had the case.
    wrote_at = models.DateTimeField(null=True)
    # When the resident last said that they are worse.
    worse_at = models.DateTimeField(null=True)
    # When the resident last asked for an urgent case to be closed.
    withdraw_at = models.DateTimeField(null=True)
    # Whether residents and guests are shown staff by their first names alone, since when and by whom.
    first_names = models.BooleanField(default=False, db_default=False)
    first_names_at = models.DateTimeField(null=True)
    first_names_by = models.CharField(max_length=170, blank=True, default="", db_default="")
    # The company that stands (`Company`), as far as the work list shows it.
    company_asked_by_id = models.UUIDField(null=True)
    company_asked_by = models.CharField(max_length=170, blank=True, default="", db_default="")
    company_asked_at = models.DateTimeField(null=True)
    company_came_id = models.UUIDField(null=True)
    company_came = models.CharField(max_length=170, blank=True, default="", db_default="")
    # The offer that stands (an `Assignment`), as far as the work list shows it; all null while there is none.
    offer_id = models.UUIDField(null=True)
    offered_to_id = models.UUIDField(null=True)
    offered_until = models.DateTimeField(null=True)
    # Why that person, as codes and values (`rooms.matching.reasons`).
    offer_reasons = models.JSONField(null=True)
    # Who has the case next when its unit has closed (`wire.AfterHours`). It holds for this epoch alone: whoever takes
    # the case, hands it back or concludes it has settled what was said.
    after_hours = models.JSONField(null=True)
    after_hours_epoch = models.PositiveIntegerField(null=True)
    # The handing over that has no answer yet (a `Transfer`), as the work list shows it (`wire.WorkTransfer`).
    transfer = models.JSONField(null=True)
    # The other unit that may take the case too while it waits (an `Overflow`), as the work lists show it.
    overflow = models.JSONField(null=True)
    # Since when the resident's words, or the case, lie unopened, and who has been told so (`rooms.matching.patience`).
    # It holds while staff have not written since.
    unopened_since = models.DateTimeField(null=True)
    unopened_told = models.CharField(max_length=10, blank=True, default="", db_default="")
    # Since when whoever has the case has not answered, when it goes back, and for which silence they said that they are
    # on it. It holds for that silence alone.
    overdue_since = models.DateTimeField(null=True)
    overdue_until = models.DateTimeField(null=True)
    kept_since = models.DateTimeField(null=True)
    # For which silence of the resident, named by `turn_at`, they were reminded, and when.
    reminded_since = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    # Of which silence staff were told (`rooms.matching.absence`), who and when, and who has said that they see to it.
    # It holds for that silence and this epoch alone.
    absent_since = models.DateTimeField(null=True)
    absent_epoch = models.PositiveIntegerField(null=True)
    absent_told = models.CharField(max_length=10, blank=True, default="", db_default="")
    absent_at = models.DateTimeField(null=True)
    absent_by = models.CharField(max_length=170, blank=True, default="", db_default="")
    # The wish to be called by telephone (`wire.CallbackWish`), also when it is over; from when at the earliest, the
    # attempts that nobody answered since it was asked, and when the last of them ended.
    callback = models.JSONField(null=True)
    call_from = models.DateTimeField(null=True)
    call_tried = models.PositiveSmallIntegerField(default=0, db_default=0)
    call_ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["offered_until"], condition=models.Q(state="offered"), name="room_offered"),
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
            ),
            models.CheckConstraint(
                condition=models.Q(state="offered", offered_to_id__isnull=False)
                | (~models.Q(state="offered") & models.Q(offered_to_id__isnull=True)),
                name="room_offered_to_one",
            ),
        ]

    def forget_offer(self) -> None:
        """Of whichever offer stood the work list shows nothing any more. Not saved yet."""
        self.offer_id = self.offered_to_id = self.offered_until = self.offer_reasons = None

    @property
    def asked_unit_id(self) -> UUID | None:
        """The other unit that is asked to take the case over now."""
        asked = self.transfer.get("to_unit_id") if self.transfer is not None else None
        return UUID(asked) if asked is not None else None

    @property
    def helping_unit_id(self) -> UUID | None:
        """The other unit whose people may take the case too now."""
        return UUID(self.overflow["to_unit_id"]) if self.overflow is not None else None

    @property
    def helped_for(self) -> list[dict[str, Any]]:
        """Why they may, as codes and values (`rooms.matching.reasons`)."""
        return list(self.overflow["reasons"]) if self.overflow is not None else []

    @property
    def unanswered_worse(self) -> datetime | None:
        """When the resident said that they are worse, while nobody of the unit has written to them since: then the turn
        would have gone over to them, and come back later if they wrote again."""
        return self._unanswered(self.worse_at)

    @property
    def unanswered_withdrawal(self) -> datetime | None:
        """The same of an urgent case that the resident wants closed."""
        return self._unanswered(self.withdraw_at)

    def _unanswered(self, said_at: datetime | None) -> datetime | None:
        if said_at is None or self.turn != Turn.STAFF:
            return None
        return said_at if self.turn_at is None or self.turn_at <= said_at else None

    @property
    def waits_since(self) -> datetime:
        """Since when the resident has waited for whoever has the case now, where the turn is theirs."""
        return max(self.turn_at or self.case.arrived_at, self.state_since)

    @property
    def silent_since(self) -> datetime | None:
        """Since when it has been the resident's turn to say something; None while it is staff's."""
        return self.turn_at if self.turn == Turn.RESIDENT else None

    @property
    def is_absent(self) -> bool:
        """Whether staff have been told of this very silence of the resident, while the present holder has the case."""
        told = self.absent_told != "" and self.absent_since is not None
        return told and self.absent_since == self.silent_since and self.absent_epoch == self.epoch

    @property
    def lies_unopened(self) -> datetime | None:
        """Since when, as it was told; None once somebody of the unit has written."""
        if self.unopened_since is None or self.turn != Turn.STAFF:
            return None
        return self.unopened_since if (self.turn_at or self.case.arrived_at) <= self.unopened_since else None

    @property
    def is_overdue(self) -> bool:
        """Whether whoever has the case has been warned of this very silence."""
        held = self.turn == Turn.STAFF and self.state == CaseState.ACTIVE
        return held and self.overdue_until is not None and self.overdue_since == self.waits_since
