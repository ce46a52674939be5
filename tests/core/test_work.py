"""The writer's thread keeps its connection, and gets over one that was lost."""

import pytest
from django.db import OperationalError, connection

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
