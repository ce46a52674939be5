"""`make bench`. Real servers with real databases on this machine; the lines before the last are for people.

`--rooms`, `--seconds`, `--storm` and `--without-picture` scale it; the defaults fit in ten minutes on two cores.
`--only` picks parts: messages, picture, checks.
Figures of a shared machine drift: what holds are the ratios to the floors measured in the same run (docs/limits.md).
"""

import argparse
import asyncio
import gc
import json
import resource
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import uvloop

from tests.bench import checks, floors, measures, picture
from tests.bench.client import TEXT
from tests.bench.measures import Load
from tests.support.postgres import running_postgres
from tests.support.processes import ServerProcess, free_port, port_answers
from tests.support.servers import PROGRAMS, embedded, workers
from tests.support.valkey import running_valkey

# Durable messages a second that are enough, whichever is less: so many, or so large a part of the floor's commits.
BAR, BAR_OF_COMMITS = 2_500, 0.4
EMBEDDED_BAR = 500
PARTS = ("messages", "picture", "checks")


def say(text: str) -> None:
    print(text, flush=True)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rooms", type=int, default=200)
    # A nurse a room: nobody is to send more than one person may (core/limits.py), however fast all of them are.
    parser.add_argument("--nurses", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5.0, help="length of each step")
    parser.add_argument("--storm", type=int, default=2000, help="sockets that are cut and come back")
    parser.add_argument("--heic", type=Path, default=None, help="a telephone's picture to send over a bad line")
    parser.add_argument("--without-picture", action="store_true", help="leave that picture out: it takes minutes")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="these parts alone")
    return parser.parse_args()


def floor(stack: ExitStack, folder: Path, database_url: str, seconds: float) -> dict[str, Any]:
    port = free_port()
    echo = ServerProcess(
        "echo",
        [
            PROGRAMS / "uvicorn",
            "tests.bench.floors:echo",
            "--port",
            str(port),
            "--ws",
            "websockets-sansio",
            "--lifespan",
            "off",
        ],
        log=folder / "echo.log",
        ready=lambda: port_answers(port),
    )
    stack.callback(echo.close)
    echo.start()
    found = {
        "echo_per_s": round(uvloop.run(floors.echo_per_s(port, TEXT)), 1),
        "commits_per_s": round(uvloop.run(floors.commits_per_s(database_url)), 1),
        "durable_ms_at_200": uvloop.run(floors.durable_ms(port, database_url, TEXT, seconds)),
    }
    echo.close()
    return found


async def measure(load: Load, chosen: argparse.Namespace, storm: int, bar: float) -> dict[str, Any]:
    """All figures of one deployment."""
    figures: dict[str, Any] = {}
    figures.update(await measures.connecting(load))
    say(f"  {figures['connections_per_s']} connections/s, {figures['kib_per_connection']} KiB each")
    figures.update(await measures.highest_rate(load, chosen.seconds, bar, say))
    figures.update(await measures.at_rates(load, chosen.seconds, figures["messages_per_s"], say))
    figures.update(await measures.storm(load, storm, say))
    return figures


def messages(folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """Both deployments beside their floor."""
    with ExitStack() as stack:
        database_url = stack.enter_context(running_postgres())
        redis_url, _ = stack.enter_context(running_valkey())
        found = floor(stack, folder, database_url, chosen.seconds)
        say(f"floor: {found['echo_per_s']} echoes/s, {found['commits_per_s']} commits/s")
        say(f"  200/s, echoed and committed: {found['durable_ms_at_200']}")

        bar = min(BAR, BAR_OF_COMMITS * found["commits_per_s"])
        say(f"PostgreSQL, Valkey, one uvicorn worker; bar {bar:.0f}/s:")
        (folder / "workers").mkdir()
        (folder / "embedded").mkdir()
        with workers(folder / "workers", database_url, redis_url, count=1) as deployment:
            figures = uvloop.run(measure(Load(deployment, chosen.rooms, chosen.nurses), chosen, chosen.storm, bar))

        say("embedded: Daphne, SQLite, in memory:")
        with embedded(folder / "embedded") as deployment:
            small = Load(deployment, min(chosen.rooms, 50), min(chosen.nurses, 50))
            figures["embedded"] = uvloop.run(measure(small, chosen, min(chosen.storm, 200), EMBEDDED_BAR))
    figures["floor"] = found
    figures["ratio_to_floor"] = {
        "messages_to_echo": round(figures["messages_per_s"] / found["echo_per_s"], 4),
        "messages_to_commits": round(figures["messages_per_s"] / found["commits_per_s"], 4),
    }
    return figures


def main() -> None:
    chosen = options()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    del soft
    # The client's own pauses are not the server's latency; it ends before it could need a collection.
    gc.disable()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="vardrum-bench-") as made:
        folder = Path(made)
        if "messages" in chosen.only:
            figures.update(messages(folder, chosen))
        if "picture" in chosen.only and not chosen.without_picture:
            (folder / "picture").mkdir()
            figures["picture_on_a_bad_line"] = picture.measured(folder / "picture", chosen.heic, say)
        if "checks" in chosen.only:
            say("connection checks, the media peer's process:")
            figures.update(asyncio.run(checks.measured(say)))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
