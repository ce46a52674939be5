"""Who was invited into one room, by whom, with which rights, and what became of it."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.guest_states import GuestState
from rooms.models.case import Room


class Invitation(models.Model):
    """One guest's one coming into one room. The link's token and the code are kept as digests alone; `locator` is the
    part of the code that finds the invitation. `entered_sequence` is the event of admission: what lies before it is
    not the guest's to read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="invitations")
    account_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=12)
    language = models.CharField(max_length=40, blank=True)
    may_write = models.BooleanField()
    may_call = models.BooleanField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in GuestState])
    invited_by_id = models.UUIDField()
    invited_by_name = models.CharField(max_length=170)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    entered_sequence = models.BigIntegerField(null=True)
    token_digest = models.CharField(max_length=64, unique=True)
    locator = models.CharField(max_length=4)
    digits_digest = models.CharField(max_length=64)
    wrong_guesses = models.PositiveSmallIntegerField(default=0)
    # When the guest undertook to keep to themselves what they hear.
    promised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["locator"], condition=models.Q(state="invited"), name="invitation_locator_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="admitted", entered_sequence__isnull=False) | ~models.Q(state="admitted"),
                name="invitation_admitted_has_entry",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=models.Q(state__in=["invited", "waiting", "admitted"]),
                name="invitation_standing",
            )
        ]
