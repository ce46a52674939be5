"""`make chaos`. Real servers, real databases, clients that are the shipped core, and faults one after the other.

`--servers`, `--faults`, `--scale`, `--resets`, `--sockets` and `--cases` choose and scale; the defaults take about
twenty minutes on two cores. The lines before the last are for people; the last is JSON. Ends with 1 if anything
promised was broken, or if the checker overlooked what it must find: a planted fault, or the control arm's losses.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.chaos.campaign import FAULTS, planted, run_control, run_fault, spoiled
from tests.chaos.faults import Scale
from tests.chaos.site import SERVERS, Site, running_site


def say(text: str) -> None:
    print(text, flush=True)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos")
    parser.add_argument("--servers", default="uvicorn,daphne", help=f"of {','.join(SERVERS)}")
    parser.add_argument("--faults", default=",".join(fault.name for fault in FAULTS))
    parser.add_argument("--scale", type=float, default=1.0, help="repeats each fault, or lets it last longer")
    parser.add_argument("--resets", type=int, default=300, help="messages whose connection is reset after the commit")
    parser.add_argument("--sockets", type=int, default=200, help="sockets of the reconnect storm")
    parser.add_argument("--cases", type=int, default=100, help="cases that fifty people claim at once, one by one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-control", action="store_true", help="leave the control arm out")
    parser.add_argument("--keep", type=Path, help="a folder for journals and logs")
    return parser.parse_args()


async def campaign(chosen: argparse.Namespace, folder: Path) -> dict[str, Any]:
    scale = Scale(chosen.scale, chosen.resets, chosen.sockets, round(chosen.cases * max(1.0, chosen.scale)))
    names = chosen.faults.split(",")
    told: dict[str, Any] = {"faults": [], "control": [], "planted": [], "chains": []}
    for server in chosen.servers.split(","):
        say(f"{server}:")
        async with running_site(server, folder / server) as site:
            for fault in FAULTS:
                if fault.name in names and not (fault.shared and server == "embedded"):
                    told["faults"].append(await run_fault(site, fault, scale, folder, chosen.seed, say))
            if server == chosen.servers.split(",")[0]:
                say("planted faults, which the checker must find:")
                told["planted"] = await planted(site, folder / "planted", say)
                told["planted"] += [] if server == "embedded" else await spoiled(site, folder / "spoiled", names, say)
            told["chains"].append({"server": server, "sound": await chain_is_sound(site)})
    if not chosen.no_control:
        say("control arm, a plain Channels chat with a save:")
        told["control"] = await run_control(folder / "control", names, scale, chosen.seed, say)
    return told


async def chain_is_sound(site: Site) -> bool:
    """Invariant I8, by the product's own tool: whether every audit row is in the chain as it was sealed."""
    try:
        said = await asyncio.to_thread(site.deployment.manage, "verify_audit")
    except RuntimeError as failure:
        say(f"  audit chain: {failure}")
        return False
    say(f"  {said.strip()}")
    return True


def broken(told: dict[str, Any]) -> list[str]:
    """What must not be, in sentences."""
    wrong = [
        f"{one['fault']} under {one['server']}"
        for one in told["faults"]
        if one["lost"] or one["duplicated"] or one["reordered"] or one["violations"]
    ]
    wrong += [
        f"{one['fault']} under {one['server']}: p95 {one['recovery_p95_s']} s, limit {one['limit_s']} s"
        for one in told["faults"]
        if one["recovery_p95_s"] > one["limit_s"]
    ]
    wrong += [f"the audit chain under {one['server']}" for one in told["chains"] if not one["sound"]]
    wrong += [f"planted and not found: {one['planted']}" for one in told["planted"] if not one["found"]]
    if told["control"] and not any(one["lost"] for one in told["control"]):
        wrong.append("the control arm lost nothing, so these faults show nothing")
    return wrong


def main() -> int:
    chosen = options()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vardrum-chaos-") as temporary:
        told = asyncio.run(campaign(chosen, chosen.keep or Path(temporary)))
    wrong = broken(told)
    for sentence in wrong:
        say(f"BROKEN: {sentence}")
    sent = sum(one["sent"] for one in told["faults"])
    if sent and not any(one["lost"] for one in told["faults"]):
        say(f"{sent} messages, none lost: the true rate is below {3 / sent:.1e} (95 %)")
    say(f"make chaos: {'broken' if wrong else 'all is well'} ({(time.monotonic() - started) / 60:.1f} min)")
    print(json.dumps(told))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
