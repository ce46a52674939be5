"""Closing time: what a nurse and the floor see before it, and what those who wait, talk or have moved are told."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import (
    HEALTH_CENTRE,
    TELEPHONE,
    close_in,
    let_cases_have_come_earlier,
    open_around_the_clock,
    run_beside,
)
from tests.browser.forms import ask_urgently
from tests.browser.test_closing_time import ask_calmly, band
from tests.support.servers import manage

INGRID, BERTIL, SAMIRA, OSKAR = "Ingrid Falk", "Bertil Sandgren", "Samira Haddad", "Oskar Wallin"


def passes(house: House, album: Album) -> None:
    ingrid, bertil, samira = (house.resident(name) for name in (INGRID, BERTIL, SAMIRA))
    ask_calmly(bertil)
    ask_urgently(samira)
    sara, helena = house.nurse("sara.holm"), house.supervisor()
    sara.claim(SAMIRA)
    expect(sara.composer(SAMIRA)).to_be_visible()
    ask_urgently(ingrid)
    run_beside(house.deployment, "tests.browser.open_cases", "7", "2")
    helena.go_to_floor()
    close_in(house.deployment, 25)
    for one in (sara, helena):
        one.page.reload()
        expect(band(one).get_by_role("heading")).to_be_visible()
    album.keep(sara.page, "desk-closing-soon", surface="staff")
    album.keep(helena.page, "floor-closing-soon", surface="staff", wall=True)
    let_cases_have_come_earlier(house.deployment)
    close_in(house.deployment, 0)
    expect(band(helena).get_by_role("alert").get_by_role("heading")).to_be_visible()
    expect(ingrid.page.get_by_text("Den som leder arbetet är larmad")).to_be_visible()
    expect(bertil.page.get_by_text("Ditt ärende ligger kvar och")).to_be_visible()
    album.keep(helena.page, "floor-closing-alarm", surface="staff", wall=True)
    album.keep(ingrid.page, "waiting-closing-alarm")
    album.keep(bertil.page, "waiting-closing")
    album.keep(samira.page, "room-closing")


def moves(house: House, album: Album) -> None:
    """What is urgent goes to the unit that is open day and night."""
    open_around_the_clock(house.deployment)
    manage(house.deployment.environment, "unit", HEALTH_CENTRE, "--round-the-clock", TELEPHONE)
    oskar = house.resident(OSKAR)
    ask_urgently(oskar)
    close_in(house.deployment, 0)
    expect(oskar.page.get_by_text(f"{TELEPHONE}, som är öppen dygnet runt, har ditt ärende nu.")).to_be_visible()
    album.keep(oskar.page, "waiting-closing-moved")
