"""Password logins of staff: counted before they are tried, slow for whoever guesses, silent about what was wrong."""

import logging
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from chatserver.core import clock
from chatserver.core.errors import DomainError, ErrorCode
from people import backoff
from people.models import Account, AccountKind, LoginAttempts

log = logging.getLogger("vardrum.people")

FORGET_AFTER = timedelta(days=90)


def staff_by_password(user_name: str, password: str, address: str) -> UUID:
    """The account whose password this is. Unknown user, wrong password and locked account are refused alike.

    Not one transaction on purpose: the count is committed before the slow hash, so that a thousand guesses at once
    are a thousand counted guesses, and no lock is held while hashing.
    """
    name = normalised(user_name)
    keys = _Keys(name, address)
    reserve_attempt(keys)
    account = Account.objects.filter(kind=AccountKind.STAFF, user_name=name).first()
    # Against an unusable password Django spends the time of a whole hash, as for a wrong one.
    right = check_password(password, account.password if account else UNUSABLE_PASSWORD_PREFIX)
    if account is None or not right or account.locked:
        log.warning("login.refused", extra={"audience": "staff", "account": account.id if account else None})
        raise DomainError(ErrorCode.LOGIN_REFUSED)
    forgive_attempt(keys)
    return account.id


def normalised(user_name: str) -> str:
    """One spelling of a user name, however the keyboard made it."""
    return unicodedata.normalize("NFKC", user_name).strip().casefold()


class _Keys:
    """The three counts an attempt belongs to, under digests: the table holds neither user names nor addresses."""

    def __init__(self, user_name: str, address: str) -> None:
        network = backoff.neighbourhood(address)
        self.pair = f"p:{_digest(f'{user_name} {network}')}"
        self.strangers = f"s:{_digest(user_name)}"
        self.address = f"a:{_digest(network)}"
        self.rules = {self.pair: backoff.PAIR, self.strangers: backoff.STRANGERS, self.address: backoff.ADDRESS}


@transaction.atomic(durable=True)
def reserve_attempt(keys: _Keys) -> None:
    """Counts an attempt that is about to be made, or refuses it with the seconds to wait."""
    now = clock.now()
    rows = _locked_rows(list(keys.rules), now)
    if rows[keys.pair].known:
        del rows[keys.strangers]
    waits = [keys.rules[key].wait(row.attempts, row.last_at, now) for key, row in rows.items()]
    if max(waits) > timedelta(0):
        log.warning("login.delayed", extra={"audience": "staff", "seconds": _whole_seconds(max(waits))})
        raise DomainError(ErrorCode.TOO_MANY, retry_after=_whole_seconds(max(waits)))
    for key, row in rows.items():
        row.attempts = 1 if keys.rules[key].forgotten(row.last_at, now) else row.attempts + 1
        row.last_at = now
        row.save(update_fields=["attempts", "last_at"])


@transaction.atomic(durable=True)
def forgive_attempt(keys: _Keys) -> None:
    """The password was right: the pair starts anew and is known from now on; the wider counts lose this attempt."""
    LoginAttempts.objects.filter(key=keys.pair).update(attempts=0, known=True)
    wider = LoginAttempts.objects.filter(key__in=[keys.strangers, keys.address], attempts__gt=0)
    wider.update(attempts=F("attempts") - 1)


@transaction.atomic(durable=True)
def forget_attempts() -> int:
    """Counts and known addresses that have not been used for long."""
    deleted, _ = LoginAttempts.objects.filter(last_at__lt=clock.now() - FORGET_AFTER).delete()
    return deleted


def _locked_rows(keys: Sequence[str], now: datetime) -> dict[str, LoginAttempts]:
    LoginAttempts.objects.bulk_create([LoginAttempts(key=key, last_at=now) for key in keys], ignore_conflicts=True)
    rows = LoginAttempts.objects.select_for_update().filter(key__in=keys).order_by("key")
    return {row.key: row for row in rows}


def _digest(text: str) -> str:
    return salted_hmac("people.login", text, algorithm="sha256").hexdigest()


def _whole_seconds(wait: timedelta) -> int:
    return -(-wait // timedelta(seconds=1))
