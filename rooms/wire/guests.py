"""Guests of a room: inviting, letting in, showing out, and what a guest is told of their own coming."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chatserver.core.wire import Command, EventBody, Wire
from rooms.guest_states import DEFAULT_HOURS, MAX_HOURS
from rooms.wire.tenure import Epoch, TenureCommand
from rooms.wire.vocabulary import AnyText, SomeText

GuestRole = Literal["interpreter", "relative", "outside"]
GuestStateName = Literal["invited", "waiting", "admitted", "refused", "withdrawn", "left", "expired", "ended"]


# --- in the room ---------------------------------------------------------------------------------------------------
class GuestLine(Wire):
    """A guest as everybody in the room may see them; `at` is since when the state is what it is. `language` is what an
    interpreter interprets, as it was written."""

    id: UUID
    account_id: UUID
    name: str
    role: GuestRole
    language: str
    state: GuestStateName
    may_write: bool
    may_call: bool
    invited_by: str
    expires_at: datetime
    at: datetime


class GuestChanged(EventBody):
    """A guest was invited, arrived at the waiting place, was admitted or refused, was shown out, left; their time ran
    out, or the case was concluded. The whole line takes the place of the one before."""

    type: Literal[
        "guest.invited",
        "guest.arrived",
        "guest.admitted",
        "guest.refused",
        "guest.withdrawn",
        "guest.left",
        "guest.expired",
        "guest.ended",
    ]
    guest: GuestLine


class EventVeiled(EventBody):
    """In place of an event that is not for guests, so that their sequence has no hole."""

    type: Literal["event.veiled"]


# --- what staff do -------------------------------------------------------------------------------------------------
class SendTo(Wire):
    """Where the link is sent as well, and in which language."""

    channel: Literal["sms", "email"]
    language: Literal["sv", "en"] = "sv"
    address: Annotated[str, Field(min_length=3, max_length=120), AnyText, SomeText]


class InviteGuest(Wire):
    """`id` is made by the client and kept over its retries: the same invitation is answered alike."""

    id: UUID
    name: Annotated[str, Field(min_length=1, max_length=80), AnyText, SomeText]
    role: GuestRole
    language: Annotated[str, Field(max_length=40), AnyText]
    may_write: bool
    may_call: bool
    hours: Annotated[int, Field(ge=1, le=MAX_HOURS)] = DEFAULT_HOURS
    send_to: SendTo | None = None
    # As of a `TenureCommand`.
    epoch: Epoch | None = None


class GuestInvited(Wire):
    """The one time the secrets are told. `path` is the link without the site's own name; `code` can be read out."""

    guest: GuestLine
    path: str
    code: str
    sent: bool


class AdmitGuest(TenureCommand):
    """Lets a guest in from the waiting place. They read what is said from now on."""

    type: Literal["guest.admit"]
    room_id: UUID
    invitation_id: UUID


class RefuseGuest(TenureCommand):
    type: Literal["guest.refuse"]
    room_id: UUID
    invitation_id: UUID


class WithdrawGuest(Command):
    """Takes an invitation back, at any stage: whoever is in the room is out of it at once."""

    type: Literal["guest.withdraw"]
    room_id: UUID
    invitation_id: UUID


# --- what a guest does ---------------------------------------------------------------------------------------------
class GuestKey(Wire):
    """What the guest was given: the link's token or the code, exactly one of them."""

    token: Annotated[str, Field(max_length=100)] | None = None
    code: Annotated[str, Field(max_length=40)] | None = None


class GuestGreeting(Wire):
    """Who the invitation is for and who made it, before it is used. It says nothing of the resident or the case."""

    invitation_id: UUID
    state: GuestStateName
    name: str
    role: GuestRole
    language: str
    unit_name: str
    invited_by: str
    expires_at: datetime


class EnterAsGuest(Wire):
    """Uses the invitation up and binds it to this browser. `promises` is the undertaking of confidentiality."""

    key: GuestKey
    promises: Literal[True]


class GuestMe(Wire):
    """The guest of this browser, also when it is over. `room_id` is null until they have been let in."""

    invitation_id: UUID
    account_id: UUID
    state: GuestStateName
    name: str
    role: GuestRole
    language: str
    unit_name: str
    invited_by: str
    may_write: bool
    may_call: bool
    expires_at: datetime
    room_id: UUID | None
