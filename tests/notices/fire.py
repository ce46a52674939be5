"""The run: notices that become due one after the other, providers down in turn, and workers that are killed."""

import base64
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.notices.world import WAYS, Outside, outside
from tests.support.processes import REPOSITORY, ServerProcess
from tests.support.servers import PYTHON, environment_of, manage

A_PERSON = 4
WORKERS = 2
LEASE_SECONDS = 2
KILLS = 2 * len(WAYS)
# Less than the workers can send on a machine that has other things to do, so that a wait is of what failed.
A_SECOND = 10


@dataclass(frozen=True)
class Fired:
    """`received` is all that providers took, in the order of time, repetitions too, with the notice's id as `notice`.
    `due` is when each notice was to be sent, by id; `calm_from` when nothing failed any more. Times in Unix seconds."""

    people: list[dict[str, Any]]
    due: dict[str, float]
    received: list[dict[str, Any]]
    states: dict[str, int]
    logs: bytes
    killed: int
    calm_from: float


@contextmanager
def seeded_world(folder: Path, notices: int, a_second: int) -> Iterator[tuple[Outside, dict[str, str], dict[str, Any]]]:
    """Providers, the workers' environment, and what the seed says it has made."""
    with outside(folder / "outside") as providers:
        environment = {
            **environment_of(folder, [8000]),
            **providers.settings(),
            "DJANGO_SETTINGS_MODULE": "chatserver.settings",
        }
        manage(environment, "migrate", "--verbosity", "0")
        made = (str(notices // A_PERSON), str(providers.ports["push"]), str(a_second))
        yield providers, environment, program(environment, "tests.notices.seed", *made)


def run(folder: Path, notices: int) -> Fired:
    """Raises AssertionError where it never ends."""
    with seeded_world(folder, notices, A_SECOND) as (providers, environment, seeded):
        for way in WAYS:
            providers.set_slow(way, True)
        running = workers(environment, folder)
        try:
            for worker in running:
                worker.start()
            deadline = deadline_of(notices)
            killed, calm_from = under_fire(providers, running)
            settle(providers, environment, len(seeded["due"]), deadline)
        finally:
            for worker in running:
                worker.close()
        logs = b"".join(path.read_bytes() for path in [*folder.glob("*.log"), *providers.folder.glob("*.log")])
        states = program(environment, "tests.notices.states")
        return Fired(seeded["people"], seeded["due"], received(providers), states, logs, killed, calm_from)


def deadline_of(notices: int) -> float:
    """Beyond this something hangs; it decides nothing about speed."""
    return time.monotonic() + 60 + notices


def program(environment: dict[str, str], *arguments: str) -> Any:
    done = subprocess.run(
        [PYTHON, "-m", *arguments], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def workers(environment: dict[str, str], folder: Path) -> list[ServerProcess]:
    return [worker(environment, folder, str(n)) for n in range(WORKERS)]


def worker(environment: dict[str, str], folder: Path, name: str, *dies: str) -> ServerProcess:
    """Dies after the named step, if one is named."""
    command = [sys.executable, "-m", "tests.notices.worker", str(LEASE_SECONDS), *dies]
    log = folder / f"{name}.log"
    return ServerProcess(f"worker {name}", command, log=log, ready=lambda: True, environment=environment)


def received(providers: Outside) -> list[dict[str, Any]]:
    taken = [{**entry, "way": way} for way in WAYS for entry in providers.accepted(way)]
    for entry in taken:
        entry["notice"] = notice_of(entry)
    return sorted(taken, key=lambda entry: entry["at"])


def notice_of(entry: dict[str, Any]) -> str:
    """Its id, whatever the way calls it."""
    if entry["way"] == "push":
        return str(uuid.UUID(bytes=base64.urlsafe_b64decode(entry["id"] + "==")))
    return str(entry["id"]).strip("<>").partition("@")[0]


def under_fire(providers: Outside, running: list[ServerProcess]) -> tuple[int, float]:
    """One provider after the other is down, and one worker after the other is killed in the middle; gives how many, and
    when it was over."""
    for number in range(KILLS):
        for way in WAYS:
            providers.set_down(way, way == WAYS[number // 2])
        victim = running[number % WORKERS]
        await_more(providers)
        victim.kill()
        victim.restart()
    for way in WAYS:
        providers.set_down(way, False)
        providers.set_slow(way, False)
    return KILLS, time.time()


def await_more(providers: Outside) -> None:
    """Until somebody is at work, or is not because everything waits for whoever is down."""
    before, deadline = len(received(providers)), time.monotonic() + 1.5
    while len(received(providers)) == before and time.monotonic() < deadline:
        # Providers are processes that tell nobody of what they receive: they are asked again, with an end.
        time.sleep(0.02)


def settle(providers: Outside, environment: dict[str, str], notices: int, deadline: float) -> None:
    """What a killed worker had sent and not recorded is sent again after its lease, by the same id."""
    # Asking the database costs a program's start, and would take the workers' time while they have much to do.
    while len({entry["notice"] for entry in received(providers)}) < notices:
        assert time.monotonic() < deadline, program(environment, "tests.notices.states")
        time.sleep(0.5)
    # What the database holds is asked again as well.
    while set(program(environment, "tests.notices.states")) != {"sent"}:
        assert time.monotonic() < deadline, program(environment, "tests.notices.states")
        time.sleep(0.3)
