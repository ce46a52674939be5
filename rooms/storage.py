"""How a reader gets one consistent view: the cursor and everything read beside it are of one instant (law 4)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def consistent_read() -> Iterator[None]:
    """One transaction in which every statement sees the same committed state. The read's audit row is part of it.

    On SQLite a transaction is IMMEDIATE and nobody writes beside it; PostgreSQL has to be told before the first query.
    """
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
