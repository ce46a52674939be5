"""A scenario file: read, checked, and given as values. Pure but for reading the file."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field

from people.hours import Span, instant, openings

HERE = Path(__file__).parent
DAY = 86_400
Share = Annotated[float, Field(ge=0)]


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class CaseKind(Part):
    """`work` is in minutes of the clinician's time, on average."""

    priority: Annotated[int, Field(ge=1, le=5)] | None
    share: Share
    work: Annotated[float, Field(gt=0)]
    professions: frozenset[str]


class Turns(Part):
    mean: Annotated[float, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]


class StaffKind(Part):
    count: Annotated[int, Field(ge=1)]
    profession: str
    rooms: Annotated[int, Field(ge=1)]
    begins: str = Field(alias="from")
    ends: str = Field(alias="to")
    pause: str | None = Field(alias="break")
    languages: frozenset[str]
    # All open days unless said.
    weekdays: tuple[int, ...] | None = None


class Scenario(Part):
    """Times of day are wall-clock; simulated time is in seconds since the first midnight."""

    name: str
    starts: date
    days: Annotated[int, Field(ge=1)]
    time_zone: str
    opens: str
    closes: str
    open_weekdays: tuple[int, ...]
    by_hour: Annotated[tuple[Share, ...], Field(min_length=24, max_length=24)]
    by_weekday: Annotated[tuple[Share, ...], Field(min_length=7, max_length=7)]
    cases: Annotated[tuple[CaseKind, ...], Field(min_length=1)]
    turns: Turns
    answer_minutes: Share
    spread: Literal["exponential"] | Annotated[float, Field(gt=0)]
    languages: dict[str, Share]
    own_relative: Share
    staff: Annotated[tuple[StaffKind, ...], Field(min_length=1)]
    break_minutes: Share
    absent: Annotated[float, Field(ge=0, lt=1)]

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def midnight(self) -> datetime:
        """Simulated time 0, in UTC."""
        return datetime.combine(self.starts, time(), self.zone).astimezone(UTC)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return tuple(Span(day, _minutes(self.opens), _minutes(self.closes)) for day in self.open_weekdays)

    def at(self, seconds: float) -> datetime:
        return self.midnight + timedelta(seconds=seconds)

    def seconds(self, moment: datetime) -> float:
        return (moment - self.midnight).total_seconds()

    @property
    def end(self) -> int:
        return self.days * DAY

    def shifts(self, kind: StaffKind) -> list[tuple[float, float, float | None]]:
        """When such a person begins, ends and has a break, on every open day."""
        found = []
        for number in range(self.days):
            day = self.starts + timedelta(days=number)
            if day.weekday() in (self.open_weekdays if kind.weekdays is None else kind.weekdays):
                begins, ends = (self._moment(day, text) for text in (kind.begins, kind.ends))
                found.append((begins, ends, self._moment(day, kind.pause) if kind.pause else None))
        return found

    def _moment(self, day: date, text: str) -> float:
        return self.seconds(instant(day, _minutes(text), self.zone))

    @cached_property
    def opening_seconds(self) -> list[tuple[float, float]]:
        """The openings from the first midnight on, in simulated seconds."""
        found = openings(self.spans, self.zone, self.midnight, days=self.days + 2)
        return [(self.seconds(one.start), self.seconds(one.end)) for one in found if one.end > self.midnight]

    @cached_property
    def staffed_seconds(self) -> float:
        """The working time of everybody over all days, as it is on average when some are absent."""
        total = sum(
            kind.count
            * sum(
                ends - begins - (self.break_minutes * 60 if pause is not None else 0)
                for begins, ends, pause in self.shifts(kind)
            )
            for kind in self.staff
        )
        return total * (1 - self.absent)

    @cached_property
    def mean_work(self) -> float:
        """Seconds a case."""
        shares = sum(kind.share for kind in self.cases)
        return 60 * sum(kind.share * kind.work for kind in self.cases) / shares


def load_scenario(path: Path) -> Scenario:
    """Raises pydantic's ValidationError, which names the line's key, and OSError."""
    return Scenario.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
