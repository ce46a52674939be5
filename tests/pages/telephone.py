"""A logged-in resident's browser that Lighthouse may take over, and the four pages she can be at."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.chromium import LAUNCH_ARGUMENTS, NODE, PATIENCE_MS
from tests.browser.forms import NO, ask_urgently, renewal
from tests.browser.people import Nurse, Resident
from tests.browser.windows import PHONE, Window, open_window
from tests.support.processes import free_port
from tests.support.servers import Deployment

ANSWER = "Hej Samira! Jag har läst dina svar och förnyar receptet i dag."


@dataclass(frozen=True)
class Stop:
    """An address, and the words that are there once the page works."""

    page: str
    path: str
    words: str


@dataclass(frozen=True)
class Telephone:
    page: Page
    origin: str
    port: int

    def go(self, stop: Stop) -> None:
        self.page.goto(self.origin + stop.path)
        expect(self.page.get_by_text(stop.words).first).to_be_visible()

    def forget_files(self) -> None:
        """What has been fetched is fetched again, as on a first visit; the login and what was typed stay."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.clearBrowserCache")
        session.detach()
        # Nothing of this tab may run beside the measurement.
        self.page.goto("about:blank")


@contextmanager
def telephone(clinic: Deployment, folder: Path) -> Iterator[tuple[Telephone, list[Stop]]]:
    """Lighthouse opens a tab of its own in the profile's own context, so the resident lives there."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    expect.set_options(timeout=PATIENCE_MS)
    origin, port = clinic.server(0).url, free_port()
    # Chromium's sandbox refuses to run as root.
    arguments = [*LAUNCH_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=program,
            args=[*arguments, f"--remote-debugging-port={port}"],
            locale="sv-SE",
            viewport=PHONE,
            reduced_motion="reduce",
        )
        desk = playwright.chromium.launch(executable_path=program, args=arguments)
        page = context.new_page()
        samira = Resident(Window("Samira Haddad", context, page, origin, []))
        nurse = Nurse(open_window(desk, "sara.holm", origin))
        stops = _places(samira, nurse)
        desk.close()
        yield Telephone(page, origin, port), stops
        context.close()


def _places(samira: Resident, sara: Nurse) -> list[Stop]:
    """The room first: it is answered while the other case still waits."""
    samira.log_in("Samira Haddad")
    samira.begin("Förnya recept", errand=True)
    samira.describe(*renewal(vital=NO))
    room = samira.send_form()
    sara.log_in("sara.holm")
    sara.claim("Samira Haddad")
    sara.write("Samira Haddad", ANSWER)
    expect(samira.message(ANSWER)).to_be_visible()
    waiting = ask_urgently(samira)
    samira.begin("Ont i halsen")
    expect(samira.page.get_by_role("radio").first).to_be_visible()
    form = samira.page.url.removeprefix(samira.window.origin)
    question = samira.page.get_by_role("heading", level=1).inner_text()
    # She has been at the start page since: a telephone that knows its owner.
    samira.window.go("/")
    expect(samira.page.get_by_role("link", name="Mina ärenden")).to_be_visible()
    samira.page.wait_for_load_state("networkidle")
    return [
        Stop("start", "/", "Jag har ett nytt besvär"),
        Stop("form", form, question),
        Stop("waiting", f"/cases/{waiting}", "Väntrum"),
        Stop("room", f"/cases/{room}", ANSWER),
    ]
