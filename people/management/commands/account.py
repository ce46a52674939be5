"""`manage.py account lock USER_NAME` and `unlock`: for the hour when somebody must be out at once."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from chatserver.core.actor import SYSTEM, Actor
from people.actions import accounts, passwords
from people.models import Account

CHANGES: dict[str, Callable[[Actor, UUID], None]] = {
    "lock": accounts.lock_account,
    "unlock": accounts.unlock_account,
}


class Command(BaseCommand):
    help = "Locks a staff account and ends its logins, or unlocks it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("change", choices=sorted(CHANGES))
        parser.add_argument("user_name")

    def handle(self, *args: Any, **options: Any) -> None:
        name = passwords.normalised(options["user_name"])
        account_id = Account.objects.filter(user_name=name).values_list("id", flat=True).first()
        if account_id is None:
            raise CommandError("There is no staff account with this user name.")
        CHANGES[options["change"]](SYSTEM, account_id)
