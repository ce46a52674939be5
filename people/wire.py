"""The wire types of people: logging in, who one is, whom one acts for, and what anybody may know about a unit."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chatserver.core.wire import Localized, Wire
from people.competences import Competence

MAX_USER_NAME = 80
MAX_PASSWORD = 200
MAX_PATH = 500
# PostgreSQL stores no NUL, and no user name has a control character.
NO_CONTROL = r"^[^\x00-\x1f\x7f]+$"

UnitKindName = Literal["health_centre", "rehab", "telephone", "out_of_hours"]
ProfessionName = Literal["nurse", "physician", "physiotherapist", "counsellor", "medical_secretary", "administrator"]
RoleName = Literal["supervisor", "administrator"]


# --- units ---------------------------------------------------------------------------------------------------------
class WeekdayHours(Wire):
    """Minutes after local midnight; weekday 0 is Monday, 1440 is the end of the day."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    opens: Annotated[int, Field(ge=0, le=1440)]
    closes: Annotated[int, Field(ge=0, le=1440)]


class UnitInfo(Wire):
    """`closes_at` is set while open, unless it never closes; `opens_at` while closed, unless it never opens."""

    id: UUID
    name: str
    kind: UnitKindName
    telephone: str
    address: str
    time_zone: str
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    hours: list[WeekdayHours]


class Units(Wire):
    units: list[UnitInfo]


# --- residents -----------------------------------------------------------------------------------------------------
class FictionalChoice(Wire):
    """A person of the test e-ID."""

    person_id: str
    name: str
    age: int


class EidChoice(Wire):
    """A way to log in. `is_test` must be shown; `people` are those of the test e-ID, empty for a real one."""

    provider: str
    is_test: bool
    people: list[FictionalChoice]


class EidChoices(Wire):
    providers: list[EidChoice]


class StartEid(Wire):
    """`return_to` is a path of this site; anything else leads to the start page."""

    return_to: Annotated[str, Field(max_length=MAX_PATH)]


class EidStarted(Wire):
    order_id: UUID
    send_to: str


class ChooseFictional(Wire):
    """Without `order_id` the order is started and completed in one go."""

    person_id: Annotated[str, Field(max_length=40)]
    order_id: UUID | None = None
    return_to: Annotated[str, Field(max_length=MAX_PATH)] = "/"


class ResidentMe(Wire):
    """Who is logged in."""

    account_id: UUID
    name: str
    given_name: str
    age: int
    language: str
    phone: str
    listed_unit_id: UUID | None


class ResidentLoggedIn(Wire):
    me: ResidentMe
    return_to: str


class SubjectChoice(Wire):
    """Somebody a case can be about: oneself, or a child one acts for."""

    id: UUID
    name: str
    given_name: str
    age: int
    is_self: bool
    listed_unit_id: UUID | None


class SubjectChoices(Wire):
    subjects: list[SubjectChoice]


# --- staff ---------------------------------------------------------------------------------------------------------
class StaffLogin(Wire):
    """`unit_id` is for staff of several units who have chosen already."""

    user_name: Annotated[str, Field(min_length=1, max_length=MAX_USER_NAME, pattern=NO_CONTROL)]
    password: Annotated[str, Field(min_length=1, max_length=MAX_PASSWORD)]
    unit_id: UUID | None = None


class ChooseUnit(Wire):
    unit_id: UUID


class UnitChoice(Wire):
    id: UUID
    name: str
    kind: UnitKindName


class StaffMe(Wire):
    """Who is logged in, at which unit, and as what there."""

    account_id: UUID
    name: str
    given_name: str
    title: Localized
    profession: ProfessionName
    initials: str
    languages: list[str]
    capacity: int
    unit: UnitChoice
    units: list[UnitChoice]
    roles: list[RoleName]


class SetCompetences(Wire):
    """All that somebody can do at the unit beyond their profession, each once."""

    competences: list[Competence]


class StaffLoggedIn(Wire):
    step: Literal["logged_in"]
    me: StaffMe


class UnitWanted(Wire):
    """The password was right; a unit has to be chosen before anything else."""

    step: Literal["choose_unit"]
    units: list[UnitChoice]


StaffLoginAnswer = StaffLoggedIn | UnitWanted


# --- how somebody is reached ---------------------------------------------------------------------------------------
WayName = Literal["push", "email", "sms"]
AddressWayName = Literal["email", "sms"]
NoticeKindName = Literal[
    "your_turn", "new_answer", "missed_call", "form", "reminder", "visit", "test", "code", "invitation"
]
NoticeStateName = Literal["due", "sending", "sent", "failed", "cancelled"]
MAX_ADDRESS = 254
Minute = Annotated[int, Field(ge=0, lt=1440)]


class ReachSettings(Wire):
    """One's own choices. `ways` in the order of trying; `possible` are switched on here; minutes after local midnight;
    `push_key` is what a browser subscribes with, null where there is no push."""

    ways: list[WayName]
    possible: list[WayName]
    email: str
    phone: str
    quiet_begins: Minute
    quiet_ends: Minute
    opted_out: bool
    devices: int
    push_key: str | None


class ChooseReach(Wire):
    """Equal quiet minutes mean never quiet."""

    ways: Annotated[list[WayName], Field(max_length=3)]
    quiet_begins: Minute
    quiet_ends: Minute
    opted_out: bool


class AddDevice(Wire):
    """A browser's subscription (W3C Push API), its keys in base64url."""

    endpoint: Annotated[str, Field(min_length=10, max_length=1000)]
    p256dh: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{80,100}$")]
    auth: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{20,40}$")]


class RemoveDevice(Wire):
    endpoint: Annotated[str, Field(max_length=1000)]


class ConfirmAddress(Wire):
    """An e-mail address, or a telephone number as people write it, to be confirmed by a code."""

    way: AddressWayName
    address: Annotated[str, Field(min_length=3, max_length=MAX_ADDRESS)]


class ConfirmationStarted(Wire):
    confirmation_id: UUID


class GiveCode(Wire):
    confirmation_id: UUID
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]


class NoticeTarget(Wire):
    """Where a click on a notice leads."""

    case_id: UUID


class NoticeLine(Wire):
    """What became of one notice; `failed` are ways that did not reach the person."""

    id: UUID
    kind: NoticeKindName
    state: NoticeStateName
    channel: WayName | None
    at: datetime
    failed: list[WayName]


class PersonReach(Wire):
    """How the resident of a case can be reached, for staff: `ways` that work now, in their order. `seen_at`: the minute
    in which they last had Vårdrum open; null where that is unknown, and of those with protected identity."""

    ways: list[WayName]
    opted_out: bool
    notices: list[NoticeLine]
    seen_at: datetime | None = None
