"""The connection check: before, at work, where no way leads to us, where it could not be made, and what it says of a
path that is good, uneven or poor."""

import json
import re

from playwright.sync_api import Route, expect

from tests.browser.album.album import Album
from tests.browser.checked_path import HOST, lead_over
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Resident
from tests.support.udp_faults import Faults, faulty_path

SAMIRA = "Samira Haddad"
LONGEST_MS = 120_000
OFFERS = "**/check/offer"
# Four tenths of a second there and back; too little for a picture. Losses would now and then keep a check from
# beginning.
UNEVEN, POOR = Faults(delay=0.2), Faults(kbit=150)
MOST_CHECKS = 4
GOOD = "Bra. Ett videosamtal kommer att fungera."


def found(house: House, album: Album) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    samira.page.get_by_role("link", name="Testa uppkopplingen").click()
    expect(samira.page.get_by_role("button", name="Starta testet")).to_be_visible()
    album.keep(samira.page, "network-before")
    leads_nowhere(samira, album)
    refused(samira, album)
    if HOST:
        told_of_a_path(house, samira, album)


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


def told_of_a_path(house: House, samira: Resident, album: Album) -> None:
    """Real checks over paths that were made so. A busy machine may make a good one uneven: it is tested again then, as
    often as one person may."""
    over(samira, UNEVEN)
    comes_to(samira, "Ojämn. Ett videosamtal går, men kan hacka ibland.")
    album.keep(samira.page, "network-uneven")
    over(samira, POOR)
    comes_to(samira, "Dålig. Ett videosamtal kommer att hacka.")
    album.keep(samira.page, "network-poor")
    anna = house.resident("Anna Lind")
    ask_urgently(anna)
    anna.page.get_by_role("link", name="Testa uppkopplingen").click()
    good = anna.page.get_by_text(GOOD)
    for _ in range(MOST_CHECKS):
        over(anna, Faults())
        if good.count() > 0:
            break
    expect(good).to_be_visible()
    anna.page.get_by_text("Visa mätvärden").click()
    album.keep(anna.page, "network-good")


def over(resident: Resident, faults: Faults) -> None:
    """The check is over when this is."""
    resident.page.unroute_all()
    with faulty_path(HOST, faults) as path:
        lead_over(resident, path)
        resident.page.get_by_role("button", name=re.compile("Starta testet|Testa igen")).click()
        expect(resident.page.get_by_text("Testar. Det tar ungefär 15 sekunder.")).to_be_visible()
        comes_to(resident, "Mottagningen ser resultatet i ditt ärende.")
