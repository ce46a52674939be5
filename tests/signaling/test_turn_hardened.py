"""coturn as it is deployed, in a network without a way out: it relays to nobody inside, and for nobody without a call.

Only requests are made; no data is sent to any of the addresses."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from signaling import turn
from tests.support.networks import namespace
from tests.support.processes import REPOSITORY
from tests.support.turn import PORT, certify, running_turn

pytestmark = pytest.mark.needs("turnserver", "unshare", "nsenter", "ip", "ss")
SECRET = "the secret of one test"
CALL = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
PUBLIC = "8.8.8.8"
INTERNAL = [
    "0.0.0.1", "10.0.0.5", "10.255.255.254", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.9.9.9",
    "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.254", "192.0.0.8", "192.168.0.1",
    "192.168.255.254", "198.18.0.1", "198.19.255.254", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255",
]  # fmt: skip
# The same places as IPv6 writes them: mapped, compatible, translated (NAT64, 6to4), and IPv6's own.
ENCODED = [
    "::1", "::ffff:10.0.0.5", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::10.0.0.5", "::127.0.0.1",
    "64:ff9b::a00:5", "64:ff9b::7f00:1", "2002:a00:5::1", "fd00::5", "fe80::1", "ff02::1",
]  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if os.geteuid() != 0:
        pytest.skip("a network namespace needs root")
    folder: Path = tmp_path_factory.mktemp("turn")
    now = datetime.now(UTC)
    good = turn.credentials(SECRET, CALL, now)
    stale = turn.credentials(SECRET, CALL, now - timedelta(seconds=turn.CREDENTIAL_SECONDS + 5))
    longer = (f"{int(now.timestamp()) + 10 * turn.CREDENTIAL_SECONDS}:{CALL.hex}", stale[1])
    order = {
        "port": PORT,
        "good": good,
        "ipv6": turn.credentials(SECRET, UUID(int=2), now),
        "users": {
            "expired": stale,
            "foreign": turn.credentials("the secret of another house", CALL, now),
            "another call's": (turn.credentials(SECRET, UUID(int=1), now)[0], good[1]),
            "prolonged by hand": longer,
            "good": turn.credentials(SECRET, UUID(int=3), now),
        },
        "peers": [*INTERNAL, *ENCODED, PUBLIC],
        "quota": 19,
    }
    with namespace() as place:
        place.run("ip", "addr", "add", "203.0.113.1/32", "dev", "lo")
        certify(folder, "203.0.113.1")
        with running_turn(place, folder, "203.0.113.1", SECRET):
            done = subprocess.run(
                place.command(sys.executable, "-m", "tests.signaling.turn_requests"),
                input=json.dumps({**order, "address": "203.0.113.1"}),
                capture_output=True, text=True, check=False, cwd=REPOSITORY,
            )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def test_nothing_inside_is_relayed_to(answers: dict[str, Any]) -> None:
    codes = {peer: found for peer, found in answers["asked"].items() if peer != PUBLIC}
    asked = [code for found in codes.values() for code in found]
    sys.stdout.write(f"\nto internal addresses: {len(asked)} requests, {asked.count(0)} granted\n")
    assert answers["allocation"] == 0
    assert len(asked) == 64
    assert {peer: found for peer, found in codes.items() if 0 in found} == {}


def test_what_is_outside_is_relayed_to(answers: dict[str, Any]) -> None:
    """Else the refusals above would say nothing about addresses."""
    assert answers["asked"][PUBLIC] == [0, 0]


@pytest.mark.parametrize("user", ["expired", "foreign", "another call's", "prolonged by hand"])
def test_other_credentials_are_refused(answers: dict[str, Any], user: str) -> None:
    assert answers["users"][user] == 401


def test_the_calls_own_credentials_are_taken(answers: dict[str, Any]) -> None:
    assert answers["users"]["good"] == 0


def test_one_call_has_so_many_allocations_and_no_more(answers: dict[str, Any]) -> None:
    """One is there already."""
    assert answers["quota"] == [0] * 17 + [486] * 2


def test_there_is_no_relaying_over_ipv6(answers: dict[str, Any]) -> None:
    assert answers["ipv6_allocation"] == 440
