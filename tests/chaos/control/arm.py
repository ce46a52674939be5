"""Takes the control arm through the faults of the product, with the same load and the same checker."""

import asyncio
import os
import random
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

from tests.chaos import checker_database
from tests.chaos.checker_database import Ledger
from tests.chaos.clients import Seat
from tests.chaos.control.clients import ControlClients
from tests.chaos.run import Run, Size
from tests.chaos.site import POSTGRES_SETTINGS, Site, entered_in, made, moved, port_of, started
from tests.support.postgres import running_postgres_process
from tests.support.processes import REPOSITORY, ServerProcess, free_port
from tests.support.servers import PROGRAMS, UVICORN, AppServer, Deployment, is_ready
from tests.support.valkey import running_valkey

# Those that a chat without accounts, receipts and acks can be taken through at all.
FAULTS = ("F1", "F3", "F4", "F6", "F7", "F10")
SETTLE_SECONDS = 3.0


@contextmanager
def workers(folder: Path, database_url: str, redis_url: str) -> Iterator[Deployment]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("VARDRUM_")},
        "DJANGO_SETTINGS_MODULE": "tests.chaos.control.settings",
        "CONTROL_DATABASE_URL": database_url,
        "CONTROL_REDIS_URL": redis_url,
    }
    tables = [str(PROGRAMS / "django-admin"), "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(tables, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
    with ExitStack() as running:
        servers = [_worker(free_port(), environment, folder, running) for _ in range(2)]
        yield Deployment(tuple(servers), None, environment, folder)


def _worker(port: int, environment: dict[str, str], folder: Path, running: ExitStack) -> AppServer:
    process = ServerProcess(
        f"control on {port}",
        [UVICORN, "tests.chaos.control.asgi:application", "--port", str(port), "--lifespan", "off", "--no-access-log"],
        log=folder / f"control-{port}.log",
        ready=lambda: is_ready(port),
        environment=environment,
    )
    running.callback(process.close)
    process.start()
    return AppServer(port, process)


@asynccontextmanager
async def running_control(folder: Path) -> AsyncIterator[Site]:
    made(folder)
    async with AsyncExitStack() as stack:
        address, postgres = await entered_in(stack, running_postgres_process(POSTGRES_SETTINGS))
        redis, valkey = await entered_in(stack, running_valkey())
        to_postgres, to_valkey = await started(stack, port_of(address)), await started(stack, port_of(redis))
        deployment = await entered_in(
            stack, workers(folder, moved(address, to_postgres.port), moved(redis, to_valkey.port))
        )
        front = await started(stack, *[server.port for server in deployment.servers])
        proxies = [front, to_postgres, to_valkey]
        yield Site("control", deployment, address, [front], to_postgres, to_valkey, postgres, valkey, proxies)


@asynccontextmanager
async def prepared(site: Site, folder: Path, size: Size, seed: int) -> AsyncIterator[Run]:
    made(folder)
    site.calm()
    rooms = [str(uuid4()) for _ in range(size.residents)]
    seats = [Seat("staff", str(uuid4()), (), (room,)) for room in rooms]
    seats += [Seat("staff", str(uuid4()), (), tuple(rooms[number :: size.nurses])) for number in range(size.nurses)]
    members = frozenset((seat.account, room) for seat in seats for room in seat.rooms)
    read: Callable[[], Ledger] = partial(checker_database.read_control, str(site.database), members)
    clients = ControlClients(folder / "clients.jsonl")
    try:
        before = await asyncio.to_thread(read)
        yield Run(
            site,
            clients,
            seats,
            before,
            folder / "marks.jsonl",
            size,
            random.Random(seed),
            read,
            lambda: _heads(read()),
        )
    finally:
        await clients.end()
        site.calm()


def _heads(ledger: Ledger) -> dict[str, int]:
    """A page of the control arm counts lines, so the head is their number."""
    return dict(Counter(row.room for row in ledger.rows))
