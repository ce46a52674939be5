"""The connection check: before, at work, where no way leads to us, and where it could not be made."""

import json

from playwright.sync_api import Route, expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Resident

SAMIRA = "Samira Haddad"
LONGEST_MS = 120_000
OFFERS = "**/check/offer"


def found(house: House, album: Album) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    samira.page.get_by_role("link", name="Testa uppkopplingen").click()
    expect(samira.page.get_by_role("button", name="Starta testet")).to_be_visible()
    album.keep(samira.page, "network-before")
    leads_nowhere(samira, album)
    refused(samira, album)


def leads_nowhere(samira: Resident, album: Album) -> None:
    """The answer is held back while the test is photographed, and then names no address."""
    held: list[Route] = []
    samira.page.route(OFFERS, lambda route: held.append(route))
    with samira.page.expect_request(OFFERS):
        samira.press("Starta testet")
    expect(samira.page.get_by_text("Testar. Det tar ungefär 15 sekunder.")).to_be_visible()
    album.keep(samira.page, "network-running")
    [route] = held
    # Neither is told of the other: each would be found by what it sends.
    offer = route.request.post_data_json or {}
    answered = route.fetch(post_data=json.dumps({**offer, "offer": without_ways(offer["offer"])}))
    answer = answered.json()
    route.fulfill(response=answered, json={**answer, "answer": without_ways(answer["answer"])})
    comes_to(samira, "Det går inte att nå oss för videosamtal härifrån.")
    album.keep(samira.page, "network-none")


def without_ways(sdp: str) -> str:
    return "\r\n".join(line for line in sdp.split("\r\n") if not line.startswith("a=candidate"))


def refused(samira: Resident, album: Album) -> None:
    samira.page.unroute_all()
    samira.page.route("**/check/servers", lambda route: route.abort())
    samira.press("Testa igen")
    expect(samira.page.locator(".notice--ochre")).to_be_visible()
    expect(samira.page.get_by_text("Mottagningen ser resultatet i ditt ärende.")).to_have_count(0)
    album.keep(samira.page, "network-troubled")


def comes_to(samira: Resident, words: str) -> None:
    expect(samira.page.get_by_text(words)).to_be_visible(timeout=LONGEST_MS)
