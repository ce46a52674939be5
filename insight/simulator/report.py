"""What `make simulate` says for people: a table of waits, what the order gains and costs beside the theory, how well
waits are foretold. Each function gives what the last line needs of it."""

import sys
from collections.abc import Mapping, Sequence

from insight.simulator.intervals import Told, scored
from insight.simulator.measures import URGENT, Group, Waits, over_seeds, sure
from insight.simulator.scenario import Scenario
from insight.simulator.theory import urgent_gain

Runs = Mapping[tuple[float, str], Sequence[Sequence[Waits]]]
Formula = Sequence[tuple[int, float, float]]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def waits(runs: Runs) -> list[Waits]:
    """`runs` are the lines of every seed, by load and policy."""
    say("Waits in minutes of opening hours, from arrival until a clinician turns to the case; +- is the p95's 95 %")
    say("confidence over seeds. In time: of all, and of those that came while the unit was open")
    say("load  policy        priority  cases    mean     p50     p95     +-  longest  in time  if open  hand-backs")
    lines = []
    for seeds in runs.values():
        for several in zip(*seeds, strict=True):
            line, apart = over_seeds(several), sure([one.p95_s for one in several]).within
            lines.append(line)
            figures = " ".join(f"{value / 60:7.1f}" for value in (line.mean_s, line.p50_s, line.p95_s))
            group = "errand" if line.priority is None else str(line.priority)
            say(
                f"{line.load:.2f}  {line.policy:<13} {group:<8} {line.cases:6} {figures} {apart / 60:6.1f} "
                f"{line.max_s / 60:8.1f} {line.within_target:8.1%} {line.in_time_when_open:8.1%} {line.hand_backs:8}"
            )
    return lines


def gain(scenario: Scenario, runs: Runs, load: float) -> dict[str, float]:
    """What the urgent gain over first come beside what the theory says, and what the rest pay."""
    ours, first = _by_group(runs[load, "ours"]), _by_group(runs[load, "first_come"])
    work = {kind.priority: kind.share * kind.work for kind in scenario.cases}
    share = {priority: amount / sum(work.values()) for priority, amount in work.items()}
    before = share.get(1, 0) + share.get(2, 0)
    theory = urgent_gain(load, before)
    found = sure([theirs.p95_s / own.p95_s for own, theirs in zip(ours[URGENT], first[URGENT], strict=True)])
    say(f"At {load:.0%}: the p95 of priority 1-2 is {found.mean:.1f} +- {found.within:.1f} times shorter than first")
    say(f"  come, first served; the theory's (1 - rho12) / (1 - rho) is {theory:.1f}, {0.8 * theory:.1f} is asked for.")
    for priority in (3, 4, 5):
        after = before + share.get(priority, 0)
        longer = (1 - load) / ((1 - load * before) * (1 - load * after))
        kept = [line.within_target for line in ours[priority]], [line.within_target for line in first[priority]]
        apart = sure([own - theirs for own, theirs in zip(*kept, strict=True)])
        say(
            f"  priority {priority}: {sure(kept[0]).mean:.1%} in time, first come {sure(kept[1]).mean:.1%}, "
            f"{apart.mean:+.1%} +- {apart.within:.1%}; after those above,\n    the formula makes its mean wait "
            f"{longer:.2f} times first come's."
        )
        before = after
    return {"measured": round(found.mean, 2), "within": round(found.within, 2), "theory": round(theory, 2)}


def _by_group(seeds: Sequence[Sequence[Waits]]) -> dict[Group, list[Waits]]:
    found: dict[Group, list[Waits]] = {}
    for lines in seeds:
        for line in lines:
            found.setdefault(line.priority, []).append(line)
    return found


def formula(seeds: Sequence[Formula], load: float) -> float:
    """Gives the largest relative deviation of a class's mean over seeds."""
    worst = 0.0
    for classes in zip(*seeds, strict=True):
        apart = sure([simulated / theory - 1 for _, simulated, theory in classes])
        worst = max(worst, abs(apart.mean))
        number, simulated, theory = classes[0]
        say(
            f"Pure priority at {load:.0%}, class {number}: {simulated:.1f} s, by formula {theory:.1f} s at first, "
            f"over {len(classes)} {apart.mean:+.1%} +- {apart.within:.1%}"
        )
    return worst


def intervals(by_run: Mapping[str, Sequence[Told]]) -> dict[str, object]:
    """What is told on arrival, in all runs and in each, and to those who look again while they wait."""
    say("Intervals for eight of ten: covered, mean width, interval score and pinball loss in minutes of opening hours;")
    say("beside the 10 % and 90 % quantiles of the latest waits of the same priority")
    arriving = {name: [one for one in found if not one.again] for name, found in by_run.items()}
    everything = [one for found in arriving.values() for one in found]
    asked_again = [one for found in by_run.values() for one in found if one.again]
    for name, found in {**arriving, "all, on arrival": everything, "all, 30 min later": asked_again}.items():
        for which in ("ours", "plain"):
            score = scored(found, which)
            say(
                f"  {name:<24} {which:<6} {score.cases:6} cases {score.coverage:6.1%} {score.width_s / 60:7.1f} "
                f"{score.score / 60:7.1f} {score.pinball / 60:7.2f}"
            )
    ours, plain = scored(everything, "ours"), scored(everything, "plain")
    return {
        "coverage": ours.coverage,
        "cases": ours.cases,
        "width_s": ours.width_s,
        "score": ours.score,
        "pinball": ours.pinball,
        "again": scored(asked_again, "ours").coverage,
        "plain": {"coverage": plain.coverage, "width_s": plain.width_s, "score": plain.score, "pinball": plain.pinball},
    }
