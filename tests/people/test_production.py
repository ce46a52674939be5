"""Production knows no test e-ID: seen in the class, in the registry, and in spawned processes."""

import os
import subprocess
import sys

import pytest
from pytest_django import Settings

from people import demo
from people.actions import eid
from people.eid.for_tests import EidForTests, EidForTestsForbidden
from people.eid.registry import UnknownEidProvider, build
from tests.support.processes import REPOSITORY

PRODUCTION = {
    "VARDRUM_MODE": "production",
    "VARDRUM_SECRET_KEY": "s" * 60,
    "VARDRUM_DATABASE_URL": "postgresql://vardrum@127.0.0.1:1/vardrum",
    "VARDRUM_REDIS_URL": "redis://127.0.0.1:1/0",
    "VARDRUM_ORIGINS": "https://vardrum.example",
    "DJANGO_SETTINGS_MODULE": "chatserver.settings",
}


def python(program: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VARDRUM_")}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        env={**kept, **PRODUCTION, **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_production_server_does_not_start_with_the_test_e_id() -> None:
    done = python("import django; django.setup()", VARDRUM_EID_PROVIDERS="test")
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "The test e-ID lets anybody log in as anybody and is refused in the mode 'production': "
        "take 'test' out of VARDRUM_EID_PROVIDERS."
    )


def test_a_production_server_offers_no_test_e_id_and_loads_no_demonstration() -> None:
    done = python(
        "import django; django.setup(); from people.actions import eid; from people import demo, sessions\n"
        "print(eid.providers(), sorted(sessions.COOKIE_NAMES.values()))\n"
        "demo.load.__wrapped__()"
    )
    assert done.stdout.strip() == "{} ['__Host-vardrum_guest', '__Host-vardrum_resident', '__Host-vardrum_staff']"
    assert "RuntimeError" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("mode", ["production", "", "staging"])
def test_the_test_e_id_exists_in_two_modes_only(mode: str) -> None:
    with pytest.raises(EidForTestsForbidden, match="refused in the mode"):
        EidForTests(mode)
    with pytest.raises(EidForTestsForbidden):
        build(["test"], mode)
    assert build([], mode) == {}


def test_a_provider_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownEidProvider, match="'bank'"):
        build(["bank"], "test")


def test_switching_to_production_takes_the_test_e_id_away(settings: Settings) -> None:
    assert list(eid.providers()) == ["test"]
    settings.PRODUCTION, settings.MODE = True, "production"
    with pytest.raises(EidForTestsForbidden):
        eid.providers()
    with pytest.raises(RuntimeError):
        demo.load()
