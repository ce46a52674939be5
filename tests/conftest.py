"""What every test may rely on, and the account of what could not be run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from chatserver.core.work import close_own_connection
from tests.support.emptying import emptied_cheaply
from tests.support.environment import chosen_database
from tests.support.postgres import running_postgres
from tests.support.processes import ServerProcess
from tests.support.servers import Deployment, embedded, postgres_with_people, workers
from tests.support.valkey import running_valkey

MISSING = "missing system tool: "
# How long an example may take is a timed assertion, and a busy machine fails it.
drawing.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawing.load_profile("untimed")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgres = chosen_database() == "postgres"
    for item in items:
        for mark in item.iter_markers("needs"):
            missing = [tool for tool in mark.args if shutil.which(tool) is None]
            if missing:
                item.add_marker(pytest.mark.skip(reason=MISSING + ", ".join(missing)))
        if item.get_closest_marker("postgres_only") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="shown on PostgreSQL in the other half of the run"))
    if on_postgres:
        elsewhere = [item for item in items if not uses_database(item)]
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if uses_database(item)]


def uses_database(item: pytest.Item) -> bool:
    """What never asks Django for its database is shown by the half that runs on SQLite."""
    if item.get_closest_marker("either_database"):
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres_only"))
    return marked or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A test that could not run is named at the end; it never passes in silence."""
    reasons: dict[str, list[str]] = {}
    for report in terminalreporter.getreports("skipped"):
        if isinstance(report.longrepr, tuple) and MISSING in report.longrepr[2]:
            tool = report.longrepr[2].split(MISSING, 1)[1]
            reasons.setdefault(tool, []).append(report.nodeid)
    for tool, names in sorted(reasons.items()):
        terminalreporter.write_line(f"NOT RUN: {len(names)} for want of {tool}")
        for name in names:
            terminalreporter.write_line(f"  {name}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """PostgreSQL drops no database to which somebody is connected."""
    del django_db_setup
    with emptied_cheaply():
        yield
    close_own_connection()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_postgres() as address:
        yield address


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    with running_valkey() as (address, _):
        yield address


@pytest.fixture
def valkey_process() -> Iterator[tuple[str, ServerProcess]]:
    """A Valkey of the test's own, to be killed and started again."""
    with running_valkey() as running:
        yield running


@pytest.fixture
def server_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def embedded_deployment(server_folder: Path) -> Iterator[Deployment]:
    with embedded(server_folder) as deployment:
        yield deployment


@pytest.fixture
def workers_deployment(server_folder: Path, postgres: str, valkey: str) -> Iterator[Deployment]:
    with workers(server_folder, postgres_with_people(postgres), valkey, has_people=True) as deployment:
        yield deployment


@pytest.fixture(params=["embedded", "workers"])
def deployment(request: pytest.FixtureRequest) -> Deployment:
    """Both ways of running; a test that takes this fixture is shown on each."""
    running: Deployment = request.getfixturevalue(f"{request.param}_deployment")
    return running


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite in a file, as the embedded server has it: an in-memory database has neither WAL nor its locks."""
    chosen = settings.DATABASES["default"]
    if "sqlite3" in chosen["ENGINE"]:
        chosen["TEST"] = {**chosen.get("TEST", {}), "NAME": str(settings.ENVIRONMENT.data / "test.sqlite3")}
