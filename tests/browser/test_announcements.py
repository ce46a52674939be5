"""What a screen reader is told of a conversation: what comes, once, in order, and nothing that was there."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA = "Samira Haddad"
INCOMING = 20
# With what comes from the other side there are more than one page of history.
PAGE = 50
ANYBODY = "(?:Sara|Samira)"

# What is put into a live region that was there before, while it is not busy, is what is read out.
LISTEN = """
(() => {
  window.announced = [];
  const LIVE = '[role=log], [role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
  const stood = new WeakSet();
  const say = (node, kind) => {
    const start = node instanceof Element ? node.parentElement : node.parentNode;
    const region = start?.closest?.(LIVE);
    if (!region || !stood.has(region) || region.closest('[aria-busy=true], [aria-live=off]')) return;
    const relevant = region.getAttribute('aria-relevant') ?? 'additions text';
    if (relevant.includes(kind)) window.announced.push(node.textContent);
  };
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'characterData') say(change.target, 'text');
      for (const node of change.addedNodes) say(node, node instanceof Element ? 'additions' : 'text');
    }
    for (const region of document.querySelectorAll(LIVE)) stood.add(region);
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
})();
"""


def test_each_message_is_announced_once_and_none_of_those_that_were_there(at_clinic: House) -> None:
    samira = at_clinic.resident(SAMIRA)
    sara = at_clinic.nurse("sara.holm", before_any_page=LISTEN)
    samira.window.context.add_init_script(LISTEN)
    ask_urgently(samira)
    samira.page.reload()
    samira.press("Skriv till mottagningen")
    sara.claim(SAMIRA)
    expect(sara.composer(SAMIRA)).to_be_focused()
    from_sara = [f"Sara {number}." for number in range(1, INCOMING + 1)]
    from_samira = [f"Samira {number}." for number in range(1, PAGE - INCOMING + 6)]
    write_all(sara, from_sara)
    expect(samira.message(from_sara[-1])).to_be_visible()
    for text in from_samira:
        samira.write(text)
    expect(sara.message(from_samira[-1])).to_be_visible()
    assert announced(samira.page, "Sara") == from_sara
    assert announced(sara.page, "Samira") == from_samira

    for person in (samira, sara):
        person.page.reload()
        expect(person.message(from_samira[-1])).to_be_visible()
        assert announced(person.page, ANYBODY) == []
        person.press("Visa äldre meddelanden")
        expect(person.message(from_sara[0])).to_have_count(1)
        person.page.wait_for_load_state("networkidle")
        assert announced(person.page, ANYBODY) == []
    write_all(sara, ["Sara hej."])
    expect(samira.message("Sara hej.")).to_be_visible()
    assert announced(samira.page, "Sara") == ["Sara hej."]


def write_all(sara: Nurse, texts: list[str]) -> None:
    for text in texts:
        sara.composer(SAMIRA).fill(text)
        sara.composer(SAMIRA).press("Control+Enter")
        expect(sara.composer(SAMIRA)).to_have_value("")


def announced(page: Page, who: str) -> list[str]:
    said: list[str] = page.evaluate("window.announced")
    return [found for words in said for found in re.findall(rf"{who} (?:\d+|hej)\.", words)]
