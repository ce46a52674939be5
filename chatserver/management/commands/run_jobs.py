"""`manage.py run_jobs`: the jobs of an installation with several processes. Any number may run."""

import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand

from chatserver import wiring
from chatserver.core import jobs, logs


class Command(BaseCommand):
    help = "Run the jobs until told to stop; what runs then is finished first."

    def handle(self, *_args: Any, **_options: Any) -> None:
        logs.install_hooks()
        asyncio.run(run_until_told())


async def run_until_told() -> None:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    ticker = jobs.Ticker(wiring.all_jobs())
    await ticker.start()
    await told.wait()
    await ticker.stop()
