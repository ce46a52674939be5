"""Two requests at once: an order is completed by one of them, and every guess is counted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from chatserver.core.errors import DomainError
from people.actions import accounts, eid, passwords
from people.backoff import PAIR
from people.eid.for_tests import EidForTests
from people.models import Account, LoginAttempts
from tests.people import world
from tests.people.test_accounts import FATIMA

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, call: Callable[[], object]) -> list[bool]:
    """Whether each of the calls went through."""

    def one(_number: int) -> bool:
        try:
            call()
        except DomainError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))


def test_one_of_two_completes_an_order() -> None:
    provider = EidForTests("test")
    order_id = eid.start_order(provider, "a session", "/")
    done = at_once(4, lambda: eid.complete_order(provider, order_id, "a session", "anna-lind"))
    assert done.count(True) == 1


def test_guesses_at_once_are_all_counted() -> None:
    world.staff("sara.holm", world.unit())
    done = at_once(8, lambda: passwords.staff_by_password("sara.holm", "wrong", "10.0.0.1"))
    assert done.count(True) == 0
    assert LoginAttempts.objects.get(key__startswith="p").attempts == PAIR.free


def test_two_first_logins_make_one_account() -> None:
    assert at_once(4, lambda: accounts.resident_for(FATIMA)) == [True] * 4
    assert Account.objects.count() == 1
