"""The one clock. On PostgreSQL it is the database's, so that several machines agree about deadlines and leases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

# For whoever has other questions to the database at the same time; `told` makes our time of the answer.
QUESTION = "SELECT clock_timestamp()"

_shift = timedelta()


def now() -> datetime:
    """The present instant, aware, in UTC."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(QUESTION)
            row = cursor.fetchone()
        return told(row[0])
    return now_here()


def told(instant: datetime) -> datetime:
    """The present, when PostgreSQL has said this."""
    return instant.astimezone(UTC) + _shift


def now_here() -> datetime:
    """This process's own clock, for stamps that decide nothing (a frame that tells the time)."""
    return datetime.now(UTC) + _shift


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Moves the clock of this process, for tests."""
    global _shift
    earlier = _shift
    _shift = earlier + by
    try:
        yield
    finally:
        _shift = earlier
