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


class OwnThread:
    """For work that goes on all the time, one piece after the other: a thread that keeps its connection, whose server
    process has its statements prepared and its caches warm."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(
        self, function: Callable[Parameters, Result], *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Result:
        """Runs `function` there. A connection that failed is closed, and made anew for the next piece of work."""
        call = partial(function, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self._thread, _keeping_connection, call)


def _keeping_connection(call: Callable[[], Result]) -> Result:
    try:
        return call()
    finally:
        if connection.errors_occurred and not connection.in_atomic_block:
            connection.close()
