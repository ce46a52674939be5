"""The permanent care contact (fast vårdkontakt): a resident's named staff member at a unit."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import EventBody, Localized, Wire
from rooms.wire.tenure import TenureCommand


class PermanentContact(Wire):
    """Whom the resident of the room has at its unit, who named them and when."""

    account_id: UUID
    name: str
    title: Localized
    named_by: str
    named_at: datetime


class NameContact(TenureCommand):
    """Names somebody of the unit the resident's permanent care contact there; null: nobody is it from now on."""

    type: Literal["contact.name"]
    room_id: UUID
    account_id: UUID | None


class ContactNamed(EventBody):
    """In the staff stream of each of the resident's cases at the unit, and of a case that has come to another one."""

    type: Literal["contact.named"]
    contact: PermanentContact | None
