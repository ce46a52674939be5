"""`manage.py unit NAME`: how its cases find somebody, who helps with those that wait, and who has what is urgent when
it has closed (docs/queue.md)."""

import re
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from chatserver.core.actor import SYSTEM
from chatserver.core.errors import DomainError
from people.actions.units import set_assignment, set_competence_rule, set_overflow, set_round_the_clock
from people.competences import COMPETENCES, DEFAULT_UNTIL, LEAST_UNTIL, MOST_UNTIL, Asked
from people.hours import MINUTES_A_DAY
from people.models import AssignmentMode, Unit
from people.overflow import DEFAULT_AFTER, MOST_AFTER, Overflow

HOURS = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


class Command(BaseCommand):
    help = "Sets how a unit's cases find somebody, which unit helps, and which has what is urgent when it has closed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument(
            "--assignment",
            choices=AssignmentMode.values,
            help="Cases are offered to one person at a time, taken from the list, or both.",
        )
        parser.add_argument(
            "--round-the-clock",
            metavar="UNIT",
            help="The unit of the same care provider that has priority 1 and 2 after closing time; '' for none.",
        )

        parser.add_argument(
            "--overflow",
            metavar="UNIT",
            help="The unit of the same care provider whose people may take cases that wait here; '' for none.",
        )
        parser.add_argument("--overflow-hours", metavar="08:00-16:30", help="When it helps; without, all day.")
        parser.add_argument(
            "--overflow-after",
            type=int,
            metavar="PERCENT",
            help=f"Of what a case was promised; without, {DEFAULT_AFTER}. At once where nobody takes cases here.",
        )

        parser.add_argument(
            "--asks",
            metavar="TOPIC=COMPETENCE",
            help=f"What a topic asks for: {', '.join(COMPETENCES)}; 'TOPIC=' for nothing.",
        )
        parser.add_argument(
            "--asks-until",
            type=int,
            metavar="PERCENT",
            help=f"Of what a case was promised, until others may take it; without, {DEFAULT_UNTIL}.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        assignment, other = options["assignment"], options["round_the_clock"]
        helper, asks = options["overflow"], options["asks"]
        if assignment is None and other is None and helper is None and asks is None:
            raise CommandError("Give --assignment, --round-the-clock, --overflow or --asks.")
        unit_id = _named(options["name"])
        if asks is not None:
            _let_ask(unit_id, asks, options["asks_until"])
        if helper is not None:
            _let_help(unit_id, _terms(helper, options["overflow_hours"], options["overflow_after"]))
        if other is not None:
            _let_have(unit_id, _named(other) if other else None)
        if assignment is not None:
            set_assignment(SYSTEM, unit_id, AssignmentMode(assignment))


def _named(name: str) -> UUID:
    found = list(Unit.objects.filter(name=name).values_list("id", flat=True))
    if len(found) != 1:
        raise CommandError(f"{len(found)} units have this name, {name}; there must be one.")
    return found[0]


def _let_have(unit_id: UUID, other_id: UUID | None) -> None:
    try:
        set_round_the_clock(SYSTEM, unit_id, other_id)
    except DomainError as refused:
        raise CommandError("It must be another unit of the same care provider.") from refused


def _let_help(unit_id: UUID, overflow: Overflow | None) -> None:
    try:
        set_overflow(SYSTEM, unit_id, overflow)
    except DomainError as refused:
        raise CommandError("It must be another unit of the same care provider.") from refused


def _let_ask(unit_id: UUID, spoken: str, until: int | None) -> None:
    topic, _, competence = spoken.partition("=")
    if not topic or "=" not in spoken:
        raise CommandError("--asks is written TOPIC=COMPETENCE.")
    asked = Asked(competence, DEFAULT_UNTIL if until is None else until)
    try:
        set_competence_rule(SYSTEM, unit_id, topic, asked if competence else None)
    except DomainError as refused:
        among = ", ".join(COMPETENCES)
        raise CommandError(f"--asks is one of {among}; --asks-until {LEAST_UNTIL} to {MOST_UNTIL}.") from refused


def _terms(helper: str, spoken: str | None, after: int | None) -> Overflow | None:
    if not helper:
        return None
    opens, closes = _minutes(spoken) if spoken is not None else (0, 0)
    percent = DEFAULT_AFTER if after is None else after
    if not 0 <= percent <= MOST_AFTER:
        raise CommandError(f"--overflow-after is from 0 to {MOST_AFTER}.")
    return Overflow(_named(helper), opens, closes, percent)


def _minutes(spoken: str) -> tuple[int, int]:
    """Minutes after midnight of both ends; 24:00 is the end of the day."""
    found = HOURS.fullmatch(spoken)
    if found is None:
        raise CommandError("--overflow-hours are written 08:00-16:30.")
    opens, opens_past, closes, closes_past = (int(part) for part in found.groups())
    ends = opens * 60 + opens_past, closes * 60 + closes_past
    if max(ends) > MINUTES_A_DAY:
        raise CommandError("--overflow-hours are written 08:00-16:30.")
    return ends
