"""Every control of a call, at both sides, by keyboard alone: each has a name, is reached, and shows that it is."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA = "Samira Haddad"


def names_in(place: Locator) -> list[str]:
    """Of what can be pressed there, as it is said aloud."""
    controls = place.locator("button:visible, a[href]:visible, input:visible").all()
    return [
        line
        for one in controls
        for line in re.findall(r"- (?:button|switch|link|checkbox) \"([^\"]+)\"", one.aria_snapshot())
    ]


def reached_all(hands: Keyboard, place: Locator) -> list[str]:
    """All of them come by on the way round the page."""
    named = names_in(place)
    assert len(named) == place.locator("button:visible, a[href]:visible, input:visible").count(), named
    # From where one stands to the end of the page, and from its beginning.
    came_by = {stop.name for _ in range(2) for stop in hands.round()}
    assert set(named) <= came_by, set(named) - came_by
    return named


def test_every_control_of_a_call(at_clinic: House) -> None:
    samira, sara = at_clinic.resident(SAMIRA), at_clinic.nurse("sara.holm")
    theirs, hers = Keyboard(samira.page), Keyboard(sara.page)
    sara.page.reload()
    ask_urgently(samira)
    sara.claim(SAMIRA)
    # Whoever has used a key is shown the focus.
    theirs.step()
    sara.ring(SAMIRA)
    ringing = samira.page.get_by_role("alertdialog")
    theirs.is_at("button", "Svara med video")
    assert len(reached_all(theirs, ringing)) >= 3
    theirs.to("button", "Svara med video")
    theirs.press("Enter")
    expect(sara.page.get_by_text("I samtal med Samira")).to_be_visible()

    talking = samira.page.get_by_role("main", name=re.compile("^Video"))
    assert {"Mikrofon", "Kamera", "Avsluta videosamtalet", "Mer"} <= set(reached_all(theirs, talking))
    theirs.push("Mer")
    more = samira.page.get_by_role("group", name="Mer i samtalet")
    assert len(reached_all(theirs, more)) >= 4
    theirs.press("Escape")

    stage = sara.pane(SAMIRA).locator(".call")
    assert {"Mikrofon på, stäng av", "Avsluta samtalet"} <= set(reached_all(hers, stage))
