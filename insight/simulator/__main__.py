"""`make simulate`: every policy at every load, the theory beside, the time of matching; ends with one line of JSON."""

import argparse
import json
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from math import log
from pathlib import Path

from insight.simulator import measures
from insight.simulator.measures import URGENT, Waits
from insight.simulator.policies import POLICIES
from insight.simulator.scenario import HERE, Scenario, load_scenario
from insight.simulator.theory import urgent_gain

LOADS = (0.70, 0.85, 0.95)
SHOWN_LOAD = 0.85
WITHOUT_INTERVALS = "n/a: no interval of waiting times is computed yet"


def main() -> None:
    options = _options()
    scenario, pure = load_scenario(options.scenario), load_scenario(HERE / "pure_priority.yaml")
    with ProcessPoolExecutor(max_workers=2) as workers:
        theory = workers.submit(measures.formula_errors, pure, SHOWN_LOAD, options.seed)
        runs = [
            workers.submit(measures.run, scenario, policy, load, options.seed) for load in LOADS for policy in POLICIES
        ]
        lines = [line for one in runs for line in one.result()]
        _say_waits(lines)
        met = _say_show(scenario, lines)
        error = _say_theory(theory.result())
    matching = {waiting: measures.matching_ms(waiting, scenario) for waiting in (1_000, 10_000)}
    _say(f"Matching, 500 people: {', '.join(f'{ms:.3f} ms an event with {n} waiting' for n, ms in matching.items())}")
    _say(f"  n log n would allow {matching[1_000] * 10 * log(10_000) / log(1_000):.3f} ms at 10000")
    _say(
        json.dumps(
            {
                "waits": [measures.told(line) for line in lines],
                "interval_coverage": WITHOUT_INTERVALS,
                "formula_error": round(error, 4),
                "matching_ms": {str(waiting): round(ms, 4) for waiting, ms in matching.items()},
                "urgent_gain": met,
            }
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="insight.simulator", description=__doc__)
    parser.add_argument("--scenario", type=Path, default=HERE / "first_line.yaml")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _say_waits(lines: Iterable[Waits]) -> None:
    _say("Waits in minutes of opening hours, from arrival until a clinician turns to the case")
    _say("load  policy        priority  cases    mean     p50     p95 longest  in time  hand-backs")
    for line in lines:
        figures = " ".join(f"{value / 60:7.1f}" for value in (line.mean_s, line.p50_s, line.p95_s, line.max_s))
        group = "errand" if line.priority is None else str(line.priority)
        _say(
            f"{line.load:.2f}  {line.policy:<13} {group:<8} {line.cases:6} {figures} {line.within_target:8.1%} "
            f"{line.hand_backs:8}"
        )


def _say_show(scenario: Scenario, lines: list[Waits]) -> dict[str, float]:
    """At 85 %: what the urgent gain over first come beside what the theory says, and what the rest pay."""
    found = {(line.policy, line.priority): line for line in lines if line.load == SHOWN_LOAD}
    ours, first = found["ours", URGENT], found["first_come", URGENT]
    work = {kind.priority: kind.share * kind.work for kind in scenario.cases}
    share = {priority: amount / sum(work.values()) for priority, amount in work.items()}
    theory = urgent_gain(SHOWN_LOAD, share.get(1, 0) + share.get(2, 0))
    gain = first.p95_s / ours.p95_s
    _say(f"At {SHOWN_LOAD:.0%}: the p95 of priority 1-2 is {gain:.1f} times shorter than first come, first served;")
    _say(f"  the theory's (1 - rho12) / (1 - rho) is {theory:.1f}, and 80 % of it is asked for.")
    before = share.get(1, 0) + share.get(2, 0)
    for priority in (3, 4, 5):
        after = before + share.get(priority, 0)
        longer = (1 - SHOWN_LOAD) / ((1 - SHOWN_LOAD * before) * (1 - SHOWN_LOAD * after))
        kept = found["ours", priority].within_target, found["first_come", priority].within_target
        _say(
            f"  priority {priority}: {kept[0]:.1%} in time, first come {kept[1]:.1%}; served after those above, the "
            f"formula makes its mean wait {longer:.2f} times first come's."
        )
        before = after
    return {"measured": round(gain, 2), "theory": round(theory, 2)}


def _say_theory(classes: list[tuple[int, float, float]]) -> float:
    """Gives the largest relative deviation."""
    worst = 0.0
    for number, simulated, theory in classes:
        worst = max(worst, abs(simulated / theory - 1))
        _say(f"Pure priority at {SHOWN_LOAD:.0%}, class {number}: {simulated:.1f} s, by formula {theory:.1f} s.")
    return worst


if __name__ == "__main__":
    main()
