"""What Firefox makes of a relay over TLS, on an empty page without the product: it needs a name (docs/limits.md)."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from signaling.turn import credentials
from tests.browser.firefox import FirefoxPage, firefox
from tests.calls.place import RELAY_NAME
from tests.support.networks import address, bridged
from tests.support.turn import TLS_PORT, certify, running_turn

pytestmark = [pytest.mark.browser, pytest.mark.needs("firefox-esr", "turnserver", "unshare", "nsenter", "ip", "ss")]

SECRET = "the secret of one test"
GATHERED = """
async ([urls, username, credential]) => {
  const iceServers = [{ urls, username, credential }];
  const connection = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
  const found = [];
  connection.onicecandidate = ({ candidate }) => { if (candidate?.candidate) found.push(candidate.candidate); };
  connection.createDataChannel('any');
  await connection.setLocalDescription();
  const until = Date.now() + 20000;
  while (connection.iceGatheringState !== 'complete' && Date.now() < until) await new Promise((r) => setTimeout(r, 20));
  const state = connection.iceGatheringState;
  connection.close();
  return [state, found.filter((one) => one.includes('typ relay')).length];
}
"""


def gathered(page: FirefoxPage, host: str) -> Any:
    username, credential = credentials(SECRET, UUID(int=1), datetime.now(UTC))
    return page.evaluate(GATHERED, [f"turns:{host}:{TLS_PORT}?transport=tcp", username, credential])


def test_firefox_relays_over_tls_by_name_and_passes_an_address_over(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("a network namespace needs root")
    with bridged(["relay", "fox"]) as networks:
        certify(tmp_path, RELAY_NAME, address(1))
        hosts = tmp_path / "hosts"
        hosts.write_text(f"127.0.0.1 localhost\n{address(1)} {RELAY_NAME}\n")
        fox = replace(networks["fox"], hosts=hosts)
        # Without a camera it uses the address of its way out alone.
        fox.run("ip", "route", "add", "default", "via", address(1))
        with (
            running_turn(networks["relay"], tmp_path, address(1), SECRET),
            firefox(tmp_path / "fox", "() => {}", network=fox) as running,
        ):
            page = running.open("about:blank")
            assert gathered(page, RELAY_NAME) == ["complete", 1]
            assert gathered(page, address(1)) == ["complete", 0]
