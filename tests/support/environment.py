"""Sets the environment of a test run before Django reads its settings. Loaded by pytest as its first plugin.

VARDRUM_TEST_DATABASE chooses the database of the unit and action tests: `sqlite` (default) or `postgres`, which starts
a real one for the run. VARDRUM_TEST_HOSTILE=all shows every hostile name, file name and line in the browsers, not a
sample (`tests/browser/test_hostile_names.py`). VARDRUM_TEST_SWITCHES says how often a nurse changes rooms
(`tests/browser/test_switches.py`), VARDRUM_TEST_GLARE how often both sides press "call" at once
(`tests/signaling/test_residents_calls.py`).
"""

import atexit
import base64
import os
import shutil
import tempfile
from contextlib import ExitStack

import pytest

from tests.support.postgres import running_postgres_process

DATABASES = ("sqlite", "postgres")
CHOICES = ("VARDRUM_TEST_DATABASE", "VARDRUM_TEST_HOSTILE", "VARDRUM_TEST_SWITCHES", "VARDRUM_TEST_GLARE")
# Of a curve's private key, and secret to nobody.
VAPID_KEY = base64.urlsafe_b64encode(bytes(range(1, 33))).decode().rstrip("=")
PUSH_ON = {"VARDRUM_VAPID_KEY": VAPID_KEY, "VARDRUM_VAPID_SUBJECT": "mailto:drift@example.org"}
# No test of an action pulls the plug of the machine; those that kill a server have one that keeps all of it.
NOTHING_TO_KEEP = {"fsync": "off", "full_page_writes": "off"}
resources = ExitStack()


def chosen_database() -> str:
    chosen = os.environ.get("VARDRUM_TEST_DATABASE", "sqlite")
    if chosen not in DATABASES:
        raise pytest.UsageError(f"VARDRUM_TEST_DATABASE is {chosen!r}; it must be one of {', '.join(DATABASES)}")
    return chosen


def prepare() -> None:
    for name in [name for name in os.environ if name.startswith("VARDRUM_") and name not in CHOICES]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="vardrum-tests-")
    resources.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ["VARDRUM_MODE"] = "test"
    os.environ["VARDRUM_DATA"] = folder
    os.environ["VARDRUM_VAPID_KEY"] = VAPID_KEY
    os.environ["VARDRUM_VAPID_SUBJECT"] = "mailto:drift@example.org"
    if chosen_database() == "postgres":
        address, _ = resources.enter_context(running_postgres_process(NOTHING_TO_KEEP))
        os.environ["VARDRUM_DATABASE_URL"] = address


def pytest_report_header() -> str:
    return f"vardrum: database {chosen_database()}"


def pytest_unconfigure() -> None:
    resources.close()


# A run that ends before pytest has configured itself never comes to `pytest_unconfigure`.
atexit.register(resources.close)
prepare()
