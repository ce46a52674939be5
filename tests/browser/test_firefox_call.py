"""A call between Firefox and Chromium on a network without a fault: no page takes it for a lost one."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.calls.sides import ChromiumSide, in_firefox

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium", "firefox-esr")]

SAMIRA = "Samira Haddad"
LOST = "Vi tappade kontakten"
# Longer than a page waits before it calls a silent path lost, told by the sound that came meanwhile: 50 a second.
PACKETS = 300
TALK = """
async ([packets, lost]) => {
  const live = window.connectionsMade.at(-1);
  let restarts = 0, said = false;
  live.restartIce = () => { restarts += 1 };
  const isSound = (one) => one.type === 'inbound-rtp' && one.kind === 'audio';
  const until = Date.now() + 40000;
  for (;;) {
    said ||= document.body.innerText.includes(lost);
    const sound = [...(await live.getStats()).values()].find(isSound);
    const came = sound?.packetsReceived ?? 0;
    if (said || restarts > 0 || came >= packets || Date.now() > until) {
      return { said, restarts, enough: came >= packets, connections: window.connectionsMade.length };
    }
    await new Promise((r) => setTimeout(r, 50));
  }
}
"""


def test_a_good_call_is_not_taken_for_a_lost_one_in_firefox(at_clinic: House, tmp_path: Path) -> None:
    resident = at_clinic.resident(SAMIRA)
    ask_urgently(resident)
    nurse = at_clinic.nurse("sara.holm")
    nurse.claim(SAMIRA)
    address: str = resident.page.url
    cookies: Any = resident.window.context.cookies()
    resident.page.goto("about:blank")
    with in_firefox(tmp_path, None, address, cookies) as firefox:
        desk = ChromiumSide(nurse.page)
        desk.press(f"Ring videosamtal till {SAMIRA}")
        firefox.press("Svara med video")
        desk.until_said("I samtal med Samira")
        talked = firefox.evaluate(TALK, [PACKETS, LOST])
        assert talked == {"said": False, "restarts": 0, "enough": True, "connections": 1}
        firefox.press("Avsluta videosamtalet")
        desk.until_said("Samtalet är avslutat.")
