"""`manage.py unit NAME`: how its cases find somebody, and who has what is urgent when it has closed (docs/queue.md)."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from chatserver.core.actor import SYSTEM
from chatserver.core.errors import DomainError
from people.actions.units import set_assignment, set_round_the_clock
from people.models import AssignmentMode, Unit


class Command(BaseCommand):
    help = "Sets how a unit's cases find somebody, and which unit has what is urgent when it has closed."

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

    def handle(self, *args: Any, **options: Any) -> None:
        assignment, other = options["assignment"], options["round_the_clock"]
        if assignment is None and other is None:
            raise CommandError("Give --assignment, --round-the-clock or both.")
        unit_id = _named(options["name"])
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
