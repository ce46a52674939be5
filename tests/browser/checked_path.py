"""Leads the connection check over a path between the two ends that a test has made."""

import json
import re
from typing import Any

from aioice.ice import get_host_addresses
from playwright.sync_api import Route

from tests.browser.people import Resident
from tests.support.udp_faults import Path

# Without a network interface beside the loopback aiortc gathers no candidate.
HOST = next(iter(get_host_addresses(use_ipv4=True, use_ipv6=False)), "")


def led_over(path: Path, sdp: str, address: tuple[str, int]) -> str:
    """The description with one candidate alone: the path's."""
    lines = [line for line in sdp.split("\r\n") if not line.startswith(("a=candidate", "a=end-of-candidates"))]
    first = next(number for number, line in enumerate(lines) if line.startswith("a=ice-ufrag"))
    candidate = f"a=candidate:1 1 udp 2130706431 {address[0]} {address[1]} typ host"
    return "\r\n".join([*lines[:first], candidate, *lines[first:]])


def lead_over(resident: Resident, path: Path) -> None:
    def through(route: Route) -> None:
        body: dict[str, Any] = route.request.post_data_json or {}
        offer = led_over(path, body["offer"], path.far)
        answered = route.fetch(post_data=json.dumps({**body, "offer": offer}))
        answer: dict[str, Any] = answered.json()
        found = re.search(r"a=candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host", answer["answer"])
        assert found is not None
        path.up.target = (found.group(1), int(found.group(2)))
        route.fulfill(response=answered, json={**answer, "answer": led_over(path, answer["answer"], path.near)})

    resident.page.route("**/check/offer", through)
