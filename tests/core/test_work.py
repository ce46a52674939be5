"""The writer's thread keeps its connection, and gets over one that was lost. It is set for this thread alone."""

import asyncio

import pytest
from django.db import OperationalError, ProgrammingError, connection

from chatserver.core.work import in_database, in_own_thread


def server_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found: int = cursor.fetchone()[0]
    return found


def end(server: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [server])


@pytest.mark.postgres_only
async def test_the_own_thread_keeps_its_connection_until_it_is_lost(transactional_db: None) -> None:
    del transactional_db
    first = await in_own_thread(server_process)
    assert await in_own_thread(server_process) == first
    await in_database(end, first)
    with pytest.raises(OperationalError):
        await in_own_thread(server_process)
    second = await in_own_thread(server_process)
    assert second != first
    assert await in_own_thread(server_process) == second


def planner() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        found: str = cursor.fetchone()[0]
    return found


def fail() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing")


@pytest.mark.postgres_only
async def test_only_the_writers_statements_are_kept_to_the_indexes(transactional_db: None) -> None:
    del transactional_db
    assert await in_own_thread(planner) == "off"
    with pytest.raises(ProgrammingError):
        await in_own_thread(fail)
    # As many as the pool has: one of them would be the connection that failed, had it been given back.
    found = await asyncio.gather(*[in_database(planner) for _ in range(16)])
    assert set(found) == {"on"}
    assert await in_own_thread(planner) == "off"
