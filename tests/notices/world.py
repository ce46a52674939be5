"""The providers outside, the settings that lead to them, and people with an address by each way."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.notices.outside.sms_gateway import LOGIN
from tests.support.environment import VAPID_KEY
from tests.support.processes import ServerProcess, free_port, port_answers

REPORT_TOKEN = "a token that only providers know"
# Said in every case of the run, and never outside of the house.
CANARY = "kanariefågelfeber"
# The devices' shared secret (RFC 8291, 3.2).
AUTH = bytes(range(16))
WAYS = ("push", "email", "sms")
MODULES = {"push": "push_service", "email": "mail_server", "sms": "sms_gateway"}


@dataclass(frozen=True)
class Outside:
    folder: Path
    ports: dict[str, int]
    processes: dict[str, ServerProcess]

    def book(self, way: str) -> Path:
        return self.folder / f"{way}.jsonl"

    def accepted(self, way: str) -> list[dict[str, Any]]:
        book = self.book(way)
        return [json.loads(line) for line in book.read_text().splitlines()] if book.exists() else []

    def set_down(self, way: str, down: bool) -> None:
        self._flag(way, "down", down)

    def set_slow(self, way: str, slow: bool) -> None:
        self._flag(way, "slow", slow)

    def _flag(self, way: str, name: str, there: bool) -> None:
        flag = self.book(way).with_suffix(f".{name}")
        if there:
            flag.touch()
        else:
            flag.unlink(missing_ok=True)

    def settings(self) -> dict[str, str]:
        return {
            "VARDRUM_SMTP_URL": f"smtp://127.0.0.1:{self.ports['email']}",
            "VARDRUM_MAIL_FROM": "no-reply@vardrum.example",
            "VARDRUM_SMS_URL": f"http://127.0.0.1:{self.ports['sms']}/a1/sms",
            "VARDRUM_SMS_LOGIN": LOGIN,
            "VARDRUM_REPORT_TOKEN": REPORT_TOKEN,
            "VARDRUM_VAPID_KEY": VAPID_KEY,
            "VARDRUM_VAPID_SUBJECT": "mailto:drift@vardrum.example",
            "VARDRUM_PUSH_HOSTS": "127.0.0.1",
        }


@contextmanager
def outside(folder: Path) -> Iterator[Outside]:
    folder.mkdir(parents=True, exist_ok=True)
    ports = {way: free_port() for way in WAYS}
    with ExitStack() as started:
        processes = {way: _started(way, ports[way], folder, started) for way in WAYS}
        yield Outside(folder, ports, processes)


def _started(way: str, port: int, folder: Path, started: ExitStack) -> ServerProcess:
    process = ServerProcess(
        way,
        [sys.executable, "-m", f"tests.notices.outside.{MODULES[way]}", str(port), str(folder / f"{way}.jsonl")],
        log=folder / f"{way}.log",
        ready=lambda: port_answers(port),
    )
    started.callback(process.close)
    process.start()
    return process
