"""The tables of reaching people: how each wants to be reached, their devices, and the outbox of notices."""

from django.db import models

from chatserver.core.ids import new_id
from people.outbox import Channel, Kind, State


class Reach(models.Model):
    """How one resident wants to be reached. Without a row: by push on devices that have said yes, and nothing else.
    Only what was confirmed by a code is an address here. `ways` is in the order of trying, with commas."""

    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, primary_key=True, related_name="reach")
    ways = models.CharField(max_length=40, default="push,sms,email", blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    quiet_begins = models.PositiveSmallIntegerField(default=22 * 60)
    quiet_ends = models.PositiveSmallIntegerField(default=7 * 60)
    time_zone = models.CharField(max_length=40, default="Europe/Stockholm")
    opted_out = models.BooleanField(default=False)


class Device(models.Model):
    """A browser that may be sent web push (RFC 8030, 8291). `endpoint_hash` keeps one row for one subscription."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="devices")
    endpoint = models.CharField(max_length=1000)
    endpoint_hash = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField()


class Confirmation(models.Model):
    """An address on its way to be confirmed. The code is made of the id and the server's key, and stored nowhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Channel])
    address = models.CharField(max_length=254)
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)


class Notice(models.Model):
    """One thing to tell one person once. `key` names what it is about: the same is never wanted twice. `to` and `link`
    are of guests, who have no account, and are emptied when it is over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Kind])
    case_id = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True)
    key = models.CharField(max_length=160, unique=True)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=[(one.value, one.value) for one in State], default=State.DUE.value)
    channel = models.CharField(max_length=5, blank=True, default="")
    tried = models.CharField(max_length=40, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=120, blank=True, default="")
    failure = models.CharField(max_length=40, blank=True, default="")
    finished_at = models.DateTimeField(null=True)
    to = models.CharField(max_length=254, blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state__in=["due", "sending"]), name="notice_due"),
            models.Index(fields=["account_id", "id"], name="notice_of_person"),
            models.Index(fields=["case_id", "id"], name="notice_of_case"),
            models.Index(fields=["provider_id"], condition=~models.Q(provider_id=""), name="notice_at_provider"),
        ]


class Letter(models.Model):
    """What a house without providers would have sent, for whoever develops. Never in production."""

    id = models.UUIDField(primary_key=True, editable=False)
    channel = models.CharField(max_length=5)
    to = models.CharField(max_length=254)
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=800)
    at = models.DateTimeField()
