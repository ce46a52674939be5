"""A call between two real Chromiums: text as it is typed, and a picture by consent. The network goes away for
a moment in between, too short to say anything of lost sockets."""

from statistics import quantiles

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA = "Samira Haddad"
TYPED = "Kan du vrida armen mot fonstret"
BACK_MS = 60_000
# When each character is on screen, by the clock that both windows share.
WATCH_TEXT = """
() => {
  window.seen = [];
  new MutationObserver(() => {
    const line = document.querySelector('.livetext__line:not(.livetext__line--mine) bdi');
    if (line) window.seen.push([line.textContent.length, performance.timeOrigin + performance.now()]);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
"""
WATCH_KEYS = """
() => {
  window.typed = [];
  document.addEventListener('input', (event) => {
    window.typed.push([event.target.value.length, performance.timeOrigin + performance.now()]);
  }, true);
}
"""


def in_a_call(house: House) -> tuple[Resident, Nurse]:
    resident = house.resident(SAMIRA)
    ask_urgently(resident)
    nurse = house.nurse("sara.holm")
    nurse.claim(SAMIRA)
    nurse.ring(SAMIRA)
    resident.press("Svara med video", resident.ringing)
    expect(nurse.page.get_by_text("I samtal med Samira")).to_be_visible()
    return resident, nurse


def test_a_call_with_text_a_picture_and_a_lost_socket(at_clinic: House) -> None:
    resident, nurse = in_a_call(at_clinic)
    type_to_the_resident(resident, nurse)
    take_a_picture(resident, nurse)
    before = nurse.figures_of_call()
    resident.window.context.set_offline(True)
    resident.window.context.set_offline(False)
    nurse.figures_of_call(before)
    resident.press("Avsluta videosamtalet")
    expect(nurse.page.get_by_text("Samtalet är avslutat.")).to_be_visible(timeout=BACK_MS)


def type_to_the_resident(resident: Resident, nurse: Nurse) -> None:
    """Each character as it is typed; a correction as well; kept only when both wish it."""
    nurse.press("Text i realtid", nurse.pane(SAMIRA))
    nurse.page.evaluate(WATCH_KEYS)
    resident.page.evaluate(WATCH_TEXT)
    field = nurse.page.get_by_label("syns medan du skriver")
    field.press_sequentially(TYPED)
    shown = resident.page.get_by_label("Det ni har skrivit")
    expect(shown).to_contain_text(TYPED)
    seen = dict(reversed(resident.page.evaluate("() => window.seen")))
    sent = dict(nurse.page.evaluate("() => window.typed"))
    late = [seen[length] - at for length, at in sent.items() if length in seen]
    assert len(late) > len(TYPED) / 2
    print(f"real-time text: p95 {quantiles(late, n=20)[-1]:.0f} ms of {len(late)} characters")  # noqa: T201 - a figure to read
    field.press("Backspace")
    expect(shown).not_to_contain_text(TYPED)
    field.press("Enter")
    nurse.page.get_by_label("Spara texten i ärendet, om ni båda vill").check()
    resident.page.get_by_label("Sara vill spara texten i ärendet").check()
    expect(nurse.message(TYPED[:-1])).to_be_visible()


def take_a_picture(resident: Resident, nurse: Nurse) -> None:
    nurse.press("Ta en bild till ärendet", nurse.pane(SAMIRA))
    question = resident.page.get_by_role("dialog", name="Sara vill ta en bild")
    question.get_by_role("button", name="Ta bilden").click()
    expect(nurse.page.get_by_text("Samira sa ja.")).to_be_visible()
    expect(nurse.log.get_by_role("img", name=f"Bild från {SAMIRA}")).to_be_visible(timeout=BACK_MS)
