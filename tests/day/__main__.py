"""`make day`: the real deployment lives through a day of the simulator's scenario, with faults at committed times.

The lines before the last are for people; the last is JSON. Ends with 1 if a checker found anything, or if nothing was
there to be looked at.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from insight.simulator.scenario import HERE, load_scenario
from tests.day.beside import Waits, plan_of, within
from tests.day.faults import FAULTS, clock
from tests.day.run import Told, last_line, play_day

MONDAY = 0


def say(text: str) -> None:
    print(text, flush=True)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make day")
    parser.add_argument("--scenario", type=Path, default=HERE / "first_line.yaml")
    parser.add_argument("--load", type=float, default=0.85, help="work that comes in, as a share of the time there is")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--begins", default="06:00")
    parser.add_argument("--ends", default="18:00")
    parser.add_argument("--no-faults", action="store_true", help="the same day, and nothing goes wrong")
    parser.add_argument("--spoiled", default="", help="what is spoiled in the servers: order, return")
    parser.add_argument("--keep", type=Path, help="a folder for the servers' logs")
    return parser.parse_args()


def next_monday(today: date) -> date:
    """A week ahead at least: nothing that the installation holds already is later than the day."""
    ahead = today + timedelta(days=7)
    return ahead + timedelta(days=(MONDAY - ahead.weekday()) % 7)


def tell(told: Told) -> None:
    say("Waits in minutes of opening hours, from arrival until a clinician turns to the case; beside them the")
    say("simulator's engine with the same arrivals, work and shifts, without offers, sockets and faults")
    say("priority  cases  opened    mean     p50     p95  engine: mean     p50     p95   mean apart")
    for ours, theirs in zip(told.server, told.engine, strict=True):
        group = "errand" if ours.priority is None else str(ours.priority)
        apart = (ours.mean_s - theirs.mean_s) / 60
        say(f"{group:<9} {ours.cases:5} {ours.opened:7} {_minutes(ours)}       {_minutes(theirs)} {apart:+12.1f}")
    for name, value in told.figures.items():
        say(f"  {name}: {value}")
    for one in told.hand_backs:
        say(f"  back from a dead console: {one.room} after {one.back_after} s, resident told after {one.told_after} s")


def _minutes(waits: Waits) -> str:
    return " ".join(f"{value / 60:7.1f}" for value in (waits.mean_s, waits.p50_s, waits.p95_s))


def main() -> int:
    chosen = options()
    begins, ends = clock(chosen.begins), clock(chosen.ends)
    # Not by a clinic's clock: any date does that is a Monday and to come.
    plan = plan_of(load_scenario(chosen.scenario), chosen.load, chosen.seed, str(next_monday(date.today())))  # noqa: DTZ011 as said
    faults = () if chosen.no_faults else [one for one in FAULTS if begins <= clock(one.at) < ends]
    for fault in faults:
        say(f"{fault.at} {fault.what}")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vardrum-day-") as temporary:
        played = play_day(
            within(plan, begins, ends), begins, ends, faults, chosen.keep or Path(temporary), chosen.spoiled
        )
        told = asyncio.run(played)
    minutes = (time.monotonic() - started) / 60
    tell(told)
    for finding in told.findings:
        say(f"BROKEN: {finding}")
    nothing = not told.figures["offers"]
    say(f"make day: {'broken' if told.findings or nothing else 'all is well'} ({minutes:.1f} min)")
    print(json.dumps(last_line(told, minutes)))
    return 1 if told.findings or nothing else 0


if __name__ == "__main__":
    sys.exit(main())
