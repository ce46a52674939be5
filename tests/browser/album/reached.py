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
    samira.window.context.grant_permissions(["notifications"])
    ask_urgently(samira)
    expect(samira.page.get_by_role("button", name=BUTTON)).to_be_visible()
    album.keep(samira.page, "waiting-tell-me")
    return samira


def refused_by_the_browser(house: House, album: Album) -> None:
    """A browser without a person says no to everything, as one does whose person said no before."""
    oskar = house.resident("Oskar Wallin")
    ask_urgently(oskar)
    expect(oskar.page.get_by_text("Webbläsaren säger nej till notiser")).to_be_visible()
    album.keep(oskar.page, "waiting-notices-denied")


def settings(samira: Resident, album: Album) -> None:
    samira.window.go("/reach")
    samira.page.get_by_label("Mobilnummer").fill("070-174 06 05")
    samira.press("Skicka kod", samira.page.locator("form").filter(has_text="Mobilnummer"))
    expect(samira.page.get_by_label("Koden som kom till")).to_be_visible()
    album.keep(samira.page, "reach-code")


def answered_in_vain(house: House, samira: Resident) -> Nurse:
    """She is not there, and by no way can she be told: as if her time to read it first were over."""
    samira.window.go("/cases")
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    sara.write(SAMIRA, "Hur mår du nu?")
    with connect(house.deployment) as connection:
        connection.execute("UPDATE people_notice SET due_at = created_at WHERE state = 'due'")
        connection.commit()
    return sara


def staff_see_it(sara: Nurse, album: Album) -> None:
    """At the next round of the job that looks, which is every 15 s."""
    line = sara.case(SAMIRA).get_by_text("Notisen om svaret kom inte fram")
    expect(line).to_be_visible(timeout=40_000)
    album.keep(sara.page, "desk-unreached", surface="staff")
    sara.page.get_by_role("button", name="Klart, vi har nått varandra").press("Enter")
    expect(sara.told(f"{SAMIRA} är nådd.")).to_be_visible()
    expect(line).to_have_count(0)


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
    expect(samira.page.get_by_text("Your code is").first).to_be_visible()
    album.axe_findings += axe.violations(samira.page)
    if album.folder is not None:
        for scheme in axe.SCHEMES:
            samira.page.emulate_media(color_scheme=scheme)
            samira.page.screenshot(path=album.folder / f"outbox-phone-{scheme}.png")
