"""The faults between clients and servers, and the clients that mean no good or have no luck."""

import asyncio
import contextlib
import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import websockets
from websockets.asyncio.client import ClientConnection

from tests.chaos.clients import Seat
from tests.chaos.faults import SERVE_SECONDS, Scale
from tests.chaos.proxy import Weather
from tests.chaos.run import Reached, Run
from tests.chaos.taps import ResetAfterCommit

TAKEN_BACK_SECONDS = 60.0
REVOKED_SECONDS = 5.0
BACK_SECONDS = 60.0
OFFENDER_SECONDS = 10.0
# Times what it was, within so many seconds (invariant I10).
MORE_MEMORY = 1.1
MEMORY_SECONDS = 60.0


async def cut_clients(run: Run, scale: Scale) -> None:
    """Everybody is cut off for a second, then for longer, then hears nothing while what they say still arrives."""
    front = run.site.front
    async with run.talking():
        for away in (1.0, scale.seconds(8.0)):
            await asyncio.sleep(2)
            async with run.window(excused=True):
                front.refusing = True
                front.cut()
                await asyncio.sleep(away)
                front.refusing = False
                await run.until(run.everybody_is_in, SERVE_SECONDS)
        await asyncio.sleep(2)
        async with run.window(excused=True):
            for link in front.links:
                link.deaf_to_client = True
            await asyncio.sleep(4)
            front.cut()
            await run.until(run.everybody_is_in, SERVE_SECONDS)
        await asyncio.sleep(2)


async def reset_after_commit(run: Run, scale: Scale) -> None:
    """Each message is committed, its ack is on its way, and the connection is gone."""
    tapping = ResetAfterCommit()
    run.site.tap(tapping)
    await run.open_tabs(haste=0.02)
    # One room each, so that every message meets a reset of its own and none that was meant for another.
    places = [(tab, seat.rooms[0]) for tab, seat in run.residents.items()]
    for start in range(0, scale.resets, len(places)):
        now = places[: scale.resets - start]
        await asyncio.gather(*[run.clients.write(tab, room) for tab, room in now])
        await run.until(run.nothing_unsent, SERVE_SECONDS)
    run.told["resets"] = len(tapping.stopped)
    if len(tapping.stopped) < scale.resets:
        run.told["wrong_resets"] = f"only {len(tapping.stopped)} of {scale.resets} acks were stopped"


async def bad_network(run: Run, scale: Scale) -> None:
    """600 ms there and back, 50 kbit/s each, one packet of ten lost; the worse one is three of ten."""
    async with run.talking():
        for loss in (0.1, 0.3):
            run.site.front.weather = Weather(delay=0.3, loss=loss, bytes_per_second=6_250, slice_bytes=1_200)
            await asyncio.sleep(scale.seconds(7))
        run.site.front.weather = Weather()


async def half_open_client(run: Run, scale: Scale) -> None:
    """Everybody's bytes come one by one; one nurse's network vanishes without a word, and her cases go back."""
    gone = next(iter(run.nurses))
    run.doors[gone] = 1
    door = run.site.doors[1]
    await run.open_tabs()
    run.site.front.weather = Weather(slice_bytes=1)
    run.silent.add(gone)
    async with run.talking():
        await asyncio.sleep(2)
        door.vanish()
        door.dark = True
        back = await run.until(_waiting_again(run, run.tabs()[gone]), TAKEN_BACK_SECONDS)
        run.told["recovery_s"] = TAKEN_BACK_SECONDS if back is None else round(back, 1)
        if back is None:
            run.told["wrong_custody"] = "the cases of a nurse who vanished did not go back"
    run.site.front.weather = Weather()
    await run.clients.close(gone)
    del scale


def _waiting_again(run: Run, seat: Seat) -> Reached:
    async def they_wait() -> bool:
        cases = (await run.ledger()).cases
        return all(cases[room].state == "waiting" for room in seat.rooms)

    return they_wait


async def storm(run: Run, scale: Scale) -> None:
    """All sockets are cut at once and come back by themselves."""
    await run.open_tabs()
    each = max(1, scale.sockets // len(run.residents))
    for tab, seat in run.residents.items():
        for number in range(1, each):
            await run.clients.open(f"{tab}.{number}", seat, run.site.front.port, looking=False)
    await run.until(run.everybody_is_in, 120.0)
    before = memory_kib(run)
    async with run.talking():
        await asyncio.sleep(1)
        async with run.window(excused=False):
            began = time.time()
            run.told["cut"] = run.site.front.cut()
            await run.until(run.everybody_is_in, 90.0)
        await asyncio.sleep(1)
    await memory_back(run, before)
    await run.clients.standing()
    back: dict[str, float] = {}
    for entry in run.lines():
        if entry["kind"] == "connection" and entry["state"] == "online" and entry["at"] > began:
            back.setdefault(entry["tab"], entry["at"] - began)
    times = sorted(back.values())
    run.told["recovery_s"] = round(times[int(len(times) * 0.95)], 1)
    run.told["back_all_s"] = round(times[-1], 1)
    if times[-1] > BACK_SECONDS:
        run.told["wrong_storm"] = "somebody came back too late"


async def three_tabs_and_a_phone(run: Run, scale: Scale) -> None:
    """One person at four screens, then logged out on one of them: that one hears nothing more."""
    tab, seat = next(iter(run.residents.items()))
    for number in (1, 2):
        await run.open_tab(f"{tab}.tab{number}", seat)
    phone = f"{tab}.phone"
    await run.open_tab(phone, seat, cookie=1)
    await run.until(run.everybody_is_in, SERVE_SECONDS)
    async with run.talking():
        for number in range(scale.rounds(8)):
            await run.clients.write((tab, f"{tab}.tab1", f"{tab}.tab2", phone)[number % 4], seat.rooms[0])
            await asyncio.sleep(0.4)
        await asyncio.to_thread(log_out, run.site.deployment.server(1).port, run.site.front.port, seat.cookies[1])
        took = await run.until(_ended(run, phone), REVOKED_SECONDS * 3)
        await asyncio.sleep(2)
    run.told["recovery_s"] = REVOKED_SECONDS * 3 if took is None else round(took, 2)
    if took is None or took > REVOKED_SECONDS:
        run.told["wrong_revoked"] = "a socket outlived its login"


def _ended(run: Run, tab: str) -> Reached:
    async def it_has() -> bool:
        return bool((await run.clients.standing())[tab]["connection"] == "ended")

    return it_has


def log_out(port: int, origin_port: int, cookie: str, audience: str = "resident") -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{audience}/logout",
        method="POST",
        headers={"Cookie": cookie, "Origin": f"http://127.0.0.1:{origin_port}"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 our own server
        answer.read()


# --- F15 -----------------------------------------------------------------------------------------------------------
async def rude_clients(run: Run, scale: Scale) -> None:
    """Readers who never read, a flood of commands, frames that are too large: the others notice nothing."""
    rude, *_ = run.residents.items()
    run.silent.add(rude[0])
    before = memory_kib(run)
    async with run.talking():
        await asyncio.sleep(1)
        async with run.window(excused=False):
            closed = await asyncio.gather(
                *[_never_reads(run, rude[1]) for _ in range(scale.rounds(10))],
                *[_floods(run, rude[1]) for _ in range(scale.rounds(2))],
                _closed_within(run, rude[1], "x" * (64 * 1024 + 1)),
                _closed_within(run, rude[1], _endless()),
            )
        await asyncio.sleep(1)
    await memory_back(run, before)
    late = [took for took in closed[-2:] if took is None or took > OFFENDER_SECONDS]
    if late:
        run.told["wrong_offenders"] = f"{len(late)} of 2 were not closed"


async def memory_back(run: Run, before: int) -> None:
    """Invariant I10: what the servers hold is back within a tenth of what it was, a minute after the fault at most."""

    async def it_is() -> bool:
        return memory_kib(run) <= before * MORE_MEMORY

    took = await run.until(it_is, MEMORY_SECONDS)
    run.told["memory_share"] = round(memory_kib(run) / before, 2)
    if took is None:
        run.told["wrong_memory"] = f"{run.told['memory_share']} of what it was"


def memory_kib(run: Run) -> int:
    return sum(_resident_kib(server.process.pid) for server in run.site.deployment.servers)


def _resident_kib(pid: int) -> int:
    words = Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()
    return int(words[0])


async def _dialled(run: Run, seat: Seat) -> ClientConnection:
    port = run.site.front.port
    there = await websockets.connect(
        f"ws://127.0.0.1:{port}/ws/resident",
        additional_headers={"Cookie": seat.cookies[0], "Origin": f"http://127.0.0.1:{port}"},
        compression=None,
        max_size=None,
        max_queue=1,
    )
    await there.send(json.dumps({"type": "hello", "protocol": 1, "peer_id": seat.account}))
    return there


async def _never_reads(run: Run, seat: Seat) -> float | None:
    there = await _dialled(run, seat)
    opening = {"type": "room.open", "id": seat.account, "room_id": seat.rooms[0], "cursors": None}
    await there.send(json.dumps(opening))
    there.transport.pause_reading()
    await asyncio.sleep(6)
    there.transport.abort()
    return None


async def _floods(run: Run, seat: Seat) -> float | None:
    there = await _dialled(run, seat)
    began = time.monotonic()
    with contextlib.suppress(websockets.ConnectionClosed):
        while time.monotonic() - began < 5:
            for _ in range(50):
                await there.send('{"type":"heartbeat"}')
            await asyncio.sleep(0.05)
    there.transport.abort()
    return None


def _endless() -> Iterator[str]:
    """One message in fragments, never ending by itself."""
    while True:
        yield "x" * 16_384


async def _closed_within(run: Run, seat: Seat, said: str | Iterator[str]) -> float | None:
    there = await _dialled(run, seat)
    began = time.monotonic()
    try:
        async with asyncio.timeout(OFFENDER_SECONDS * 2):
            with contextlib.suppress(websockets.ConnectionClosed):
                await there.send(said)
            await there.wait_closed()
    except TimeoutError:
        there.transport.abort()
        return None
    return time.monotonic() - began
