"""The tables of people. `Account` is the user model; a personal number is stored in `ResidentProfile` and nowhere else.

Read through `people.queries`, written by `people.actions`; other apps hold account and unit ids, never these rows.
"""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from chatserver.core.ids import new_id
from people import targets
from people.competences import LEAST_UNTIL, MOST_UNTIL
from people.overflow import DEFAULT_AFTER, MOST_AFTER


class AccountKind(models.TextChoices):
    RESIDENT = "resident"
    STAFF = "staff"
    GUEST = "guest"


def written_name(given_name: str, family_name: str) -> str:
    """A person's name as everybody is shown it."""
    # A guest has one name, as staff wrote it.
    return f"{given_name} {family_name}".rstrip()


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by actions; this is Django's name for looking one up by its user name."""


class Account(AbstractBaseUser):
    """A person who can be named. Residents have no user name or password: they are known by e-ID, children by none, and
    guests by the invitation they came with."""

    last_login = None

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=AccountKind.choices)
    user_name = models.CharField(max_length=80, unique=True, null=True)  # noqa: DJ001 - null keeps "none" out of the unique index
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    locked = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "user_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["resident", "guest"], user_name__isnull=True)
                | models.Q(kind="staff", user_name__isnull=False),
                name="account_user_name_is_for_staff",
            )
        ]

    @property
    def name(self) -> str:
        return written_name(self.given_name, self.family_name)


class CareProvider(models.Model):
    """The controller for access, logs, keys, retention and statistics (vårdgivare)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)


class UnitKind(models.TextChoices):
    HEALTH_CENTRE = "health_centre"
    REHAB = "rehab"
    TELEPHONE = "telephone"
    OUT_OF_HOURS = "out_of_hours"


class AssignmentMode(models.TextChoices):
    """How a unit's cases find somebody: by being offered to one person at a time, by being taken from the
    list, or both."""

    OFFER = "offer"
    WORKLIST = "worklist"
    BOTH = "both"


class Unit(models.Model):
    """A care unit. Its hours are wall-clock times in `time_zone`; its targets are defaults unless a row says else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=UnitKind.choices)
    telephone = models.CharField(max_length=20)
    address = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Stockholm")
    # Whether a resident may ring whoever has their case; otherwise only staff begin calls.
    residents_call = models.BooleanField(default=False, db_default=False)
    assignment = models.CharField(
        max_length=8,
        choices=AssignmentMode.choices,
        default=AssignmentMode.WORKLIST,
        db_default=AssignmentMode.WORKLIST.value,
    )
    # Of the same care provider: who has what is urgent and unanswered when this unit closes.
    round_the_clock = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    # Of the same care provider: who helps with cases that wait, and when (`people.overflow`).
    overflow = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="helps")
    overflow_opens = models.PositiveSmallIntegerField(default=0, db_default=0)
    overflow_closes = models.PositiveSmallIntegerField(default=0, db_default=0)
    overflow_after = models.PositiveSmallIntegerField(default=DEFAULT_AFTER, db_default=DEFAULT_AFTER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="unit_name_in_provider"),
            models.CheckConstraint(
                condition=models.Q(overflow_opens__lte=1440, overflow_closes__lte=1440, overflow_after__lte=MOST_AFTER),
                name="unit_overflow_terms",
            ),
        ]


class OpeningHours(models.Model):
    """One span of one weekday, in minutes after local midnight. Monday is 0; 1440 is the end of the day."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "weekday", "opens"], name="opening_hours_once"),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6, closes__lte=1440, opens__lt=models.F("closes")),
                name="opening_hours_within_a_day",
            ),
        ]


class UnitTarget(models.Model):
    """A unit's own promise for one priority, in place of the default. Priority 0 stands for administrative errands."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="targets")
    priority = models.PositiveSmallIntegerField()
    opened_counted = models.CharField(max_length=16, choices=[(c.value, c.value) for c in targets.Counted])
    opened_amount = models.PositiveIntegerField(default=0)
    assessed_counted = models.CharField(max_length=16, choices=[(c.value, c.value) for c in targets.Counted])
    assessed_amount = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "priority"], name="unit_target_once"),
            models.CheckConstraint(condition=models.Q(priority__lte=5), name="unit_target_priority"),
        ]


class ResidentProfile(models.Model):
    """Who a resident is to the care: identity, where listed, how to be spoken to."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="resident")
    personal_number = models.CharField(max_length=12, unique=True)
    birth_date = models.DateField()
    sex = models.CharField(max_length=6, choices=[("female", "female"), ("male", "male")])
    protected_identity = models.BooleanField(default=False)
    listed_unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=10, default="sv")
    phone = models.CharField(max_length=20, blank=True)


class Guardianship(models.Model):
    """A guardian of a child. Whether the guardian may act is derived from the child's age; `closed_at` is when others
    were told that it ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardian = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="guardian_of")
    child = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="guarded_by")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "child"], name="guardianship_once"),
            models.CheckConstraint(condition=~models.Q(guardian=models.F("child")), name="guardianship_of_another"),
        ]


class Profession(models.TextChoices):
    NURSE = "nurse"
    PHYSICIAN = "physician"
    PHYSIOTHERAPIST = "physiotherapist"
    COUNSELLOR = "counsellor"
    MEDICAL_SECRETARY = "medical_secretary"
    ADMINISTRATOR = "administrator"


class StaffProfile(models.Model):
    """What residents and colleagues see of a staff member, and how many cases they hold at once."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="staff")
    profession = models.CharField(max_length=20, choices=Profession.choices)
    title_sv = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60)
    initials = models.CharField(max_length=4)
    languages = models.JSONField(default=list)
    capacity = models.PositiveSmallIntegerField(default=8)


class Employment(models.Model):
    """A staff member works at a unit. The roles hold at that unit only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="employments")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="employments")
    supervisor = models.BooleanField(default=False)
    administrator = models.BooleanField(default=False)
    # Of `people.competences`, in their order.
    competences = models.JSONField(default=list, db_default=[])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "unit"], name="employment_once")]


class CompetenceRule(models.Model):
    """What a topic (the reason of a form) asks for at a unit, until so many percent of what was promised have gone."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="competence_rules")
    reason_id = models.CharField(max_length=80)
    competence = models.CharField(max_length=20)
    until = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "reason_id"], name="competence_rule_once"),
            models.CheckConstraint(
                condition=models.Q(until__gte=LEAST_UNTIL, until__lte=MOST_UNTIL), name="competence_rule_until"
            ),
        ]


class PermanentContact(models.Model):
    """A resident's permanent care contact at a unit (fast vårdkontakt): named by whom, from when until when. One stands
    at a time; those before are kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    resident = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="permanent_contacts")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="permanent_contacts")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contact_of")
    named_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "unit"],
                condition=models.Q(ended_at__isnull=True),
                name="permanent_contact_standing_once",
            )
        ]


class EndReason(models.TextChoices):
    LOGGED_OUT = "logged_out"
    IDLE = "idle"
    TOO_LONG = "too_long"
    REPLACED = "replaced"
    LOCKED = "locked"
    ROLES_CHANGED = "roles_changed"
    GUARDIANSHIP_ENDED = "guardianship_ended"
    INVITATION_ENDED = "invitation_ended"


class Login(models.Model):
    """One stay of one person in one browser. `session_hash` finds it by the cookie without keeping its value."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="logins")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    session_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, blank=True, choices=EndReason.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session_hash"], condition=models.Q(ended_at__isnull=True), name="login_of_session"
            )
        ]
        indexes = [
            models.Index(fields=["last_seen_at"], condition=models.Q(ended_at__isnull=True), name="login_idle"),
            models.Index(fields=["account", "ended_at"], name="login_of_account"),
        ]


class EidOrder(models.Model):
    """A login by e-ID on its way: bound to the browser that began it, and completed at most once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.CharField(max_length=20)
    browser_hash = models.CharField(max_length=64)
    return_to = models.CharField(max_length=500)
    created_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)


class LoginAttempts(models.Model):
    """Refused password logins under one key (a digest of account and address); `known` marks an owner's own address."""

    key = models.CharField(primary_key=True, max_length=70)
    attempts = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    known = models.BooleanField(default=False)


# Django finds the tables of an app through this module.
from people.outbox_models import Confirmation, Device, Letter, Notice, Reach  # noqa: E402 they point to Account

__all__ = [
    "Account", "AccountKind", "AssignmentMode", "CareProvider", "CompetenceRule", "Confirmation", "Device", "EidOrder",
    "Employment", "EndReason", "Guardianship", "Letter", "Login", "LoginAttempts", "Notice", "OpeningHours",
    "PermanentContact", "Profession", "Reach", "ResidentProfile", "StaffProfile", "Unit", "UnitKind", "UnitTarget",
    "written_name",
]  # fmt: skip
