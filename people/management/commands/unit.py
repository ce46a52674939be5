"""`manage.py unit NAME --assignment offer|worklist|both`: how a unit's cases find somebody (docs/queue.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatserver.core.actor import SYSTEM
from people.actions.units import set_assignment
from people.models import AssignmentMode, Unit


class Command(BaseCommand):
    help = "Sets how a unit's cases find somebody: offered to one person at a time, taken from the list, or both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--assignment", choices=AssignmentMode.values, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(Unit.objects.filter(name=options["name"]).values_list("id", flat=True))
        if len(found) != 1:
            raise CommandError(f"{len(found)} units have this name; there must be one.")
        set_assignment(SYSTEM, found[0], AssignmentMode(options["assignment"]))
