"""Scenes of people who are not known yet: their first login, and what is left of those who never came in."""

import itertools
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from chatserver.core import clock
from people import personal_number
from people.actions import passwords
from people.actions.eid import start_order
from people.eid.for_tests import EidForTests
from people.eid.provider import VerifiedPerson
from people.models import EidOrder, LoginAttempts
from tests.people import world as people_world

LONG_AGO = timedelta(days=400)
_numbers = itertools.count()


def stranger() -> VerifiedPerson:
    number = people_world.number_for(date(1930, 1, 1) + timedelta(days=next(_numbers)))
    return VerifiedPerson(personal_number.parse(number), "Fatima", "Noor")


def keys() -> Any:
    return passwords._Keys(f"somebody.{next(_numbers)}", f"10.{next(_numbers) % 200}.7.1")


def counted_keys() -> Any:
    made = keys()
    passwords.reserve_attempt(made)
    return made


def old_attempt() -> tuple[()]:
    LoginAttempts.objects.create(key=f"p:{next(_numbers)}", last_at=clock.now() - LONG_AGO)
    return ()


def old_order() -> tuple[()]:
    EidOrder.objects.create(provider="test", browser_hash="x" * 64, return_to="/", created_at=clock.now() - LONG_AGO)
    return ()


def order() -> tuple[str, UUID, str]:
    session = f"session {next(_numbers)}"
    return "test", start_order(EidForTests("test"), session, "/"), session
