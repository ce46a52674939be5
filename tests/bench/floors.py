"""What the machine can do at best, in the same minute: a socket echo without an application, a commit without one."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import psycopg
import websockets

from tests.bench.client import percentiles

ROUND_SECONDS = 3.0
SOCKETS = 20
CONNECTIONS = 64
DURABLE_PER_S = 200
LANES = 8


async def echo(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """An ASGI application that gives every frame back."""
    if scope["type"] != "websocket":
        return
    while True:
        message = await receive()
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        elif message["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": message["text"]})
        else:
            return


async def echo_per_s(port: int, text: str) -> float:
    """Round trips a second over 20 sockets of the bare server."""
    until = time.perf_counter() + ROUND_SECONDS

    async def ping() -> int:
        count = 0
        async with websockets.connect(f"ws://127.0.0.1:{port}/", compression=None) as socket:
            while time.perf_counter() < until:
                await socket.send(text)
                await socket.recv()
                count += 1
        return count

    return sum(await asyncio.gather(*[ping() for _ in range(SOCKETS)])) / ROUND_SECONDS


async def commits_per_s(database_url: str) -> float:
    """INSERT and COMMIT on 64 connections at once, flushed to disk, as the server's own database is."""
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as first:
        await first.execute("CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, text text)")
        until = time.perf_counter() + ROUND_SECONDS

        async def insert() -> int:
            count = 0
            async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
                while time.perf_counter() < until:
                    await connection.execute("INSERT INTO bench_floor (text) VALUES (%s)", ("x" * 120,))
                    count += 1
            return count

        total = sum(await asyncio.gather(*[insert() for _ in range(CONNECTIONS)]))
        await first.execute("DROP TABLE bench_floor")
    return total / ROUND_SECONDS


async def durable_ms(port: int, database_url: str, text: str, seconds: float) -> dict[str, float | None]:
    """Milliseconds from when a message was due until it was echoed and committed by itself, at 200 a second: what of a
    message's time is the machine's, whatever an application does."""
    taken: list[float] = []

    async def lane(number: int, begin: float) -> None:
        async with (
            websockets.connect(f"ws://127.0.0.1:{port}/", compression=None) as socket,
            await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection,
        ):
            for turn in range(int(seconds * DURABLE_PER_S / LANES)):
                due = begin + (turn * LANES + number) / DURABLE_PER_S
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                await socket.send(text)
                await socket.recv()
                await connection.execute("INSERT INTO bench_floor (text) VALUES (%s)", (text,))
                taken.append((time.perf_counter() - due) * 1_000)

    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as first:
        await first.execute("CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, text text)")
        begin = time.perf_counter() + 0.5
        await asyncio.gather(*[lane(number, begin) for number in range(LANES)])
        await first.execute("DROP TABLE bench_floor")
    return percentiles(taken)


def cpu_seconds(pids: list[int]) -> float:
    """Processor seconds these processes have used so far (Linux)."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / ticks


def resident_kib(pid: int) -> int:
    """Memory in use (RSS) of a process, in KiB."""
    return _kib(pid, "VmRSS:")


def peak_kib(pid: int) -> int:
    """The most memory that a process has had in use so far, in KiB."""
    return _kib(pid, "VmHWM:")


def _kib(pid: int, name: str) -> int:
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(name):
                return int(line.split()[1])
    return 0
