"""What holds for a whole unit, as whoever decides it sees it: who begins calls, which way they go, and where there is
no choice."""

import json
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.phrases import administrator

CHANGED = {"changed_at": "2026-11-29T12:05:00Z", "changed_by": "Helena Strand"}
NOBODY_YET = {"changed_at": None, "changed_by": None}
CALLS = "**/api/staff/unit/calls"


def shown(house: House, album: Album) -> None:
    page = house.supervisor().page
    go_there(page)
    expect(page.get_by_text("Att dölja nätadresser går inte än")).to_be_visible()
    album.keep(page, "unit-calls-no-relay", surface="staff")
    page.route(CALLS, lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("heading", name="Inställningarna kunde inte hämtas")).to_be_visible()
    album.keep(page, "unit-calls-troubled", surface="staff")
    page.unroute(CALLS)
    # The clinic of the album has no relay; the pages of one that has are drawn from the same answers.
    answer_as(page, has_relay=True)
    page.get_by_role("button", name="Försök igen").click()
    page.get_by_role("radio", name="Alltid genom vår server").check()
    page.get_by_role("radio", name="Både ni och invånarna").check()
    album.keep(page, "unit-calls", surface="staff")
    answer_as(
        page,
        has_relay=True,
        relay_only=True,
        residents_call=True,
        changed_at="2026-11-29T12:05:00Z",
        changed_by="Helena Strand",
    )
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Sparat.")).to_be_visible()
    album.keep(page, "unit-calls-saved", surface="staff")
    answer_as(page, relay_only=True, **CHANGED)
    page.reload()
    expect(page.get_by_text("Nu kan ingen ringa")).to_be_visible()
    album.keep(page, "unit-calls-relay-gone", surface="staff")


def of_an_administrator(house: House, album: Album) -> None:
    page = administrator(house.windows.open("nina.admin", house.origin)).page
    page.get_by_role("button", name="Tillbaka").click()
    album.keep(page, "no-care-unit", surface="staff")


def go_there(page: Page) -> None:
    page.get_by_role("button", name="Konto:").click()
    page.get_by_role("menuitem", name="Mottagningens inställningar").click()
    expect(page.get_by_role("heading", name="Mottagningens inställningar", level=1)).to_be_visible()


def answer_as(page: Page, **told: Any) -> None:
    """The server's answers with these fields, whatever is asked."""
    view = {
        "relay_only": False,
        "has_relay": False,
        "residents_call": False,
        "changed_at": None,
        "changed_by": None,
        **told,
    }

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body=json.dumps(view))

    page.unroute(CALLS)
    page.route(CALLS, answer)
