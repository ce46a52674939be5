"""The connection check as a resident makes it: what it reports is what the path between the two was made to do, and the
nurse sees it."""

import re
import sys
from typing import Any

import pytest
from playwright.sync_api import Request, expect

from tests.browser.axe import violations
from tests.browser.checked_path import HOST, lead_over
from tests.browser.conftest import House
from tests.browser.forms import sore_throat
from tests.browser.people import Resident
from tests.browser.pictures import taken_sideways
from tests.support.udp_faults import Faults, Path, faulty_path

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]
LONGEST_MS = 120_000


def is_kept(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/check")


def check(resident: Resident, path: Path) -> dict[str, Any]:
    resident.page.unroute_all()
    lead_over(resident, path)
    with resident.page.expect_request(is_kept, timeout=LONGEST_MS) as asked:
        resident.page.get_by_role("button", name=re.compile("Starta testet|Testa igen")).click()
    result: dict[str, Any] = asked.value.post_data_json or {}
    expect(resident.page.get_by_text("Mottagningen ser resultatet i ditt ärende.")).to_be_visible()
    return result


@pytest.mark.skipif(not HOST, reason="no network interface beside the loopback: aiortc gathers no candidate")
def test_a_check_reports_what_the_path_does(at_clinic: House, tmp_path: Any) -> None:
    resident = at_clinic.resident("Anna Lind")
    resident.begin("Ont i halsen")
    resident.describe(*sore_throat(taken_sideways(tmp_path / "throat.jpg"), "Ont"))
    resident.send_form()
    resident.page.get_by_role("link", name="Testa uppkopplingen").click()
    found = {}
    for name, faults in (
        ("loss", Faults(lose_each=10)),
        ("delay", Faults(delay=0.1)),
        ("rate", Faults(kbit=1000)),
    ):
        with faulty_path(HOST, faults) as path:
            found[name] = check(resident, path)
    loss, delay = found["loss"]["lost_permille"], found["delay"]["round_trip_ms"]
    down, up = found["rate"]["down_kbit"], found["rate"]["up_kbit"]
    reported = f"{loss} permille, {delay} ms, {down} kbit/s down, {up} up"
    sys.stdout.write(f"\nset: loss 100 permille, delay 200 ms, rate 1000 kbit/s; reported: {reported}\n")
    assert violations(resident.page) == []
    assert found["loss"]["verdict"] != "good"
    # What a machine that is busy adds or drops is printed; what the path cannot have been is a fault of the check.
    assert 90 <= loss <= 150
    assert delay >= 180
    assert 0 < down <= 1100
    assert 0 < up <= 1100
    nurse = at_clinic.nurse("sara.holm")
    nurse.claim("Anna Lind")
    expect(nurse.case("Anna Lind")).to_contain_text("Uppkopplingen testades")
