"""The faults around who has a case: an owner who comes back too late, wrong clocks, nurses who are suddenly gone, and
many who want the same case.
"""

import asyncio
import contextlib
import json
import time

from tests.chaos import tampered
from tests.chaos.clients import Apart, Clients, Refused, Seat, running_clients
from tests.chaos.faults import SERVE_SECONDS, Scale
from tests.chaos.faults_of_clients import log_out
from tests.chaos.run import Reached, Run, Size
from tests.chaos.site import made

RETURN_SECONDS = 60.0
TOLD_SECONDS = 90.0
# Each of those who claim at once; and what one person may claim at once and then in a second (docs/limits.md).
CLAIMERS, AT_ONCE, PER_SECOND = 50, 20, 1.0
POOLS = 5
# Longer together than the thirty seconds for which nobody looks for gone owners after a start.
STEPS, STEP_SECONDS = 4, 10.0
MINUTES, HOUR, YEAR = 300.0, 3_600.0, 31_536_000.0
# A tab's clock, in a Node process whose every other clock is right.
WRONG_CLOCK = """data:text/javascript,
const Right = Date, wrong = {ms};
globalThis.Date = class extends Right {{
  constructor(...given) {{ if (given.length === 0) super(Right.now() + wrong); else super(...given) }}
  static now() {{ return Right.now() + wrong }}
}}"""


async def apart(run: Run, tabs: list[str], *options: str) -> Clients:
    """These tabs are at a device of their own. `options` are Node's."""
    journal = run.marks.with_name(f"{tabs[0]}.jsonl")
    run.more.append(journal)
    if isinstance(run.clients, Clients):
        run.clients = Apart(run.clients)
    if not isinstance(run.clients, Apart):
        raise RuntimeError("only the shipped clients sit at devices")
    device = await run.devices.enter_async_context(running_clients(journal, *options))
    run.clients.own.update(dict.fromkeys(tabs, device))
    return device


async def power_cut(device: Clients, tabs: list[str]) -> None:
    """It cannot write down itself that its screens are dark."""
    await device.kill()
    with device.journal.open("a") as lines:
        for tab in tabs:
            lines.write(json.dumps({"at": time.time(), "tab": tab, "kind": "closed"}) + "\n")


def _free(run: Run, *seats: Seat) -> Reached:
    """Whether none of these have any of their cases any more."""

    async def they_are() -> bool:
        cases = (await run.ledger()).cases
        return all(cases[room].holder != seat.account for seat in seats for room in seat.rooms)

    return they_are


# --- F16 -------------------------------------------------------------------------------------------------------------
async def zombie_owners(run: Run, scale: Scale) -> None:
    """One nurse's device stands still, another's server does. Their cases go to colleagues, and then all that was under
    way and all that they write on waking arrives."""
    (asleep, hers), (stale, his), (heir, _), *_ = run.nurses.items()
    first, *others = run.site.deployment.servers
    run.doors[stale] = 1
    run.silent |= {asleep, stale}
    run.site.front.targets, run.site.doors[1].targets = [server.port for server in others], [first.port]
    try:
        device = await apart(run, [asleep])
        await run.open_tabs()
        async with run.talking():
            for _ in range(scale.rounds(1)):
                written = await _asleep_and_awake(run, device, {asleep: hers, stale: his}, heir)
                run.told["written_too_late"] = run.told.get("written_too_late", 0) + written
                if written:
                    await _hand_over(run, heir, {asleep: hers, stale: his})
    finally:
        for door in run.site.doors:
            door.targets = [server.port for server in run.site.deployment.servers]


async def _asleep_and_awake(run: Run, device: Clients, owners: dict[str, Seat], heir: str) -> int:
    """Gives how many messages came too late."""
    worker = run.site.deployment.servers[0].process
    run.gone(*owners)
    device.freeze()
    worker.freeze()
    try:
        # To a socket that nobody reads, and to a device that does nothing yet.
        under_way = [asyncio.create_task(run.clients.write(tab, room)) for tab, room in _places(owners)]
        if await run.until(_free(run, *owners.values()), RETURN_SECONDS) is None:
            run.told["wrong_custody"] = "the cases of owners who stood still did not go back"
            return 0
        for _, room in _places(owners):
            await run.clients.command(heir, type="case.claim", room_id=room)
            await run.clients.write(heir, room)
    finally:
        worker.thaw()
        device.thaw()
    await asyncio.gather(*under_way)
    on_waking = [await run.clients.write(tab, room) for tab, room in _places(owners)]
    await run.until(run.nothing_unsent, SERVE_SECONDS)
    return len(under_way) + len(on_waking)


async def _hand_over(run: Run, giver: str, owners: dict[str, Seat]) -> None:
    """Everything back where it was: the next round begins as this one did."""
    for tab, room in _places(owners):
        await run.clients.command(giver, type="case.release", room_id=room, reason="Prov")
        await run.clients.command(tab, type="case.claim", room_id=room)


def _places(owners: dict[str, Seat]) -> list[tuple[str, str]]:
    return [(tab, room) for tab, seat in owners.items() for room in seat.rooms]


# --- F17 -------------------------------------------------------------------------------------------------------------
async def wrong_clocks(run: Run, scale: Scale) -> None:
    """The servers' clocks are an hour apart and step back and forth, and some people's devices are a year ahead."""
    clocks = made(run.marks.with_name("clocks"))
    await run.site.restart(**tampered.environment("clock", clocks=clocks))
    jobs = run.site.deployment.jobs
    processes = [server.process for server in run.site.deployment.servers] + ([jobs] if jobs else [])
    ahead = [next(iter(run.residents)), next(iter(run.nurses))]
    try:
        device = await apart(run, ahead, "--import", WRONG_CLOCK.format(ms=int(YEAR * 1000)))
        run.ahead[device.journal] = YEAR
        await run.open_tabs()
        await _take_again(run)
        run.note("steady")
        async with run.talking(), run.window(excused=False):
            for step in range(scale.rounds(STEPS)):
                for number, process in enumerate(processes):
                    tampered.set_clock(clocks, process.pid, HOUR if (step + number) % 2 else -HOUR)
                await asyncio.sleep(STEP_SECONDS)
        await run.until(run.healed, SERVE_SECONDS)
        run.told["steps"] = scale.rounds(STEPS) * len(processes)
    finally:
        await run.site.restart()


async def _take_again(run: Run) -> None:
    """On a slow machine the servers are away for longer than a lease, and cases are given back by right."""
    cases = (await run.ledger()).cases
    for tab, seat in run.nurses.items():
        for room in seat.rooms:
            if cases[room].holder != seat.account:
                await run.clients.command(tab, type="case.claim", room_id=room)
                # What is written sooner is written under the custody before.
                await run.until(_says_mine(run, tab, seat, room), SERVE_SECONDS)


def _says_mine(run: Run, tab: str, seat: Seat, room: str) -> Reached:
    """Whether the screen at this tab says that its own person has the case."""

    async def it_does() -> bool:
        await run.clients.standing()
        about = [one for one in run.lines() if one["kind"] == "custody" and (one["tab"], one["room"]) == (tab, room)]
        return bool(about) and about[-1]["holder"] == seat.account

    return it_does


# --- F18 -------------------------------------------------------------------------------------------------------------
def crowd_that_goes(scale: Scale) -> Size:
    """Four who go in four ways, and one who stays; five cases each."""
    nurses = 4 * scale.rounds(1) + 1
    return Size(residents=5 * nurses, nurses=nurses)


async def nurses_gone(run: Run, scale: Scale) -> None:
    """With five cases each: a device loses its power, another is shut, a network is gone, somebody logs out."""
    *going, _ = run.nurses
    crashed, shut, cut, left = (going[way::4] for way in range(4))
    run.doors.update(dict.fromkeys(cut, 1))
    run.silent |= set(going)
    door = run.site.doors[1]
    powerless, asleep = await apart(run, crashed), await apart(run, shut)
    await run.open_tabs()
    async with run.talking():
        await asyncio.sleep(1)
        run.gone(*going)
        await power_cut(powerless, crashed)
        asleep.freeze()
        door.vanish()
        door.dark = True
        for tab in left:
            await asyncio.to_thread(_log_out, run, run.tabs()[tab])
        seats = [run.tabs()[tab] for tab in going]
        await run.until(_free(run, *seats), RETURN_SECONDS)
        await run.until(_everybody_knows(run, {seat.account for seat in seats}), TOLD_SECONDS - RETURN_SECONDS)
    asleep.thaw()
    door.dark = False
    door.cut()
    door.cut_waiting()
    run.told["gone"] = {"nurses": len(seats), "cases": sum(len(seat.rooms) for seat in seats)}
    del scale


def _log_out(run: Run, seat: Seat) -> None:
    log_out(run.site.deployment.server(1).port, run.site.front.port, seat.cookies[0], "staff")


def _everybody_knows(run: Run, gone: set[str]) -> Reached:
    """Whether no resident's screen names any of these as the one who has the case."""

    async def they_do() -> bool:
        await run.clients.standing()
        says: dict[tuple[str, str], str | None] = {}
        for entry in run.lines():
            if entry["kind"] == "custody" and entry["tab"] in run.residents:
                says[entry["tab"], entry["room"]] = entry["holder"]
        return gone.isdisjoint(says.values())

    return they_do


# --- F19 -------------------------------------------------------------------------------------------------------------
def crowd_that_claims(scale: Scale) -> Size:
    """As many groups of claimers as can go on without being told that they ask too often."""
    return Size(residents=scale.cases, nurses=CLAIMERS * max(1, min(POOLS, scale.cases // AT_ONCE)), waiting=True)


async def claimed_at_once(run: Run, scale: Scale) -> None:
    """Fifty people want the same case at the same moment, again and again."""
    nurses = list(run.nurses)
    pools = [nurses[start : start + CLAIMERS] for start in range(0, len(nurses), CLAIMERS)]
    watching = list(run.residents.items())[:10]
    for tab, seat in [*run.nurses.items(), *watching]:
        await run.open_tab(tab, seat)
    await run.until(run.everybody_is_in, SERVE_SECONDS * 2)
    began = time.monotonic()
    for number, seat in enumerate(run.residents.values()):
        turn, pool = divmod(number, len(pools))
        free_at = began + max(0, turn - AT_ONCE + 1) / PER_SECOND
        await asyncio.sleep(max(0.0, free_at - time.monotonic()))
        await asyncio.gather(*[_claim(run, tab, seat.rooms[0]) for tab in pools[pool]])
    run.told["contested"] = len(run.residents)
    run.told["claims_per_s"] = round(CLAIMERS * len(run.residents) / (time.monotonic() - began))
    del scale


async def _claim(run: Run, tab: str, room: str) -> None:
    with contextlib.suppress(Refused):
        await run.clients.command(tab, type="case.claim", room_id=room)


# --- planted ---------------------------------------------------------------------------------------------------------
async def hand_back_and_write(run: Run) -> None:
    """A nurse gives her cases back, somebody else takes them, and she writes in them all the same."""
    await run.open_tabs()
    (tab, seat), (heir, _), *_ = run.nurses.items()
    for room in seat.rooms:
        await run.clients.command(tab, type="case.release", room_id=room, reason="Prov")
        await run.clients.command(heir, type="case.claim", room_id=room)
        await run.clients.write(tab, room)
    await run.until(run.nothing_unsent, SERVE_SECONDS)


async def write_take_again_and_send(run: Run) -> None:
    """A nurse writes without a network, gives her cases back and takes them again at another screen; then what she
    wrote is sent."""
    (tab, seat), *_ = run.nurses.items()
    door = run.site.doors[1]
    run.doors[tab] = 1
    await run.open_tabs()
    door.dark = True
    door.vanish()
    for room in seat.rooms:
        await run.clients.write(tab, room)
    other = f"{tab}.other"
    await run.open_tab(other, seat)
    for room in seat.rooms:
        await run.clients.command(other, type="case.release", room_id=room, reason="Prov")
        await run.clients.command(other, type="case.claim", room_id=room)
    door.dark = False
    door.cut()
    door.cut_waiting()
    await run.until(run.nothing_unsent, SERVE_SECONDS)


async def one_is_gone(run: Run) -> None:
    tab, seat = next(iter(run.nurses.items()))
    device = await apart(run, [tab])
    await run.open_tabs()
    run.gone(tab)
    await power_cut(device, [tab])
    await run.until(_free(run, seat), RETURN_SECONDS)


async def all_want_one(run: Run) -> None:
    await run.open_tabs()
    await asyncio.gather(*[_claim(run, tab, seat.rooms[0]) for seat in run.residents.values() for tab in run.nurses])


async def write_by_wrong_clocks(run: Run) -> None:
    clocks = run.marks.with_name("clocks")
    await run.open_tabs()
    for server in run.site.deployment.servers:
        # By an hour all logins would be over.
        tampered.set_clock(clocks, server.process.pid, MINUTES)
    for tab, seat in run.tabs().items():
        await run.clients.write(tab, seat.rooms[0])
    await run.until(run.nothing_unsent, SERVE_SECONDS)
