"""`manage.py serve_embedded`: web, sockets and jobs in one process, with fictional people (`make run`)."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import uvloop
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import connection

from chatserver import asgi, environment, pages, wiring
from chatserver.core import logs, sealing
from chatserver.launcher import preflight
from chatserver.launcher.greeting import address, greeting
from chatserver.launcher.preflight import CannotStart

asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
from chatserver.launcher.server import EmbeddedServer  # noqa: E402 Daphne makes its loop when it is imported


class Command(BaseCommand):
    help = "Serve everything from one process on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default=None, help="address and port, such as 127.0.0.1:8000")

    def handle(self, *_args: Any, bind: str | None, **_options: Any) -> None:
        try:
            _bind_to(bind)
            self._serve()
        except (CannotStart, environment.SettingsError, sealing.KeyUnusable) as failure:
            sys.exit(str(failure))

    def _serve(self) -> None:
        where = settings.ENVIRONMENT.bind
        preflight.check_python()
        preflight.check_mode(settings.MODE)
        preflight.check_front_end(pages.built())
        listener = preflight.listening_socket(where.host, where.port)
        preflight.claim_data_folder(settings.ENVIRONMENT.data)
        _prepare_data()
        logs.install_hooks()
        text = greeting(address(where.host, where.port), settings.ENVIRONMENT.data)
        server = EmbeddedServer(
            asgi.application, listener, asgi.RUNTIME, asgi.RUNTIME.gateway.drain, lambda: self._say(text)
        )
        server.run()
        if server.failure is not None:
            raise server.failure

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _bind_to(bind: str | None) -> None:
    """Origins follow the address, and all settings are read before this command is; so it starts again with them."""
    if bind is None or environment.parse_bind(bind) == settings.ENVIRONMENT.bind:
        return
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "VARDRUM_BIND": bind})  # noqa: S606


def _prepare_data() -> None:
    if connection.vendor == "sqlite":
        preflight.check_sqlite(Path(settings.DATABASES["default"]["NAME"]))
    sealing.signing_key()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        wiring.load_demonstration()
    except DatabaseError as failure:
        raise CannotStart(
            f"The database cannot be used ({type(failure).__name__}); put a copy back, or start over without its data "
            "with `make clean`."
        ) from None
    finally:
        connection.close()
