"""Random cases and people that are often at odds: few units, professions and languages, so that every rule bites."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from rooms.matching.parties import Clinician, Need

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
UNITS = [UUID(int=901), UUID(int=902)]
STAFF = [UUID(int=number) for number in range(1, 9)]
RESIDENTS = [UUID(int=number) for number in range(101, 106)]
PROFESSIONS = ["nurse", "physician"]
LANGUAGES = ["sv", "en", "fi"]


def minutes(amount: int) -> datetime:
    return NOON + timedelta(minutes=amount)


def some(values: list[str], **bounds: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), **bounds)


@st.composite
def needs(draw: st.DrawFn, number: int) -> Need:
    priority = draw(st.sampled_from([1, 2, 3, 3, 4, 5, None]))
    arrived = draw(st.integers(-200, 0))
    return Need(
        id=UUID(int=10_000 + number),
        number=number,
        unit_id=draw(st.sampled_from(UNITS)),
        priority=priority,
        alarm_rank=draw(st.sampled_from([2, 2, 2, 1, 0])),
        open_by=minutes(arrived + draw(st.sampled_from([5, 60, 60, 300]))),
        arrived_at=minutes(arrived),
        professions=draw(some(PROFESSIONS, min_size=1)),
        role=draw(st.sampled_from([None, None, None, "supervisor"])),
        competences=draw(some(["wounds", "children"], max_size=1)),
        language=draw(st.sampled_from(LANGUAGES)),
        interpreter=draw(st.booleans()),
        protected=draw(st.sampled_from([False, False, True])),
        subjects=draw(st.frozensets(st.sampled_from(RESIDENTS), min_size=1, max_size=2)),
        permanent=draw(st.none() | st.sampled_from(STAFF)),
        known=tuple(draw(st.lists(st.sampled_from(STAFF), max_size=2, unique=True))),
        barred=draw(st.frozensets(st.sampled_from(STAFF), max_size=2)),
        contact_form=draw(st.sampled_from(["chat", "chat", "telephone"])),
        not_before=draw(st.sampled_from([None, minutes(-5), minutes(0), minutes(5)])),
    )


@st.composite
def clinicians(draw: st.DrawFn, account: UUID) -> Clinician:
    capacity = draw(st.integers(0, 3))
    return Clinician(
        id=account,
        units=draw(st.frozensets(st.sampled_from(UNITS), min_size=1)),
        profession=draw(st.sampled_from(PROFESSIONS)),
        capacity=capacity,
        load=draw(st.integers(0, capacity * 2)),
        available=draw(st.sampled_from([True, True, True, False])),
        roles=draw(some(["supervisor"])),
        competences=draw(some(["wounds", "children"])),
        languages=draw(some(LANGUAGES, min_size=1)),
        protected=draw(st.booleans()),
        works_until=draw(st.sampled_from([None, None, minutes(-1), minutes(30)])),
        relatives=draw(st.frozensets(st.sampled_from(RESIDENTS), max_size=1)),
        given=draw(st.integers(0, 2)),
        asks=draw(st.sampled_from([None, None, 1, 0])),
    )


@st.composite
def crowds(draw: st.DrawFn, most: int = 9) -> tuple[list[Need], list[Clinician]]:
    cases = [draw(needs(number)) for number in range(1, draw(st.integers(0, most)) + 1)]
    people = [draw(clinicians(account)) for account in STAFF[: draw(st.integers(0, len(STAFF)))]]
    return cases, people
