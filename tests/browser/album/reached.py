"""How one is told: the waiting room's button, the settings with a code on its way, a new version, what staff see of it,
and the page of what would have been sent."""

from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import connect
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident

SAMIRA = "Samira Haddad"
BUTTON = "Säg till mig när det är min tur"
# Its name is the one that the page's policy allows; a page that nobody is logged in to has not taken it.
OLDER_WORKER = """
async () => {
  const policy = trustedTypes.createPolicy('vardrum-worker', { createScriptURL: () => '/worker.js?older' })
  const taken = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done))
  await navigator.serviceWorker.register(policy.createScriptURL(''))
  await taken
}
"""


def asked_where_one_waits(house: House, album: Album) -> Resident:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    expect(samira.page.get_by_role("button", name=BUTTON)).to_be_visible()
    album.keep(samira.page, "waiting-tell-me")
    return samira


def refused_by_the_browser(house: House, album: Album) -> None:
    """As somebody's browser is who said no before."""
    oskar = Resident(house.windows.open("Oskar Wallin", house.origin, phone=True))
    oskar.window.context.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    oskar.log_in("Oskar Wallin")
    ask_urgently(oskar)
    expect(oskar.page.get_by_text("Webbläsaren säger nej till notiser")).to_be_visible()
    album.keep(oskar.page, "waiting-notices-denied")


def settings(samira: Resident, album: Album) -> None:
    samira.window.go("/reach")
    samira.page.get_by_label("Mobilnummer").fill("070-174 06 05")
    samira.press("Skicka kod", samira.page.locator("form").filter(has_text="Mobilnummer"))
    expect(samira.page.get_by_label("Koden som kom till")).to_be_visible()
    album.keep(samira.page, "reach-code")


def staff_see_it(house: House, album: Album, samira: Resident) -> Nurse:
    """Nobody has read the answer for a day; the job that looks sees it at its next round."""
    samira.window.go("/cases")
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    sara.write(SAMIRA, "Hur mår du nu?")
    with connect(house.deployment) as connection:
        connection.execute("UPDATE rooms_room SET turn_at = '2020-01-01 00:00:00' WHERE turn = 'resident'")
        connection.commit()
    case = sara.case(SAMIRA)
    expect(case.get_by_text("Har inte läst svaret på ett dygn")).to_be_visible(timeout=40_000)
    album.keep(sara.page, "desk-unreached", surface="staff")
    sara.page.get_by_role("button", name="Klart, vi har nått varandra").press("Enter")
    expect(case.get_by_text("Har inte läst svaret på ett dygn")).to_have_count(0)
    return sara


def a_new_version(house: House, album: Album) -> None:
    ingrid = Resident(house.windows.open("Ingrid Falk", house.origin, phone=True))
    with_an_older_worker(ingrid)
    ingrid.log_in("Ingrid Falk")
    expect(ingrid.page.get_by_role("button", name="Hämta den")).to_be_visible()
    album.keep(ingrid.page, "new-version")


def with_an_older_worker(person: Resident) -> None:
    """A worker by another address is an older one: the page's own comes after it, and waits."""
    person.window.go("/")
    person.page.evaluate(OLDER_WORKER)


def would_have_been_sent(samira: Resident, album: Album) -> None:
    """No page of the front end, so nothing of what the album does with those is done here."""
    samira.window.go("/outbox")
    expect(samira.heading("Outbox")).to_be_visible()
    expect(samira.page.get_by_text("Din kod är").first).to_be_visible()
    album.axe_findings += axe.violations(samira.page)
    if album.folder is not None:
        for scheme in axe.SCHEMES:
            samira.page.emulate_media(color_scheme=scheme)
            samira.page.screenshot(path=album.folder / f"outbox-phone-{scheme}.png")
