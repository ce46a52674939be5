"""One browser for the run, the windows of each test, and the deployments that the walks are taken through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType

from tests.browser import hostile
from tests.browser.chromium import chromium, chromiums
from tests.browser.database import HEALTH_CENTRE, open_around_the_clock
from tests.browser.firefox import Firefox, firefox
from tests.browser.people import Nurse, Resident, Supervisor
from tests.browser.pictures import taken_sideways
from tests.browser.windows import Windows
from tests.support.servers import Deployment, embedded


@pytest.fixture(scope="session")
def browsers() -> Iterator[BrowserType]:
    with chromiums() as driven:
        yield driven


@pytest.fixture(scope="session")
def browser_shell(browsers: BrowserType) -> Iterator[Browser]:
    with chromium(browsers, whole=False) as launched:
        yield launched


@pytest.fixture(scope="session")
def browser(browser_shell: Browser) -> Browser:
    """The shell draws what the whole browser draws; a test of what only the latter has asks for `whole_browser`."""
    return browser_shell


@pytest.fixture(scope="session")
def whole_browser(browsers: BrowserType) -> Iterator[Browser]:
    with chromium(browsers) as launched:
        yield launched


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    opened = Windows(browser)
    yield opened
    faults = opened.close()
    assert faults == []


@pytest.fixture
def deployment(deployment: Deployment) -> Deployment:
    """Each of the two ways of running, whatever the hour of the day."""
    open_around_the_clock(deployment)
    return deployment


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """One embedded server for a module whose tests leave each other's people alone."""
    with embedded(tmp_path_factory.mktemp("clinic")) as deployment:
        open_around_the_clock(deployment)
        yield deployment


@pytest.fixture
def fox(tmp_path: Path) -> Iterator[Firefox]:
    """A Firefox of the test's own, which notes what hostile words would do."""
    with firefox(tmp_path, hostile.WATCH) as running:
        yield running


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return taken_sideways(tmp_path / "throat.jpg")


class House:
    """Opens the door to people: residents on the first server, staff on the next."""

    def __init__(self, windows: Windows, deployment: Deployment) -> None:
        self.windows = windows
        self.deployment = deployment

    @property
    def origin(self) -> str:
        return self.deployment.server(0).url

    def resident(self, name: str) -> Resident:
        resident = Resident(self.windows.open(name, self.deployment.server(0).url, phone=True))
        resident.log_in(name)
        return resident

    def nurse(self, user_name: str, before_any_page: str | None = None, unit: str | None = None) -> Nurse:
        """`before_any_page` is a script that runs in each page before its own; `unit` is for those who have several."""
        nurse = Nurse(self.windows.open(user_name, self.deployment.server(1).url))
        if before_any_page is not None:
            nurse.window.context.add_init_script(before_any_page)
        nurse.log_in(user_name, unit)
        return nurse

    def supervisor(self, unit: str = HEALTH_CENTRE) -> Supervisor:
        supervisor = Supervisor(self.windows.open("helena.strand", self.deployment.server(1).url))
        supervisor.log_in("helena.strand", unit=unit)
        return supervisor


@pytest.fixture
def house(windows: Windows, deployment: Deployment) -> House:
    """Both deployments, one after the other."""
    return House(windows, deployment)


@pytest.fixture
def at_clinic(windows: Windows, clinic: Deployment) -> House:
    return House(windows, clinic)
