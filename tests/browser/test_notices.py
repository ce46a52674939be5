"""How a resident says how to be reached, and the service worker: a notice is shown, a click lands in the case after
login, and its cache holds nobody's words. DevTools puts in what the browser maker's push service would bring."""

import json
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Worker, expect

from tests.browser.album.reached import BUTTON, ENDPOINT, PUSH_SERVICE, code_sent, with_an_older_worker
from tests.browser.axe import violations
from tests.browser.conftest import House
from tests.browser.database import connect, open_around_the_clock, rows
from tests.browser.forms import ask_urgently
from tests.browser.keyboard import Keyboard
from tests.browser.people import Resident
from tests.support.environment import PUSH_ON
from tests.support.servers import Deployment, embedded

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

CANARY = "kanariefågelfeber"
CARD = "Vila och drick mycket."
SHOWN = """
async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, body, tag, data }) => ({ title, body, tag, data }))
"""
# What the browser does when the notice is pressed.
CLICK = """
async () => {
  const [notification] = await self.registration.getNotifications()
  self.dispatchEvent(new NotificationEvent('notificationclick', { notification }))
}
"""
CONTROLLER = "() => navigator.serviceWorker.controller.scriptURL"
CACHED = """
async () => {
  const found = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text())
  }
  return found
}
"""


@pytest.fixture(scope="module")
def browser(whole_browser: Browser) -> Browser:
    """The one that has notices."""
    return whole_browser


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """With push switched on."""
    with embedded(tmp_path_factory.mktemp("clinic"), **PUSH_ON) as deployment:
        open_around_the_clock(deployment)
        yield deployment


def with_worker(resident: Resident) -> Worker:
    context = resident.window.context
    context.grant_permissions(["notifications"])
    if not context.service_workers:
        context.wait_for_event("serviceworker")
    # From now on this page is answered by it.
    resident.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    return context.service_workers[0]


def deliver(page: Page, origin: str, data: str) -> None:
    """What a push service would bring."""
    session = page.context.new_cdp_session(page)
    registrations: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    for _ in range(500):
        if registrations:
            break
        page.wait_for_timeout(20)
    assert registrations, "no service worker was registered"
    session.send(
        "ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": registrations[-1], "data": data}
    )


def shown(page: Page) -> list[dict[str, str]]:
    for _ in range(600):
        found: list[dict[str, str]] = page.evaluate(SHOWN)
        if found:
            return found
        page.wait_for_timeout(25)
    raise AssertionError("no notice was shown")


def notice_of(deployment: Deployment, case_id: str, kind: str) -> str:
    found = rows(deployment, f"SELECT id, case_id FROM people_notice WHERE kind = '{kind}'")  # noqa: S608 our own kinds
    return next(str(uuid.UUID(str(one))) for one, of in found if uuid.UUID(str(of)) == uuid.UUID(case_id))


def test_a_notice_is_shown_and_a_click_lands_in_the_case_after_login(at_clinic: House, clinic: Deployment) -> None:
    anna = at_clinic.resident("Anna Lind")
    case_id = ask_urgently(anna)
    sara = at_clinic.nurse("sara.holm")
    sara.claim("Anna Lind")
    expect(anna.page.get_by_text("Sara Holm").first).to_be_visible()
    worker = with_worker(anna)
    notice_id = notice_of(clinic, case_id, "your_turn")
    anna.window.go("/")
    said = {"n": notice_id, "title": "Det är din tur", "text": "Det är din tur nu. Logga in i Vårdrum som du brukar."}
    deliver(anna.page, anna.window.origin, json.dumps(said))
    assert shown(anna.page) == [{"title": said["title"], "body": said["text"], "tag": notice_id, "data": notice_id}]
    # Sent again by a worker that took over: one id, one notice.
    deliver(anna.page, anna.window.origin, json.dumps(said))
    assert len(shown(anna.page)) == 1
    # The login is over by the time it is pressed.
    anna.window.context.clear_cookies()
    anna.window.go("/")
    worker.evaluate(CLICK)
    anna.page.wait_for_url(lambda address: "/login" in address)
    assert case_id not in anna.page.url
    anna.take_way("Anna Lind")
    anna.page.wait_for_url(f"{anna.window.origin}/cases/{case_id}")
    expect(anna.page.get_by_text("Sara Holm").first).to_be_visible()
    # A notice that lies about leads to how it ended, once it has.
    sara.conclude("Anna Lind", "Råd gavs", CARD, "om du får svårt att svälja.")
    anna.window.go(f"/n/{notice_id}")
    anna.page.wait_for_url(f"{anna.window.origin}/cases/{case_id}")
    expect(anna.page.get_by_text(CARD).first).to_be_visible()


def test_notices_are_turned_on_where_one_waits_and_off_again_by_whoever_did(
    at_clinic: House, clinic: Deployment
) -> None:
    """By keyboard alone. The browser asks after a press alone; its push service is not to be had here, so its answer is
    put in."""
    bertil = Resident(at_clinic.windows.open("Bertil Sandgren", at_clinic.origin, phone=True))
    hands = Keyboard(bertil.page)
    bertil.window.context.grant_permissions(["notifications"])
    bertil.window.context.add_init_script(PUSH_SERVICE)
    bertil.log_in("Bertil Sandgren")
    ask_urgently(bertil)
    expect(bertil.page.get_by_role("button", name=BUTTON)).to_be_visible()
    hands.push(BUTTON)
    said = bertil.page.get_by_text("Du får en notis på den här enheten när det är din tur.")
    expect(said).to_be_focused()
    assert devices(clinic) == [ENDPOINT]
    hands.push("Ändra hur vi når dig", "link")
    hands.heard("Så når vi dig")
    hands.push("Stäng av notiser här")
    hands.is_at("button", "Slå på notiser")
    assert devices(clinic) == []
    hands.press("Enter")
    hands.is_at("button", "Stäng av notiser här")


def devices(clinic: Deployment) -> list[str]:
    return [str(endpoint) for (endpoint,) in rows(clinic, "SELECT endpoint FROM people_device")]


def test_a_new_version_waits_until_it_is_taken_and_the_page_loads_once(at_clinic: House) -> None:
    ingrid = Resident(at_clinic.windows.open("Ingrid Falk", at_clinic.origin, phone=True))
    hands = Keyboard(ingrid.page)
    with_an_older_worker(ingrid)
    ingrid.log_in("Ingrid Falk")
    take = ingrid.page.get_by_role("button", name="Hämta den")
    expect(take).to_be_visible()
    assert ingrid.page.evaluate(CONTROLLER).endswith("?older")
    loads: list[str] = []
    ingrid.page.on("load", lambda page: loads.append(page.url))
    hands.to("button", "Hämta den")
    with ingrid.page.expect_event("load"):
        hands.press("Enter")
    expect(ingrid.page.get_by_role("link", name="Så når vi dig")).to_be_visible()
    expect(take).to_have_count(0)
    assert ingrid.page.evaluate(CONTROLLER).endswith("/worker.js")
    assert len(loads) == 1
    assert against_installing(ingrid.page) == []


def against_installing(page: Page) -> list[str]:
    """What the browser has against putting the page on the home screen, but that a test's window is private."""
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["url"].endswith(".webmanifest")
    found = [one["errorId"] for one in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    return [*(one["message"] for one in manifest["errors"]), *(one for one in found if one != "in-incognito")]


def test_who_was_not_reached_is_a_task_that_is_done_by_keyboard(at_clinic: House, clinic: Deployment) -> None:
    elsa = at_clinic.resident("Elsa Nyberg")
    ask_urgently(elsa)
    elsa.window.go("/cases")
    sara = at_clinic.nurse("sara.holm")
    sara.claim("Elsa Nyberg")
    sara.write("Elsa Nyberg", "Hur mår du nu?")
    # On the screen at once, in the database a little later: aged before that, it would be new again.
    expect(sara.message("Hur mår du nu?")).to_contain_text("Framme")
    with connect(clinic) as connection:
        connection.execute("UPDATE rooms_room SET turn_at = datetime(turn_at, '-26 hours') WHERE turn = 'resident'")
        connection.execute("UPDATE rooms_case SET unreached_why = 'unread', unreached_at = datetime('now')")
        connection.commit()
    hands = Keyboard(sara.page)
    sara.page.reload()
    sara.open("Elsa Nyberg")
    task = sara.case("Elsa Nyberg").get_by_text("Har inte läst svaret på ett dygn")
    expect(task).to_be_visible()
    hands.push("Klart, vi har nått varandra")
    expect(sara.told("Elsa Nyberg har nåtts.")).to_be_visible()
    expect(task).to_have_count(0)
    # The button is gone; whoever pressed it is not thrown to the top of the page.
    assert hands.stop().role != "outside"


def test_somebody_elses_notice_leads_to_ones_own_cases(at_clinic: House, clinic: Deployment) -> None:
    oskar = at_clinic.resident("Oskar Wallin")
    case_id = ask_urgently(oskar)
    at_clinic.nurse("sara.holm").claim("Oskar Wallin")
    expect(oskar.page.get_by_text("Sara Holm").first).to_be_visible()
    bertil = at_clinic.resident("Bertil Sandgren")
    bertil.window.go(f"/n/{notice_of(clinic, case_id, 'your_turn')}")
    expect(bertil.heading("Mina ärenden")).to_be_visible()


def test_without_a_network_there_is_one_page_and_no_cache_holds_a_word(at_clinic: House) -> None:
    samira = at_clinic.resident("Samira Haddad")
    case_id = ask_urgently(samira)
    at_clinic.nurse("sara.holm").claim("Samira Haddad")
    with_worker(samira)
    samira.window.go(f"/cases/{case_id}")
    samira.write(CANARY)
    expect(samira.message(CANARY)).to_be_visible()
    samira.page.reload()
    expect(samira.message(CANARY)).to_be_visible()
    cached: list[str] = samira.page.evaluate(CACHED)
    assert len(cached) == 4
    assert not any(word in text for text in cached for word in (CANARY, case_id, "Samira", "/api/", "/cases"))
    samira.window.context.set_offline(True)
    samira.window.go("/cases")
    expect(samira.heading("Ingen anslutning")).to_be_visible()
    assert violations(samira.page) == []
    samira.window.context.set_offline(False)


def test_how_one_is_reached_is_chosen_and_confirmed_by_keyboard_alone(at_clinic: House, clinic: Deployment) -> None:
    window = at_clinic.windows.open("Anna Lind", at_clinic.origin, phone=True)
    hands, page = Keyboard(window.page), window.page
    Resident(window).log_in("Anna Lind")
    hands.push("Så når vi dig", "link")
    hands.heard("Så når vi dig")
    hands.fill("Mobilnummer", "inget nummer")
    hands.push("Skicka kod")
    expect(page.get_by_text("Skriv ett mobilnummer")).to_be_visible()
    hands.is_at("textbox", "Mobilnummer")
    hands.press("Control+a")
    hands.type("070-174 06 05")
    hands.push("Skicka kod")
    expect(page.get_by_label("Koden som kom till")).to_be_focused()
    hands.type(code_sent(clinic, page, "+46701740605"))
    hands.push("Bekräfta")
    expect(page.get_by_text("070-174 06 05 är bekräftad.")).to_be_visible()
    hands.choose("Sms")
    expect(page.get_by_text("Sparat.")).to_be_visible()
    hands.to("combobox", "Från")
    hands.press("ArrowUp")
    page.reload()
    expect(page.get_by_label("Från")).to_have_value("1260")
    expect(page.get_by_label("Sms", exact=True)).to_be_checked()
    assert violations(page) == []
