"""One installation of the product with a proxy at every joint: before the web servers, PostgreSQL and Valkey."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from tests.chaos.proxy import Proxy, Tapping, Weather
from tests.support.postgres import running_postgres_process
from tests.support.processes import ServerProcess
from tests.support.servers import Deployment, embedded, launchers, workers
from tests.support.valkey import running_valkey

Entered = TypeVar("Entered")
SERVERS = ("uvicorn", "daphne", "embedded")
# The commit's own time, by which the checker knows that an ack did not come before it.
POSTGRES_SETTINGS = {"track_commit_timestamp": "on"}
# Each one more place where a tab may be put: with its own proxy, its network is nobody else's.
DOORS = 8


@dataclass
class Site:
    server: str
    deployment: Deployment
    database: str | Path
    """Where the checker reads: past all proxies."""
    doors: list[Proxy]
    """The first is everybody's; the others are for somebody who has a network of his own."""
    to_postgres: Proxy | None = None
    to_valkey: Proxy | None = None
    postgres: ServerProcess | None = None
    valkey: ServerProcess | None = None
    proxies: list[Proxy] = field(default_factory=list)

    @property
    def front(self) -> Proxy:
        return self.doors[0]

    async def restart(self, **environment: str) -> None:
        """All of the product's processes, each with this beside its own environment, until the next start."""
        jobs = self.deployment.jobs
        processes = [*(server.process for server in self.deployment.servers), *([jobs] if jobs else [])]
        for process in processes:
            await asyncio.to_thread(_again, process, environment)

    def calm(self) -> None:
        """Good weather everywhere, as before a fault."""
        for proxy in self.proxies:
            if proxy.tapping is not None:
                # A tap belongs to its connection, and servers keep theirs from one fault to the next.
                proxy.cut()
            proxy.weather = Weather()
            proxy.tapping, proxy.refusing, proxy.dark = None, False, False

    def tap(self, tapping: Tapping | None) -> None:
        """For connections of clients made from now on; those there are end."""
        self.front.tapping = tapping
        self.front.cut()


def _again(process: ServerProcess, environment: dict[str, str]) -> None:
    process.interrupt()
    process.start(**environment)


def made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def moved(address: str, port: int) -> str:
    parts = urlsplit(address)
    return address.replace(f":{parts.port}/", f":{port}/")


def port_of(address: str) -> int:
    port = urlsplit(address).port
    if port is None:
        raise ValueError("the address names no port")
    return port


@asynccontextmanager
async def running_site(server: str, folder: Path) -> AsyncIterator[Site]:
    async with AsyncExitStack() as stack:
        doors = [await started(stack, seed=number) for number in range(DOORS)]
        origins = ",".join(f"http://127.0.0.1:{door.port}" for door in doors)
        made(folder)
        site = await (_embedded if server == "embedded" else _shared)(stack, server, folder, doors, origins)
        for door in doors:
            door.targets = [one.port for one in site.deployment.servers]
        yield site


async def _embedded(stack: AsyncExitStack, server: str, folder: Path, doors: list[Proxy], origins: str) -> Site:
    deployment = await entered_in(stack, embedded(folder, VARDRUM_ORIGINS=origins))
    return Site(server, deployment, folder / "vardrum.sqlite3", doors, proxies=list(doors))


async def _shared(stack: AsyncExitStack, server: str, folder: Path, doors: list[Proxy], origins: str) -> Site:
    address, postgres = await entered_in(stack, running_postgres_process(POSTGRES_SETTINGS))
    redis, valkey = await entered_in(stack, running_valkey())
    to_postgres, to_valkey = await started(stack, port_of(address)), await started(stack, port_of(redis))
    start = launchers if server == "daphne" else workers
    deployment = await entered_in(
        stack, start(folder, moved(address, to_postgres.port), moved(redis, to_valkey.port), 2, VARDRUM_ORIGINS=origins)
    )
    return Site(
        server, deployment, address, doors, to_postgres, to_valkey, postgres, valkey, [*doors, to_postgres, to_valkey]
    )


async def started(stack: AsyncExitStack, *targets: int, seed: int = 0) -> Proxy:
    proxy = Proxy(targets, seed=seed)
    await proxy.start()
    stack.push_async_callback(proxy.close)
    return proxy


async def entered_in(stack: AsyncExitStack, manager: AbstractContextManager[Entered]) -> Entered:
    """Starting and stopping processes waits; the proxies must go on meanwhile."""
    entered = await asyncio.to_thread(manager.__enter__)

    async def leave() -> None:
        await asyncio.to_thread(manager.__exit__, None, None, None)

    stack.push_async_callback(leave)
    return entered
