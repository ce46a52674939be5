"""How one is told: the waiting room's button, the settings with a code on its way, browsers that cannot or may not, a
new version, what staff see of it, and the page of what would have been sent."""

import re

from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.album.album import SIZES, Album
from tests.browser.conftest import House
from tests.browser.database import connect, rows
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.support.servers import Deployment

SAMIRA, OSKAR = "Samira Haddad", "Oskar Wallin"
BUTTON = "Säg till mig när det är min tur"
ENDPOINT = "https://fcm.googleapis.com/send/of-this-browser"
# A subscription as the browser's own push service would have given it: none is to be had here.
PUSH_SERVICE = f"""
(() => {{
  let subscribed = null
  const keys = {{ p256dh: '{"B" * 87}', auth: '{"a" * 22}' }}
  const unsubscribe = async () => {{ subscribed = null; return true }}
  PushManager.prototype.getSubscription = async () => subscribed
  PushManager.prototype.subscribe = async () =>
    (subscribed = {{ endpoint: '{ENDPOINT}', toJSON: () => ({{ keys }}), unsubscribe }})
}})()
"""
# As on an iPhone before the page is on its home screen, and as in an old browser.
NOT_INSTALLED = (
    "delete window.PushManager; Object.defineProperty(navigator, 'standalone', { value: false, configurable: true })"
)
TOO_OLD = "Object.defineProperty(navigator, 'standalone', { value: undefined })"
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
    """Whoever says yes may say no again where all the ways are."""
    samira = house.resident(SAMIRA)
    samira.window.context.grant_permissions(["notifications"])
    samira.window.context.add_init_script(PUSH_SERVICE)
    ask_urgently(samira)
    button = samira.page.get_by_role("button", name=BUTTON)
    expect(button).to_be_visible()
    album.keep(samira.page, "waiting-tell-me")
    button.press("Enter")
    expect(samira.page.get_by_text("Du får en notis på den här enheten")).to_be_visible()
    album.keep(samira.page, "waiting-told")
    samira.page.get_by_role("link", name="Ändra hur vi når dig").click()
    expect(samira.page.get_by_text("Notiser är på.")).to_be_visible()
    album.keep(samira.page, "reach-push-on")
    samira.press("Stäng av notiser här")
    expect(samira.page.get_by_role("button", name="Slå på notiser")).to_be_visible()
    return samira


def refused_by_the_browser(house: House, album: Album) -> Resident:
    """A browser without a person says no to everything, as one does whose person said no before."""
    oskar = house.resident(OSKAR)
    ask_urgently(oskar)
    expect(oskar.page.get_by_text("Webbläsaren säger nej till notiser")).to_be_visible()
    album.keep(oskar.page, "waiting-notices-denied")
    oskar.window.go("/reach")
    wants_code(oskar, "070-174 06 12")
    code = code_sent(house.deployment, oskar.page, "+46701740612")
    oskar.page.get_by_label("Koden som kom till").fill(code)
    oskar.press("Bekräfta")
    expect(oskar.page.get_by_text("070-174 06 12 är bekräftad.")).to_be_visible()
    album.keep(oskar.page, "reach-sms-kept")
    return oskar


def wants_code(person: Resident, number: str) -> None:
    person.page.get_by_label("Mobilnummer").fill(number)
    person.press("Skicka kod", person.page.locator("form").filter(has_text="Mobilnummer"))
    expect(person.page.get_by_label("Koden som kom till")).to_be_visible()


def code_sent(deployment: Deployment, page: Page, number: str) -> str:
    for _ in range(1200):
        texts = [str(text) for to, text in rows(deployment, 'SELECT "to", text FROM people_letter') if to == number]
        if texts:
            return str(re.findall(r"\d{6}", texts[-1])[0])
        page.wait_for_timeout(25)
    raise AssertionError("no code was sent")


def settings(samira: Resident, album: Album) -> None:
    wants_code(samira, "070-174 06 05")
    album.keep(samira.page, "reach-code")


def answered_in_vain(house: House) -> Nurse:
    """Neither is there. One can be told by no way, as if her time to read it first were over; the other has been told,
    a day and more ago."""
    sara = house.nurse("sara.holm")
    for name in (OSKAR, SAMIRA):
        sara.claim(name)
        sara.write(name, "Hur mår du nu?")
        # It is shown before it has come there, and its turn is told by what has.
        expect(sara.pane(name).get_by_role("log")).to_contain_text("Framme")
        if name == OSKAR:
            later(house, "UPDATE rooms_room SET turn_at = datetime(turn_at, '-26 hours') WHERE turn = 'resident'")
            sara.press(f"Stäng rutan {OSKAR}")
    later(house, "UPDATE people_notice SET due_at = created_at WHERE state = 'due'")
    return sara


def later(house: House, statement: str) -> None:
    with connect(house.deployment) as connection:
        connection.execute(statement)
        connection.commit()


def staff_see_it(sara: Nurse, album: Album) -> None:
    """At the next round of the job that looks, which is every 15 s."""
    line = sara.case(SAMIRA).get_by_text("Notisen om svaret kom inte fram")
    expect(line).to_be_visible(timeout=40_000)
    album.keep(sara.page, "desk-unreached", surface="staff")
    sara.page.get_by_role("button", name="Klart, vi har nått varandra").press("Enter")
    expect(sara.told(f"{SAMIRA} har nåtts.")).to_be_visible()
    expect(line).to_have_count(0)
    expect(sara.case(SAMIRA).get_by_text("Senaste notisen kom inte fram")).to_be_visible()
    album.keep(sara.page, "desk-reach-failed", surface="staff")
    sara.open(OSKAR)
    expect(sara.case(OSKAR).get_by_text("Har inte läst svaret på ett dygn")).to_be_visible(timeout=40_000)
    album.keep(sara.page, "desk-unread", surface="staff")


def a_new_version(house: House, album: Album) -> None:
    ingrid = Resident(house.windows.open("Ingrid Falk", house.origin, phone=True))
    with_an_older_worker(ingrid)
    ingrid.log_in("Ingrid Falk")
    expect(ingrid.page.get_by_role("button", name="Hämta den")).to_be_visible()
    album.keep(ingrid.page, "new-version")
    ingrid.window.context.add_init_script(NOT_INSTALLED)
    ingrid.window.go("/reach")
    expect(ingrid.page.get_by_text("behöver Vårdrum ligga på hemskärmen")).to_be_visible()
    album.keep(ingrid.page, "reach-push-install")
    ingrid.window.context.add_init_script(TOO_OLD)
    ingrid.page.reload()
    expect(ingrid.page.get_by_text("kan inte ta emot notiser")).to_be_visible()
    album.keep(ingrid.page, "reach-push-impossible")


def with_an_older_worker(person: Resident) -> None:
    """A worker by another address is an older one: the page's own comes after it, and waits."""
    person.window.go("/")
    person.page.evaluate(OLDER_WORKER)


def would_have_been_sent(house: House, samira: Resident, album: Album) -> None:
    """No page of the front end, so nothing of what the album does with those is done here."""
    code_sent(house.deployment, samira.page, "+46701740605")
    samira.window.go("/outbox")
    expect(samira.heading("Outbox")).to_be_visible()
    expect(samira.page.get_by_text("Your code is").first).to_be_visible()
    album.axe_findings += axe.violations(samira.page)
    if album.folder is not None:
        for size in ("phone", "desktop"):
            samira.page.set_viewport_size(SIZES[size])
            for scheme in axe.SCHEMES:
                samira.page.emulate_media(color_scheme=scheme)
                samira.page.screenshot(path=album.folder / f"outbox-{size}-{scheme}.png")
