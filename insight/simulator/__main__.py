"""`make simulate`: every policy at every load over several seeds, the theory beside, how well waits are foretold, the
time of matching; ends with one line of JSON."""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from math import log
from pathlib import Path

from insight.simulator import intervals, measures, report
from insight.simulator.measures import matching_ms
from insight.simulator.policies import POLICIES
from insight.simulator.report import say
from insight.simulator.scenario import HERE, load_scenario

LOADS = (0.70, 0.85, 0.95)
SHOWN_LOAD = 0.85
# Seeds that nothing was chosen by, and work that takes ever longer or shorter: seed, load at the beginning, and how
# many times as long a turn is at the end of the three weeks.
FORETOLD = ((1001, 0.85, 1.0), (1002, 0.75, 1.25), (1003, 0.90, 0.8))
WAITING = (1_000, 3_000, 10_000)


def main() -> None:
    options = _options()
    scenario, pure = load_scenario(options.scenario), load_scenario(HERE / "pure_priority.yaml")
    seeds = range(options.seed, options.seed + options.seeds)
    with ProcessPoolExecutor(max_workers=options.workers) as workers:
        foretold = {
            f"load {load:.2f}, drift {drift:.2f}": workers.submit(intervals.told, scenario, load, seed, drift)
            for seed, load, drift in FORETOLD
        }
        theory = [workers.submit(measures.formula_errors, pure, SHOWN_LOAD, seed) for seed in seeds]
        started = {
            (load, policy): [workers.submit(measures.run, scenario, policy, load, seed) for seed in seeds]
            for load in LOADS
            for policy in POLICIES
        }
        runs = {key: [one.result() for one in several] for key, several in started.items()}
        lines = report.waits(runs)
        met = report.gain(scenario, runs, SHOWN_LOAD)
        error = report.formula([one.result() for one in theory], SHOWN_LOAD)
        told = report.intervals({name: one.result() for name, one in foretold.items()})
    matching = {waiting: matching_ms(waiting, scenario) for waiting in WAITING}
    say(f"Matching, 500 people: {', '.join(f'{ms:.3f} ms an event with {n} waiting' for n, ms in matching.items())}")
    say(f"  n log n would allow {matching[1_000] * 10 * log(10_000) / log(1_000):.3f} ms at 10000")
    last = {
        "waits": [asdict(line) for line in lines],
        "interval_coverage": told["coverage"],
        "formula_error": round(error, 4),
        "matching_ms": {str(waiting): round(ms, 4) for waiting, ms in matching.items()},
        "urgent_gain": met,
        "intervals": told,
        "seeds": list(seeds),
    }
    say(json.dumps(last))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="insight.simulator", description=__doc__)
    parser.add_argument("--scenario", type=Path, default=HERE / "first_line.yaml")
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--seeds", type=int, choices=range(1, 11), default=3, metavar="1-10", help="runs of everything")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
