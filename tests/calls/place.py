"""The house, its relay and two people's browsers, each in a network namespace of its own, on one bridge."""

import http.client
import json
import os
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.browser.chromium import launch_options
from tests.browser.database import open_around_the_clock
from tests.support.networks import BRIDGE, Namespace, address, bridged
from tests.support.processes import ServerProcess
from tests.support.servers import PYTHON, AppServer, Deployment, environment_of
from tests.support.turn import certify, running_turn

HOUSE, RELAY, RESIDENT, NURSE = "house", "relay", "resident", "nurse"
PLACES = [HOUSE, RELAY, RESIDENT, NURSE]
PORT = 8000
ORIGIN = f"http://{address(1)}:{PORT}"
# It starts again beside everybody's calls.
START_SECONDS = 180.0
ANSWER_SECONDS = 2.0
SECRET = "the secret of calls in tests"
# For TLS alone: Firefox leaves a relay over TLS out that is not named, and Chromium resolves no name for UDP where no
# way leads out.
RELAY_NAME = "turn.vardrum.test"
UDP = "meta l4proto udp drop"
PLAIN_TURN = "tcp dport 3478 drop"
LOSS = "meta l4proto udp numgen random mod 100 < 10 drop"
# What the resident's network does to what leaves them and what comes.
RULES: dict[str, list[str]] = {
    "open": [],
    "udp_blocked": [f"add rule bridge faults out {UDP}", f"add rule bridge faults in {UDP}"],
    "tls_only": [f"add rule bridge faults out {UDP}", f"add rule bridge faults out {PLAIN_TURN}"],
    "loss_10": [f"add rule bridge faults out {LOSS}", f"add rule bridge faults in {LOSS}"],
    "address_change": [],
}
SIGNALLING_CUT = [
    f"add rule bridge faults {way} tcp {end} {PORT} drop" for way in ("out", "in") for end in ("sport", "dport")
]


@dataclass(frozen=True)
class Place:
    networks: dict[str, Namespace]
    deployment: Deployment
    relay: ServerProcess

    @property
    def house(self) -> ServerProcess:
        return self.deployment.servers[0].process

    @property
    def logs(self) -> list[Path]:
        return [self.house.log, self.relay.log]

    def becomes(self, network: str) -> None:
        """The resident's network is this one of `RULES` from now on."""
        self.networks[BRIDGE].rules(port_of(RESIDENT), *RULES[network])

    def cut_off(self, whose: str) -> None:
        """Nothing passes between the house and the resident, the nurse or, for the house, anybody; media and the relay
        are not touched. Nobody is told: what was under way stays open. Until `becomes`."""
        self.networks[BRIDGE].rules(port_of(whose), *SIGNALLING_CUT)


def port_of(name: str) -> str:
    return f"port{PLACES.index(name) + 1}"


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    with ExitStack() as stack:
        networks = stack.enter_context(bridged(PLACES))
        certify(folder, RELAY_NAME)
        relay = stack.enter_context(running_turn(networks[RELAY], folder, address(2), SECRET))
        hosts = folder / "hosts"
        hosts.write_text(f"127.0.0.1 localhost\n{address(2)} {RELAY_NAME}\n")
        for name in (RESIDENT, NURSE):
            networks[name] = replace(networks[name], hosts=hosts)
        yield Place(networks, stack.enter_context(house(networks[HOUSE], folder)), relay)


@contextmanager
def house(network: Namespace, folder: Path) -> Iterator[Deployment]:
    turn = f"{address(2)}:3478"
    servers = [
        {"urls": [f"stun:{turn}"]},
        {
            "urls": [
                f"turn:{turn}?transport=udp",
                f"turn:{turn}?transport=tcp",
                f"turns:{RELAY_NAME}:5349?transport=tcp",
            ]
        },
    ]
    environment = environment_of(
        folder,
        [PORT],
        VARDRUM_BIND=f"{address(1)}:{PORT}",
        VARDRUM_ORIGINS=ORIGIN,
        VARDRUM_TEST_NETWORK=address(0) + "/24",
        VARDRUM_TURN_SECRET=SECRET,
        VARDRUM_ICE_SERVERS=json.dumps(servers),
    )
    process = ServerProcess(
        "the house",
        network.command(PYTHON, "manage.py", "serve_embedded", "--bind", f"{address(1)}:{PORT}"),
        log=folder / "house.log",
        ready=lambda: _answers(network),
        environment=environment,
        start_seconds=START_SECONDS,
    )
    try:
        process.start()
        deployment = Deployment((AppServer(PORT, process),), None, environment, folder)
        open_around_the_clock(deployment)
        yield deployment
    finally:
        process.close()


def _answers(network: Namespace) -> bool:
    asked = http.client.HTTPConnection(address(1), PORT)
    try:
        asked.sock = network.reach(PORT, address(1))
        asked.sock.settimeout(ANSWER_SECONDS)
        asked.request("GET", "/readyz")
        return asked.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def browser_in(playwright: Playwright, network: Namespace, folder: Path, name: str) -> Browser:
    """Chromium inside the namespace, the whole browser: its shell takes no address for a secure one. Its camera is made
    up; the relay's certificate is of the run's own authority."""
    options = launch_options()
    program = folder / f"chromium-{name}"
    inside = shlex.join(network.command(options["executable_path"]))
    program.write_text(f'#!/bin/sh\nexec {inside} "$@"\n')
    os.chmod(program, 0o700)
    more = [f"--unsafely-treat-insecure-origin-as-secure={ORIGIN}", "--ignore-certificate-errors"]
    return playwright.chromium.launch(executable_path=str(program), args=[*options["args"], *more])
