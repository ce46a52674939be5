"""A worker that carries the outbox out and nothing else, until it is killed: `python -m tests.notices.worker LEASE`.

A shorter lease than the product's lets a test wait less for what a killed worker held. With one more word it dies, as
by a power cut, the first time it has come so far: `taken` (leased and not sent), `sent` (a provider has one and nothing
is written down), `recorded` (that is written down).
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec, TypeVar

import django

django.setup()

from chatserver import wiring  # noqa: E402 the settings come first
from chatserver.core import logs  # noqa: E402
from people import dispatch, outbox  # noqa: E402
from people.actions import notices  # noqa: E402

P = ParamSpec("P")
R = TypeVar("R")


def dying(step: Callable[P, R]) -> Callable[P, R]:
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        step(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    return once


def die_after(step: str) -> None:
    if step == "taken":
        notices.take = dying(notices.take)
    elif step == "sent":
        dispatch.CARRIERS = {way: dying(carry) for way, carry in dispatch.CARRIERS.items()}
    elif step == "recorded":
        notices.record = dying(notices.record)


if __name__ == "__main__":
    outbox.LEASE = timedelta(seconds=float(sys.argv[1]))
    die_after(sys.argv[2] if len(sys.argv) > 2 else "never")
    logs.install_hooks()
    wiring.connect()
    while True:
        dispatch.send_due()
        time.sleep(0.1)
