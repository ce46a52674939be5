"""Which unit gets a case, and what is said when nobody is there. Pure: units and hours come in, a choice goes out.

The engine reads no clock; this does, at the hand-off, and what it says is kept with the form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from triage.engine.bilingual import Bilingual

# Whoever is listed nowhere is best helped by a unit that serves everybody.
SERVES_ANYBODY = ("telephone", "out_of_hours", "health_centre")
# These must be read within minutes: a closed unit cannot keep that promise.
PRESSING = (1, 2)
WEEKDAYS = (
    Bilingual(sv="måndag", en="Monday"),
    Bilingual(sv="tisdag", en="Tuesday"),
    Bilingual(sv="onsdag", en="Wednesday"),
    Bilingual(sv="torsdag", en="Thursday"),
    Bilingual(sv="fredag", en="Friday"),
    Bilingual(sv="lördag", en="Saturday"),
    Bilingual(sv="söndag", en="Sunday"),
)


@dataclass(frozen=True, slots=True)
class UnitNow:
    """A unit as the clock has it."""

    id: UUID
    provider_id: UUID
    name: str
    kind: str
    zone: ZoneInfo
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None


def choose(
    units: Sequence[UnitNow], listed_id: UUID | None, priority: int | None, wanted_id: UUID | None = None
) -> UnitNow | None:
    """The unit where the resident is listed; a pressing case goes where somebody is. Listed nowhere: the wanted unit.

    Without a wish it is the first of the choices. None: there is no unit, or the wanted one is no choice (any more).
    """
    listed = next((unit for unit in units if unit.id == listed_id), None)
    if listed is None:
        offered = choices(units, listed_id)
        if wanted_id is not None:
            return next((unit for unit in offered if unit.id == wanted_id), None)
        return offered[0] if offered else None
    if listed.is_open or priority not in PRESSING:
        return listed
    relief = [unit for unit in units if unit.is_open and unit.provider_id == listed.provider_id]
    return next(iter(_by_fitness(relief)), listed)


def choices(units: Sequence[UnitNow], listed_id: UUID | None) -> list[UnitNow]:
    """What somebody listed nowhere may choose among: the open units, or while all are closed those that will open."""
    if any(unit.id == listed_id for unit in units):
        return []
    serving = _by_fitness(units)
    return [unit for unit in serving if unit.is_open] or serving


def _by_fitness(units: Sequence[UnitNow]) -> list[UnitNow]:
    serving = [unit for unit in units if unit.kind in SERVES_ANYBODY]
    return sorted(serving, key=lambda unit: (not unit.is_open, SERVES_ANYBODY.index(unit.kind), unit.name))


def notice(unit: UnitNow, priority: int | None) -> Bilingual | None:
    """What a closed unit says; to a pressing case that it must not wait for it."""
    if unit.is_open:
        return None
    opening = _until(unit)
    if priority in PRESSING:
        return Bilingual(
            sv=f"Ingen läser det här före {opening.sv}. Vänta inte på svar: ring 1177 nu, eller åk till en "
            "akutmottagning. Ring 112 om det är livshotande.",
            en=f"Nobody reads this before {opening.en}. Do not wait for an answer: call 1177 now, or go to an "
            "emergency department. Call 112 if it is life-threatening.",
        )
    return Bilingual(
        sv=f"Mottagningen är stängd. Ditt ärende läses tidigast {opening.sv}. Ring 1177 om det blir bråttom.",
        en=f"The clinic is closed. Your case is read {opening.en} at the earliest. Call 1177 if it becomes urgent.",
    )


def _until(unit: UnitNow) -> Bilingual:
    if unit.opens_at is None:
        return Bilingual(sv="att mottagningen öppnar", en="the clinic opens")
    at = unit.opens_at.astimezone(unit.zone)
    day = WEEKDAYS[at.weekday()]
    return Bilingual(sv=f"{day.sv} klockan {at:%H.%M}", en=f"{day.en} at {at:%H:%M}")
