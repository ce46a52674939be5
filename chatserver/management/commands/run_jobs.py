"""`manage.py run_jobs`: the jobs of an installation with several processes. Any number may run."""

import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand

from chatserver import runtime, wiring
from chatserver.core import jobs, logs, publish
from chatserver.core.events import StoredEvent
from chatserver.core.hub import Follower, Hub


class Command(BaseCommand):
    help = "Run the jobs until told to stop; what runs then is finished first."

    def handle(self, *_args: Any, **_options: Any) -> None:
        logs.install_hooks()
        asyncio.run(run_until_told())


async def run_until_told() -> None:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    # What a job commits is told to the web processes: they would learn of it by a heartbeat only.
    hub = Hub(runtime.nudges(), _nobody_follows)
    await hub.start()
    wiring.connect()
    publish.connect(hub.announce, hub.announce_events, hub.announce_login_end)
    ticker = jobs.Ticker(wiring.all_jobs())
    await ticker.start()
    await told.wait()
    await ticker.stop()
    await hub.stop()


async def _nobody_follows(_event: StoredEvent, _followers: list[Follower]) -> None:
    return None
