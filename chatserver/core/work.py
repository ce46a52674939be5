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
        return call()
    finally:
        if connection.errors_occurred and not connection.in_atomic_block:
            connection.close()


def close_own_connection() -> None:
    """When the process ends and nobody writes any more. Asked for in the thread itself, which finds its own."""
    _own_thread.submit(lambda: connection.close()).result()
