"""By when a case is to be opened and assessed: set when it arrives, and anew when its priority or its place changes."""

from people import queries as people
from rooms import urgency
from rooms.models import Case


def promise(case: Case) -> None:
    """Its deadlines by arrival and priority, not saved yet."""
    unit = people.unit(case.unit_id)
    due = urgency.deadlines(unit.promises, case.priority, unit.spans, unit.zone, case.arrived_at)
    case.open_by, case.assessed_by, case.target_minutes = due.open_by, due.assessed_by, due.target_minutes


def set_priority(case: Case, priority: int) -> None:
    case.priority = priority
    promise(case)
    case.save(update_fields=["priority", "open_by", "assessed_by", "target_minutes"])
