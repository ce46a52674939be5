"""Notices while each provider fails for a while and workers are killed: each arrives once by its id, in the person's
order, and says nothing that must not leave the house.

VARDRUM_NOTICES=1000 runs it at full size; its output is kept in docs/measurements/notices.txt.
"""

import base64
import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from people.carriers.push import topic
from people.notice_words import LANGUAGES, words
from people.outbox import Kind
from tests.notices.seed import AUTH, CANARY
from tests.notices.world import WAYS, Outside, outside
from tests.support.processes import REPOSITORY, ServerProcess
from tests.support.servers import PYTHON, environment_of, manage

NOTICES = int(os.environ.get("VARDRUM_NOTICES", "100"))
A_PERSON = 4
WORKERS = 2
LEASE = "2"
# Beyond this something hangs; it decides nothing about speed.
PATIENCE = 60 + NOTICES
NUMBER = re.compile(rb"(?<!\d)(?:19|20)?\d{6}[-+]?\d{4}(?!\d)")


@pytest.fixture
def providers(tmp_path: Path) -> Iterator[Outside]:
    with outside(tmp_path / "outside") as running:
        yield running


def program(environment: dict[str, str], *arguments: str) -> Any:
    done = subprocess.run(
        [PYTHON, "-m", *arguments], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def workers(environment: dict[str, str], folder: Path) -> list[ServerProcess]:
    command = [sys.executable, "-m", "tests.notices.worker", LEASE]
    return [
        ServerProcess(f"worker {n}", command, log=folder / f"{n}.log", ready=lambda: True, environment=environment)
        for n in range(WORKERS)
    ]


def accepted(providers: Outside) -> list[dict[str, Any]]:
    """Everything that providers took, in the order of time, with the notice's id whatever the way calls it."""
    taken = [{**entry, "way": way} for way in WAYS for entry in providers.accepted(way)]
    for entry in taken:
        entry["notice"] = notice_of(entry)
    return sorted(taken, key=lambda entry: entry["at"])


def notice_of(entry: dict[str, Any]) -> str:
    if entry["way"] == "push":
        return str(uuid.UUID(bytes=base64.urlsafe_b64decode(entry["id"] + "==")))
    return str(entry["id"]).strip("<>").partition("@")[0]


def under_fire(providers: Outside, environment: dict[str, str], running: list[ServerProcess], wanted: int) -> int:
    """One provider after the other is down, and one worker after the other is killed in the middle; gives how many."""
    killed = 0
    deadline = time.monotonic() + PATIENCE
    while len({entry["notice"] for entry in accepted(providers)}) < wanted:
        assert time.monotonic() < deadline, program(environment, "tests.notices.states")
        if killed < 2 * len(WAYS):
            down = WAYS[killed // 2]
            for way in WAYS:
                providers.set_down(way, way == down)
            victim = running[killed % WORKERS]
            await_more(providers)
            victim.kill()
            victim.restart()
            killed += 1
        else:
            for way in WAYS:
                providers.set_down(way, False)
                providers.set_slow(way, False)
            time.sleep(0.2)
    return killed


def test_each_notice_arrives_once_in_order_and_says_nothing(providers: Outside, tmp_path: Path) -> None:
    environment = {
        **environment_of(tmp_path, [8000]),
        **providers.settings(),
        "DJANGO_SETTINGS_MODULE": "chatserver.settings",
    }
    manage(environment, "migrate", "--verbosity", "0")
    people = program(environment, "tests.notices.seed", str(NOTICES // A_PERSON), str(providers.ports["push"]))
    wanted = {one for person in people for one in person["notices"]}
    assert len(wanted) == NOTICES
    for way in WAYS:
        providers.set_slow(way, True)
    running = workers(environment, tmp_path)
    began = time.time()
    try:
        for worker in running:
            worker.start()
        killed = under_fire(providers, environment, running, len(wanted))
        settle(environment)
    finally:
        for worker in running:
            worker.close()
    taken = accepted(providers)
    assert {entry["notice"] for entry in taken} == wanted
    assert program(environment, "tests.notices.states") == {"sent": NOTICES}
    in_order(people, taken)
    says_nothing(providers, people, taken, tmp_path)
    report(taken, began, killed)


def await_more(providers: Outside) -> None:
    """Until somebody is at work, or is not because everything waits for whoever is down."""
    before, deadline = len(accepted(providers)), time.monotonic() + 1.5
    while len(accepted(providers)) == before and time.monotonic() < deadline:
        time.sleep(0.02)


def settle(environment: dict[str, str]) -> None:
    """What a killed worker had sent and not recorded is sent again after its lease, by the same id."""
    deadline = time.monotonic() + PATIENCE
    while set(program(environment, "tests.notices.states")) != {"sent"}:
        assert time.monotonic() < deadline
        time.sleep(0.3)


def firsts(taken: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in taken:
        found.setdefault(entry["notice"], entry)
    return found


def in_order(people: list[dict[str, Any]], taken: list[dict[str, Any]]) -> None:
    at = {notice: entry["at"] for notice, entry in firsts(taken).items()}
    for person in people:
        times = [at[notice] for notice in person["notices"]]
        assert times == sorted(times), person["endpoint"]
    # A repetition carries the id of the first by the same way: the receiver's side knows the two for one.
    ways: dict[str, set[str]] = {}
    for entry in taken:
        ways.setdefault(entry["notice"], set()).add(entry["way"])
    assert all(entry["id"] == topic(uuid.UUID(entry["notice"])) for entry in taken if entry["way"] == "push")
    assert sum(len(by) > 1 for by in ways.values()) == 0, "a notice went by two ways"


def decrypted(entry: dict[str, Any], people: list[dict[str, Any]]) -> dict[str, str]:
    owner = next(person for person in people if person["endpoint"].endswith(entry["to"]))
    key = ec.derive_private_key(owner["key"], ec.SECP256R1())
    body = http_ece.decrypt(base64.b64decode(entry["body"]), private_key=key, auth_secret=AUTH, version="aes128gcm")
    said: dict[str, str] = json.loads(body)
    return said


NEUTRAL = {
    words(kind, language, protected=protected).text
    for kind in Kind
    for language in LANGUAGES
    for protected in (True, False)
}


def says_nothing(providers: Outside, people: list[dict[str, Any]], taken: list[dict[str, Any]], folder: Path) -> None:
    """What was sent, decrypted, and every log: no canary, no personal number, no link."""
    pushed = [decrypted(entry, people) for entry in taken if entry["way"] == "push"]
    assert pushed
    assert all(set(said) == {"n", "title", "text"} and said["text"] in NEUTRAL for said in pushed)
    texts = [said["text"] for said in pushed] + [entry["text"].strip() for entry in taken if entry["way"] != "push"]
    assert set(texts) <= NEUTRAL
    logs = b"".join(path.read_bytes() for path in [*folder.glob("*.log"), *providers.folder.glob("*.log")])
    everything = json.dumps([pushed, taken], ensure_ascii=False).encode() + logs
    numbers = {person["number"].replace("-", "") for person in people}
    found = {match.replace(b"-", b"").decode()[-10:] for match in NUMBER.findall(everything)}
    assert CANARY.encode() not in everything.lower()
    assert not found & {number[-10:] for number in numbers}
    assert not any("http" in text for text in texts)


def report(taken: list[dict[str, Any]], began: float, killed: int) -> None:
    waits = sorted(entry["at"] - began for entry in firsts(taken).values())
    by_way = {way: sum(entry["way"] == way for entry in firsts(taken).values()) for way in WAYS}
    repeated = len(taken) - len(waits)
    print(  # noqa: T201 the measurement
        f"{len(waits)} notices {by_way}, {killed} workers killed, each provider down for a while (lease {LEASE} s): "
        f"p50 {waits[len(waits) // 2]:.1f} s, p95 {waits[int(len(waits) * 0.95)]:.1f} s, all {waits[-1]:.1f} s; "
        f"{repeated} repeated under the same id"
    )
