"""Where the event loop hands work that blocks (the database) to threads, and gives connections back afterwards."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import connection

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# More threads than cores, since they mostly wait for the database; fewer than the pool has connections.
DATABASE_THREADS = 12
_threads = ThreadPoolExecutor(max_workers=DATABASE_THREADS, thread_name_prefix="database")


def _with_connection(call: Callable[[], Result]) -> Result:
    try:
        return call()
    finally:
        if not connection.in_atomic_block:
            connection.close()


async def in_database(
    function: Callable[Parameters, Result], *arguments: Parameters.args, **named: Parameters.kwargs
) -> Result:
    """Runs `function` in a database thread; its connection goes back to the pool when it is done."""
    call = partial(function, *arguments, **named)
    return await asyncio.get_running_loop().run_in_executor(_threads, _with_connection, call)
