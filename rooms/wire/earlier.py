"""A resident's other cases, a unit's concluded ones, and the active choice that comes before one of them is opened."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Localized, Wire
from rooms.wire.vocabulary import CardOutcome, CaseState, Reason

CONCLUDED_PAGE = 50

ChoiceReason = Literal["ongoing_care", "follow_up", "asked_by_resident", "other"]


class EarlierCase(Wire):
    """One case of the resident at the care provider. `needs_choice`: it opens for this login after an active choice."""

    case_id: UUID
    number: int
    reason: Localized
    state: CaseState
    unit_name: str
    own_unit: bool
    arrived_at: datetime
    concluded_at: datetime | None
    outcome: CardOutcome | None
    needs_choice: bool
    # Whether it may be merged into the case that was asked about.
    mergeable: bool = False


class EarlierCases(Wire):
    """All but the one that was asked about, the newest first."""

    cases: list[EarlierCase]


class MakeChoice(Wire):
    """Why a case is opened that is concluded or another unit's. `text` must say it when the reason is `other`."""

    reason: ChoiceReason
    text: Reason


class ConcludedLine(Wire):
    case_id: UUID
    number: int
    reason: Localized
    resident_name: str
    age: int
    outcome: CardOutcome
    concluded_at: datetime
    concluded_by_name: str
    reopen_until: datetime


class ConcludedCases(Wire):
    """The newest first. `next` asks for the page after this one; null on the last."""

    cases: list[ConcludedLine]
    next: str | None
