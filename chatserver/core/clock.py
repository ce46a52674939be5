"""The one clock. On PostgreSQL it is the database's, so that several machines agree about deadlines and leases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

_shift = timedelta()


def now() -> datetime:
    """The present instant, aware, in UTC."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            row = cursor.fetchone()
            instant: datetime = row[0]
        return instant.astimezone(UTC) + _shift
    return now_here()


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
