"""`manage.py load_demo`: the demonstration's people, for installations that are not embedded. Refused in production."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chatserver import wiring


class Command(BaseCommand):
    help = "Loads the demonstration's fictional people."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demonstration people are never loaded in production.")
        wiring.load_demonstration()
