"""Where the event loop hands work that blocks (the database) to threads, and gives connections back afterwards."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import connection

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# PostgreSQL: more threads than cores, since they mostly wait, and fewer than the pool has connections. SQLite has one
# writer; more threads would only make each other poll for its lock.
DATABASE_THREADS = 12 if connection.vendor == "postgresql" else 3
_threads = ThreadPoolExecutor(max_workers=DATABASE_THREADS, thread_name_prefix="database")
_own_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")


def _with_connection(call: Callable[[], Result]) -> Result:
    try:
        return call()
    finally:
        if not connection.in_atomic_block:
            _give_back()


def _give_back() -> None:
    """To the pool, where there is one. SQLite's stays open: the last one to close would fold the whole log back into
    the database, which costs more than the work itself."""
    if connection.vendor == "sqlite" and not connection.errors_occurred:
        return
    connection.close()


async def in_database(
    function: Callable[Parameters, Result], *arguments: Parameters.args, **named: Parameters.kwargs
) -> Result:
    """Runs `function` in a database thread; its connection goes back to the pool when it is done."""
    call = partial(function, *arguments, **named)
    return await asyncio.get_running_loop().run_in_executor(_threads, _with_connection, call)


async def in_own_thread(
    function: Callable[Parameters, Result], *arguments: Parameters.args, **named: Parameters.kwargs
) -> Result:
    """For the one thing that goes on all the time, the writer's batches, one after the other: a thread that keeps its
    connection, whose server process has its statements prepared and its caches warm. One that failed is closed, and
    made anew for the next batch."""
    call = partial(function, *arguments, **named)
    return await asyncio.get_running_loop().run_in_executor(_own_thread, _keeping_connection, call)


def _keeping_connection(call: Callable[[], Result]) -> Result:
    try:
        if connection.connection is None:
            _open_for_the_writer()
        return call()
    finally:
        if connection.errors_occurred and not connection.in_atomic_block:
            _close_for_good()


# Plans are kept from when a table was small, and by such a one it is read from end to end for each batch until
# PostgreSQL has looked at it again. On this connection the indexes are used.
_WAYS = ("seqscan", "hashjoin", "mergejoin")


def _open_for_the_writer() -> None:
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in _WAYS:
                cursor.execute(f"SET enable_{way} = off")


def _close_for_good() -> None:
    """Not to the pool: others' statements want their own plans."""
    if connection.connection is not None:
        connection.connection.close()
    connection.close()


def close_own_connection() -> None:
    """When the process ends and nobody writes any more. Asked for in the thread itself, which finds its own."""
    _own_thread.submit(_close_for_good).result()
