"""A call of four in four real browsers: resident, nurse, interpreter and relative see and hear each other, each two
over a connection of their own; a fifth is refused, one is taken out, one leaves, and the two go on."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.group_calls import PATIENCE_MS, SAMIRA, SMALL_CAMERA, guest_in, in_call_with, join
from tests.browser.guests import AMIRA, invite, invited
from tests.browser.people import Nurse, Resident

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

NILS, MARTA = "Nils Ek", "Marta Ek"
# Of every connection that this page has made, closed ones as well: pictures decoded and sound heard.
ALL_FIGURES = """
async () => {
  const all = [];
  for (const pc of window.connectionsMade) {
    const figures = { open: pc.connectionState === 'connected', frames: 0, energy: 0 };
    if (pc.connectionState !== 'closed') {
      for (const report of (await pc.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        if (report.kind === 'video') figures.frames += report.framesDecoded ?? 0;
        if (report.kind === 'audio') figures.energy += report.totalAudioEnergy ?? 0;
      }
    }
    all.push(figures);
  }
  return all;
}
"""
# Waits in the page until as many connections as are expected are open and each has moved on since `before`.
ALL_MOVE = (
    "async ([expected, before]) => { const read = "
    + ALL_FIGURES.strip()
    + """;
  const until = performance.now() + 60000;
  for (;;) {
    const now = await read();
    const moved = now.filter((one, at) => {
      const earlier = before[at] ?? { frames: 0, energy: 0 };
      return one.open && one.frames > earlier.frames + 10 && one.energy > earlier.energy;
    });
    if (moved.length === expected && now.filter((one) => one.open).length === expected) return now;
    if (performance.now() > until) return now;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}"""
)
# Waits until so many pictures of others play on the page.
PLAY = """
async (expected) => {
  const until = performance.now() + 20000;
  for (;;) {
    const others = [...document.querySelectorAll('.callgrid__picture:not(.callgrid__picture--own)')];
    const playing = others.filter((video) => video.videoWidth > 0 && !video.paused).length;
    if (playing === expected || performance.now() > until) return playing;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
"""


def all_move(page: Page, expected: int, before: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Each of so many connections decodes pictures and hears sound since `before`, and there are no others."""
    figures: list[dict[str, Any]] = page.evaluate(ALL_MOVE, [expected, before or []])
    assert sum(one["open"] for one in figures) == expected, figures
    for at, one in enumerate(figures):
        if one["open"]:
            earlier = before[at] if before is not None and at < len(before) else {"frames": 0, "energy": 0}
            assert one["frames"] > earlier["frames"], figures
            assert one["energy"] > earlier["energy"], figures
    return figures


def figures_of(page: Page) -> list[dict[str, Any]]:
    figures: list[dict[str, Any]] = page.evaluate(ALL_FIGURES)
    return figures


def test_four_in_a_call(at_clinic: House) -> None:
    samira = at_clinic.resident(SAMIRA)
    case_id = ask_urgently(samira)
    sara = at_clinic.nurse("sara.holm")
    sara.claim(SAMIRA)
    path, _code = invite(sara, SAMIRA)
    amira = guest_in(at_clinic, sara, path, AMIRA)
    nils, marta = (
        guest_in(at_clinic, sara, invited(sara, case_id, name, may_call=True)["path"], name) for name in (NILS, MARTA)
    )
    expect(sara.pane(SAMIRA).get_by_text("får skriva, videosamtal").first).to_be_visible()
    expect(amira.get_by_text("Ett videosamtal pågår.")).to_have_count(0)
    for page in (samira.page, sara.page, amira, nils, marta):
        page.evaluate(SMALL_CAMERA)
    sara.ring(SAMIRA)
    samira.press("Svara med video", samira.ringing)
    expect(sara.page.get_by_text("I samtal med Samira")).to_be_visible(timeout=PATIENCE_MS)
    three_and_four(samira, sara, amira, nils)
    a_fifth_is_refused(marta)
    one_is_taken_out(samira, sara, amira, nils)
    one_leaves_and_the_two_go_on(samira, sara, amira)
    it_ends_for_all(samira, sara, amira)


def three_and_four(samira: Resident, sara: Nurse, amira: Page, nils: Page) -> None:
    expect(amira.get_by_text(re.compile("I videosamtalet: Sara Holm, Samira Haddad"))).to_be_visible()
    join(amira)
    expect(samira.page.get_by_text(f"{AMIRA} kom med i videosamtalet.")).to_be_visible(timeout=PATIENCE_MS)
    in_call_with(samira.page, "Sara Holm", AMIRA)
    in_call_with(amira, "Sara Holm", SAMIRA)
    for page in (samira.page, sara.page, amira):
        all_move(page, 2)
    join(nils)
    expect(sara.page.get_by_text(f"{NILS} kom med i videosamtalet.")).to_be_visible(timeout=PATIENCE_MS)
    in_call_with(sara.page, SAMIRA, AMIRA, NILS)
    everybody = (samira.page, sara.page, amira, nils)
    for page in everybody:
        all_move(page, 3, figures_of(page))
        assert page.evaluate(PLAY, 3) == 3


def a_fifth_is_refused(marta: Page) -> None:
    join(marta)
    expect(marta.get_by_text("Fyra är redan med i videosamtalet, och fler får inte plats.")).to_be_visible()
    marta.get_by_role("button", name="Inte nu").click()
    assert figures_of(marta) == []


def one_is_taken_out(samira: Resident, sara: Nurse, amira: Page, nils: Page) -> None:
    """Their page decodes nothing more, while the others' do; nor are they offered to come in again."""
    sara.press(f"Ta bort ur videosamtalet: {NILS}", sara.page.get_by_role("list", name="De som är med"))
    expect(nils.get_by_text("Mottagningen har tagit dig ur videosamtalet.")).to_be_visible()
    expect(nils.get_by_role("button", name="Gå med", exact=True)).to_have_count(0)
    expect(samira.page.get_by_role("list", name="De som är med").get_by_text(NILS)).to_have_count(0)
    still = figures_of(nils)
    for page in (samira.page, sara.page, amira):
        all_move(page, 2, figures_of(page))
    assert figures_of(nils) == still
    assert not any(one["open"] for one in still)


def one_leaves_and_the_two_go_on(samira: Resident, sara: Nurse, amira: Page) -> None:
    amira.get_by_role("button", name="Lämna videosamtalet").click()
    expect(amira.get_by_text("Ett videosamtal pågår.")).to_be_visible()
    expect(samira.page.get_by_role("list", name="De som är med")).to_have_count(0)
    for page in (samira.page, sara.page):
        all_move(page, 1, figures_of(page))
    # Whoever has left may come again.
    join(amira)
    for page in (samira.page, sara.page, amira):
        all_move(page, 2, figures_of(page))


def it_ends_for_all(samira: Resident, sara: Nurse, amira: Page) -> None:
    sara.press("Avsluta samtalet", sara.pane(SAMIRA))
    for page in (samira.page, amira):
        expect(page.get_by_text("avslutat").first).to_be_visible()
        expect(page.get_by_role("list", name="De som är med")).to_have_count(0)
    assert not any(one["open"] for one in figures_of(amira))
