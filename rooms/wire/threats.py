"""What staff do against threats and hate in a room: hiding their surnames, asking a colleague for company."""

from typing import Literal
from uuid import UUID

from chatserver.core.wire import Command, EventBody
from rooms.wire.parts import CompanyLine, HiddenSurnames, Participant
from rooms.wire.tenure import TenureCommand


# --- surnames ------------------------------------------------------------------------------------------------------
class ShortenNames(TenureCommand):
    """Residents and guests are shown staff by first names alone, also in what was said before; or by whole names
    again."""

    type: Literal["names.shorten"]
    room_id: UUID
    shortened: bool


class NamesShortened(EventBody):
    """In the staff stream: null once they are shown again."""

    type: Literal["names.shortened"]
    hidden_surnames: HiddenSurnames | None


class NamesRedrawn(EventBody):
    """In the room stream: whoever is not staff has seen other names, and opens the room anew without a cursor. `names`
    are those of the staff, for the server; nobody else is sent any."""

    type: Literal["names.redrawn"]
    shortened: bool
    names: list[str]


# --- company -------------------------------------------------------------------------------------------------------
class CallColleague(TenureCommand):
    """Asks whoever is on duty at the unit to read along. The first who answers comes."""

    type: Literal["colleague.call"]
    room_id: UUID


class ComeAsColleague(Command):
    type: Literal["colleague.come"]
    room_id: UUID


class IntroduceColleague(TenureCommand):
    """Tells the resident who is reading along."""

    type: Literal["colleague.introduce"]
    room_id: UUID


class EndCompany(TenureCommand):
    """Takes the question back, or ends what came of it: by whoever asked or whoever came."""

    type: Literal["colleague.leave"]
    room_id: UUID


class CompanyChanged(EventBody):
    """In the staff stream; the whole line takes the place of the one before."""

    type: Literal["colleague.called", "colleague.came", "colleague.introduced", "colleague.left"]
    company: CompanyLine


class ColleagueJoined(EventBody):
    """In the room stream: somebody of the staff who reads along was introduced."""

    type: Literal["colleague.joined"]
    participant: Participant


class ColleagueParted(EventBody):
    type: Literal["colleague.parted"]
    participant: Participant
