"""Which faults there are, how one is run and told, the planted faults, and the control arm."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.chaos import faults, faults_of_clients, faults_of_custody, tampered, windows
from tests.chaos.checker_custody import CLAIM, CLOCK, FENCE, RETURN, TENURE
from tests.chaos.checker_verdict import Verdict
from tests.chaos.control import arm
from tests.chaos.faults import Fault, Scale
from tests.chaos.proxy import Tapping
from tests.chaos.run import Reached, Run, Size, judged, prepared
from tests.chaos.site import Site, made
from tests.chaos.taps import DoubledEvent, DroppedEvent, EarlyAck, Leak, ReorderedEvent

Say = Callable[[str], None]


FEW = Size(residents=2, nurses=2)


@dataclass(frozen=True)
class Spoiled:
    """A fault that is planted in the servers. `fault` is the one whose rule it tries."""

    fault: str
    name: str
    what: str
    rule: str
    act: Callable[[Run], Awaitable[None]]
    size: Size = FEW


FAULTS = (
    Fault("F1", "web processes killed", 5, faults.kill_workers),
    Fault("F2", "web processes restarted, one after the other", 5, faults.rolling_restart),
    Fault("F3", "Valkey killed and restarted, empty", 15, faults.kill_valkey, shared=True),
    Fault("F4", "Valkey half open", 12, faults.half_open_valkey, shared=True),
    Fault("F5", "no Valkey for a while", 12, faults.without_valkey, shared=True),
    Fault("F6", "nudges lost, doubled, shuffled; Valkey emptied", 12, faults.nudge_storm, shared=True),
    Fault("F7", "PostgreSQL stopped at once, its processes killed", 10, faults.stop_postgres, shared=True),
    Fault("F10", "clients cut off, both ways and one way", 5, faults_of_clients.cut_clients),
    Fault(
        "F10w",
        "two browser windows cut off",
        45,
        windows.windows_cut,
        Size(residents=1, nurses=1),
        opens_tabs=False,
    ),
    Fault(
        "F11",
        "connection reset after each commit",
        5,
        faults_of_clients.reset_after_commit,
        Size(residents=20, nurses=4),
        opens_tabs=False,
    ),
    Fault("F12", "600 ms, 50 kbit/s, 10 % and 30 % loss", 10, faults_of_clients.bad_network, Size(per_second=4)),
    Fault(
        "F13",
        "byte by byte, and a nurse who vanishes",
        60,
        faults_of_clients.half_open_client,
        Size(per_second=4),
        opens_tabs=False,
    ),
    Fault(
        "F14",
        "all sockets cut at once",
        15,
        faults_of_clients.storm,
        Size(residents=40, nurses=4),
        opens_tabs=False,
    ),
    Fault("F15", "readers who never read, floods, frames too large", 2, faults_of_clients.rude_clients),
    Fault(
        "F16",
        "owners who stood still and come back too late",
        60,
        faults_of_custody.zombie_owners,
        Size(residents=8, nurses=4, per_second=4),
        shared=True,
        opens_tabs=False,
    ),
    Fault(
        "F17",
        "clocks an hour wrong, stepping; devices a year ahead",
        5,
        faults_of_custody.wrong_clocks,
        Size(per_second=4),
        shared=True,
        opens_tabs=False,
    ),
    Fault(
        "F18",
        "nurses with five cases each are gone, in four ways",
        60,
        faults_of_custody.nurses_gone,
        sized=faults_of_custody.crowd_that_goes,
        opens_tabs=False,
        limit_alone_s=60,
    ),
    Fault(
        "F19",
        "fifty want the same case at once",
        15,
        faults_of_custody.claimed_at_once,
        sized=faults_of_custody.crowd_that_claims,
        opens_tabs=False,
    ),
    Fault("F20", "three tabs and a phone, one logged out", 5, faults_of_clients.three_tabs_and_a_phone),
)
PLANTED: tuple[tuple[str, Callable[[], Tapping], tuple[str, ...]], ...] = (
    ("early ack", lambda: EarlyAck, ("violation",)),
    ("early ack and lost", lambda: partial(EarlyAck, lose=2), ("lost", "violation")),
    ("dropped event", lambda: DroppedEvent, ("lost",)),
    ("doubled event", lambda: DoubledEvent, ("duplicated",)),
    ("reordered event", lambda: ReorderedEvent, ("reordered",)),
    ("leaked note", Leak, ("violation",)),
)
# What is spoiled in the product itself (tests.chaos.tampered), and the rule that has to find it.
SPOILED = (
    Spoiled("F16", "fence removed", "fence", FENCE, faults_of_custody.hand_back_and_write),
    Spoiled("F16", "tenure not asked", "tenure", TENURE, faults_of_custody.write_take_again_and_send),
    Spoiled("F17", "own clock believed", "own clock", CLOCK, faults_of_custody.write_by_wrong_clocks),
    Spoiled("F18", "return dropped", "return", RETURN, faults_of_custody.one_is_gone),
    Spoiled(
        "F19", "claim without comparison", "comparison", CLAIM, faults_of_custody.all_want_one,
        Size(residents=2, nurses=8, waiting=True),
    ),
)  # fmt: skip
PLANTED_MESSAGES = 6
PLANTED_HEAL_SECONDS = 5.0


def figures(verdict: Verdict, run: Run) -> dict[str, Any]:
    wrong = {name: what for name, what in run.told.items() if name.startswith("wrong")}
    return {
        "sent": verdict.sent,
        "lost": verdict.count("lost"),
        "duplicated": verdict.count("duplicated"),
        "reordered": verdict.count("reordered"),
        "violations": verdict.count("violation") + len(wrong),
        "recovery_p95_s": run.told.pop("recovery_s", _recovery(verdict)),
        "messages_p95_s": verdict.p95,
        **_of_custody(verdict),
    }


def _recovery(verdict: Verdict) -> float:
    """Of what the fault is about: cases that come back, answers to claims, else messages."""
    times = sorted(verdict.returned or verdict.answers)
    return round(times[int((len(times) - 1) * 0.95)], 1) if times else verdict.p95


def _of_custody(verdict: Verdict) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if verdict.returned:
        told["returned"] = {"cases": len(verdict.returned), "last_s": round(max(verdict.returned), 1)}
        told["residents_told"] = {"screens": len(verdict.told), "last_s": round(max(verdict.told, default=0.0), 1)}
    if verdict.answers:
        told["claims"] = {"answered": len(verdict.answers), "last_s": round(max(verdict.answers), 1)}
    if verdict.refused:
        told["refused"] = verdict.refused
    return told


async def run_fault(site: Site, fault: Fault, scale: Scale, folder: Path, seed: int, say: Say) -> dict[str, Any]:
    where = folder / f"{site.server}-{fault.name}"
    async with prepared(site, where, fault.sized(scale) if fault.sized else fault.size, seed) as run:
        if fault.opens_tabs:
            await run.open_tabs()
        await fault.act(run, scale)
        verdict = await judged(run)
    limit = fault.limit_alone_s if site.server == "embedded" else fault.limit_s
    told = {"fault": fault.name, "server": site.server, **figures(verdict, run), "limit_s": limit, **run.told}
    tell(fault, told, verdict, say)
    return told


def tell(fault: Fault, told: dict[str, Any], verdict: Verdict, say: Say, examples: int = 10) -> None:
    more = {name: what for name, what in told.items() if name not in ("fault", "server", *KNOWN)}
    say(
        f"  {fault.name:4} {fault.title:52} sent {told['sent']:5}  lost {told['lost']}  doubled {told['duplicated']}  "
        f"reordered {told['reordered']}  violations {told['violations']}  p95 {told['recovery_p95_s']} s "
        f"(limit {told['limit_s']} s)  {more or ''}"
    )
    for finding in verdict.findings[:examples]:
        say(f"       {finding}")


KNOWN = ("sent", "lost", "duplicated", "reordered", "violations", "recovery_p95_s", "messages_p95_s", "limit_s")


async def run_control(folder: Path, names: list[str], scale: Scale, seed: int, say: Say) -> list[dict[str, Any]]:
    told = []
    async with arm.running_control(folder / "site") as site:
        for fault in FAULTS:
            if fault.name not in arm.FAULTS or fault.name not in names:
                continue
            async with arm.prepared(site, folder / fault.name, fault.size, seed) as run:
                await run.open_tabs()
                await fault.act(run, scale)
                verdict = await judged(run, heal_seconds=arm.SETTLE_SECONDS)
            one = {"fault": fault.name, "server": "control", **figures(verdict, run), "limit_s": fault.limit_s}
            tell(fault, one, verdict, say, examples=0)
            told.append(one)
    return told


# --- planted faults --------------------------------------------------------------------------------------------------
async def planted(site: Site, folder: Path, say: Say) -> list[dict[str, Any]]:
    told = []
    for name, tapping, kinds in PLANTED:
        verdict = await planted_verdict(site, folder / name.replace(" ", "-"), tapping())
        found = all(verdict.count(kind) for kind in kinds)
        told.append({"planted": name, "found": found, "findings": len(verdict.findings)})
        say(f"  {name:20} {'found' if found else 'NOT FOUND'}: {next(map(str, verdict.findings), 'nothing')}")
    return told


async def spoiled(site: Site, folder: Path, names: list[str], say: Say) -> list[dict[str, Any]]:
    told = []
    try:
        for one in SPOILED:
            if one.fault in names:
                verdict = await spoiled_verdict(site, folder / one.fault, one)
                found = [finding for finding in verdict.findings if finding.rule == one.rule]
                told.append({"planted": one.name, "found": bool(found), "findings": len(verdict.findings)})
                say(f"  {one.name:24} {'found' if found else 'NOT FOUND'}: {next(map(str, found), 'nothing')}")
    finally:
        await site.restart()
    return told


async def spoiled_verdict(site: Site, folder: Path, one: Spoiled, *, really: bool = True) -> Verdict:
    """Leaves the servers as they are. Not `really`: the same is done to the product as it is."""
    clocks = made(folder / "clocks")
    await site.restart(**(tampered.environment(one.what, clocks=clocks) if really else {}))
    async with prepared(site, folder, one.size) as run:
        await one.act(run)
        return await judged(run, heal_seconds=PLANTED_HEAL_SECONDS)


async def planted_verdict(site: Site, folder: Path, tapping: Tapping | None) -> Verdict:
    """A few messages each way and a note, with a fault between the client and the server."""
    async with prepared(site, folder, Size(residents=1, nurses=1)) as run:
        site.front.tapping = tapping
        await run.open_tabs()
        (resident, seat), (nurse, _) = next(iter(run.residents.items())), next(iter(run.nurses.items()))
        room = seat.rooms[0]
        for number in range(PLANTED_MESSAGES):
            await run.clients.write((resident, nurse)[number % 2], room)
            await run.until(run.nothing_unsent, PLANTED_HEAL_SECONDS)
        await run.clients.note(nurse, room)
        await run.until(_all_is_shown(run), PLANTED_HEAL_SECONDS)
        return await judged(run, heal_seconds=PLANTED_HEAL_SECONDS)


def _all_is_shown(run: Run) -> Reached:
    """Or so it looks: a count is all that is asked here."""

    async def it_is() -> bool:
        rooms = [room for tab in (await run.clients.standing()).values() for room in tab["rooms"].values()]
        return all(room["count"] >= PLANTED_MESSAGES for room in rooms)

    return it_is
