"""One day from the morning to the evening: the site, the people, the play, and what the checkers say of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from insight.simulator.plan import Plan
from tests.day import beside, checker, checker_order, ledger
from tests.day.checker import Finding, HandBack
from tests.day.faults import Fault, clock
from tests.day.journal import Journal
from tests.day.ledger import Ledger
from tests.day.nurse import Nurse
from tests.day.play import Play
from tests.day.site import Site, running_site

# Before the first comes, for tables and the demonstration's people.
BEFORE_SECONDS = 600.0


@dataclass
class Told:
    journal: Journal
    ledger: Ledger
    findings: list[Finding]
    hand_backs: list[HandBack]
    server: list[beside.Waits]
    engine: list[beside.Waits]
    figures: dict[str, Any] = field(default_factory=dict)


async def play_day(
    plan: Plan, begins: float, ends: float, faults: Sequence[Fault], folder: Path, spoiled: str = ""
) -> Told:
    """`begins` and `ends` are seconds since the day's midnight."""
    midnight = plan.scenario.midnight.timestamp()
    async with running_site(folder, midnight + begins - BEFORE_SECONDS, spoiled) as site:
        play = await _prepared(site, plan, begins, ends)
        for fault in faults:
            play.at(clock(fault.at), partial(fault.act, play))
        await play.run(ends)
        at = play.clock
        await play.close()
        found = await asyncio.to_thread(ledger.read, site.database, play.unit, at)
    return _told(play, found, ends, at)


async def _prepared(site: Site, plan: Plan, begins: float, ends: float) -> Play:
    spans = [[span.weekday, span.opens, span.closes] for span in plan.scenario.spans]
    people = [
        {"profession": one.profession, "languages": sorted(one.languages), "capacity": one.capacity}
        for one in plan.people
    ]
    opened = await site.door.ask("open_unit", spans=spans, people=people)
    play = Play(site, plan, opened["unit"])
    for person, account in zip(plan.people, opened["people"], strict=True):
        play.nurses[person.id] = Nurse(play, person, account)
    site.hand.put(play.midnight + begins)
    play.expect(begins, ends)
    return play


def _told(play: Play, found: Ledger, ends: float, at: float) -> Told:
    plan, journal = play.plan, play.journal
    closes = max(end for _, end in plan.scenario.opening_seconds if end < plan.scenario.end)
    wrong = checker.findings(journal, found, play.midnight + closes if ends > closes else None)
    wrong += checker_order.findings(journal, found, at)
    opened = {course.job.need.number: course.opened for course in play.courses.values()}
    states = [case.state for room, case in found.cases.items() if room in journal.cases]
    figures = {
        "cases": len(journal.cases),
        "states": {state: states.count(state) for state in sorted(set(states))},
        "messages": len(journal.acked),
        "offers": checker_order.compared(found),
        "events": play.events,
        "steps": play.steps,
        "moves": _moves(found),
        **{name: count for name, count in sorted(play.told.items())},
    }
    return Told(
        journal,
        found,
        wrong,
        checker.hand_backs(journal, found),
        beside.waits(plan, opened, ends),
        beside.waits(plan, beside.opened_by_the_engine(plan), ends),
        figures,
    )


def _moves(found: Ledger) -> dict[str, int]:
    moves = [step.move for case in found.cases.values() for step in case.steps]
    return {move: moves.count(move) for move in sorted(set(moves))}


def last_line(told: Told, minutes: float) -> dict[str, Any]:
    """What the command ends with, as JSON."""
    back = [one.back_after for one in told.hand_backs if one.back_after is not None]
    heard = [one.told_after for one in told.hand_backs if one.told_after is not None]
    return {
        **told.figures,
        "findings": [asdict(one) for one in told.findings],
        "hand_backs": {
            "cases": len(told.hand_backs),
            "back_s": max(back, default=None),
            "told_s": max(heard, default=None),
            "limit_s": checker.TOLD_SECONDS,
        },
        "waits": [
            {**asdict(ours), "engine": {name: value for name, value in asdict(theirs).items() if name != "priority"}}
            for ours, theirs in zip(told.server, told.engine, strict=True)
        ],
        "minutes": round(minutes, 1),
    }
