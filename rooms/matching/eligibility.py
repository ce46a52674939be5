"""Whether a person may be given a case: one rule with its reasons. Pure.

The parts depend on ever more: the hour, what a case asks of anybody, the two persons, how the person stands just now.
The engine asks them apart, so that it looks at a kind of person once and not at everybody.
"""

from dataclasses import dataclass
from datetime import datetime

from rooms.call_terms import TELEPHONE
from rooms.matching.parties import Clinician, Kind, Need, Signature
from rooms.matching.reasons import Code, Reason


@dataclass(frozen=True, slots=True)
class Eligible:
    """Nothing is against it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Everything that is against it, what never changes first."""

    reasons: tuple[Reason, ...]


def eligibility(case: Need, person: Clinician, now: datetime) -> Eligible | Refused:
    against = (
        *of_time(case, now),
        *of_kind(case.signature, person.kind(now)),
        *of_persons(case, person),
        *of_moment(person),
    )
    return Refused(tuple(Reason(code) for code in against)) if against else Eligible()


def of_time(case: Need, now: datetime) -> list[Code]:
    """Whether it is time to call a resident who is to be called by telephone; whoever writes can be met at any time."""
    waits = case.contact_form == TELEPHONE and case.not_before is not None and now < case.not_before
    return [Code.NOT_YET] if waits else []


def of_kind(asked: Signature, kind: Kind) -> list[Code]:
    """What anybody of this kind lacks for every case of this signature."""
    rules = (
        (Code.OTHER_UNIT, asked.unit_id in kind.units),
        (Code.OTHER_PROFESSION, kind.profession in asked.professions),
        (Code.OTHER_ROLE, asked.role is None or asked.role in kind.roles),
        (Code.LACKS_COMPETENCE, asked.competences <= kind.competences),
        (Code.OTHER_LANGUAGE, asked.language is None or asked.language in kind.languages),
        (Code.PROTECTED_IDENTITY, kind.protected or not asked.protected),
        (Code.OFF_HOURS, asked.urgent or not kind.off_hours),
    )
    return [code for code, kept in rules if not kept]


def of_persons(case: Need, person: Clinician) -> list[Code]:
    """What stands between this resident and this person."""
    against = []
    if person.id in case.subjects or not person.relatives.isdisjoint(case.subjects):
        against.append(Code.OWN_RELATIVE)
    if person.id in case.barred:
        against.append(Code.LATELY_DECLINED)
    return against


def of_moment(person: Clinician) -> list[Code]:
    """Presence is derived elsewhere (rooms/availability.py); capacity is weighted by whose turn it is."""
    if not person.available:
        return [Code.NOT_AVAILABLE]
    return [] if person.room else [Code.HANDS_FULL]
