"""A worker that carries the outbox out and nothing else, until it is killed: `python -m tests.notices.worker LEASE`.

A shorter lease than the product's lets a test wait less for what a killed worker held.
"""

import sys
import time
from datetime import timedelta

import django

django.setup()

from chatserver import wiring  # noqa: E402 the settings come first
from chatserver.core import logs  # noqa: E402
from people import dispatch, outbox  # noqa: E402

if __name__ == "__main__":
    outbox.LEASE = timedelta(seconds=float(sys.argv[1]))
    logs.install_hooks()
    wiring.connect()
    while True:
        dispatch.send_due()
        time.sleep(0.1)
