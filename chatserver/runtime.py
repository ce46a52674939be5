"""What a serving process holds while it runs: the hub, the relay of signals, the gateway, and (embedded) the jobs.

Started by our Daphne launcher and by the ASGI lifespan of uvicorn; there is one of each a process.
"""

import asyncio
from dataclasses import dataclass

from django.conf import settings

from chatserver import wiring
from chatserver.core import health, jobs, publish
from chatserver.core.events import StoredEvent
from chatserver.core.gateway.application import Gateway
from chatserver.core.gateway.connection import Connection
from chatserver.core.gateway.listener import Listener
from chatserver.core.gateway.relaying import Relaying
from chatserver.core.gateway.requests import Requests
from chatserver.core.gateway.services import Services
from chatserver.core.gateway.watch import LoginWatch
from chatserver.core.hub import Follower, Hub
from chatserver.core.limits import SHARED
from chatserver.core.nudges import LocalNudges, Nudges, RedisNudges
from chatserver.core.tuning import tune_process
from chatserver.core.work import close_own_connection
from people.sessions import COOKIE_NAMES


@dataclass
class Runtime:
    hub: Hub
    relaying: Relaying
    gateway: Gateway
    requests: Requests
    watch: LoginWatch
    ticker: jobs.Ticker | None = None

    async def start(self, *, with_jobs: bool) -> None:
        await self.hub.start()
        await self.relaying.start()
        await self.watch.start()
        wiring.connect()
        publish.connect(self.hub.announce, self.hub.announce_events, self.hub.announce_login_end)
        health.connect(lambda: self.gateway.draining)
        if with_jobs:
            self.ticker = jobs.Ticker(wiring.all_jobs())
            await self.ticker.start()
        tune_process()

    async def stop(self) -> None:
        """Drains first: whoever is connected is told to come back before anything is taken down."""
        await self.gateway.drain()
        if self.ticker is not None:
            await self.ticker.stop()
        await self.watch.stop()
        await self.relaying.stop()
        await self.hub.stop()
        await asyncio.to_thread(close_own_connection)


async def _recheck(event: StoredEvent, followers: list[Follower]) -> None:
    if event.type in wiring.CUSTODY_EVENTS and event.stream.startswith("room:"):
        for follower in followers:
            if isinstance(follower, Connection | Listener):
                await follower.recheck(event.stream)


def nudges() -> Nudges:
    return RedisNudges(settings.REDIS_HOST) if settings.ENVIRONMENT.redis_url else LocalNudges()


def build() -> Runtime:
    hub = Hub(nudges(), _recheck)
    relaying = Relaying()
    services = Services(
        table=wiring.TABLE,
        decoder=wiring.DECODER,
        questions=wiring.QUESTIONS,
        hub=hub,
        relaying=relaying,
        origins=frozenset(settings.ENVIRONMENT.origins),
        limits=SHARED,
    )
    gateway = Gateway(services, COOKIE_NAMES)
    return Runtime(
        hub=hub,
        relaying=relaying,
        gateway=gateway,
        requests=Requests(services, COOKIE_NAMES, gateway.crowd, _recheck),
        watch=LoginWatch(hub, wiring.QUESTIONS.standing),
    )
