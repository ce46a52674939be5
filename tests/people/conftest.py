"""What the tests of people share: only their own addresses, a cheap password hash, and what was announced."""

from uuid import UUID

import pytest
from pytest_django import Settings

from chatserver.core import publish


@pytest.fixture(autouse=True)
def people_alone(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.people.urls"
    settings.PASSWORD_HASHERS = ["tests.people.hashers.CheapArgon2"]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The logins whose end was announced. Announcing waits for the commit, so capture it in tests that roll back."""
    ended: list[UUID] = []
    monkeypatch.setattr(publish, "_announce_login_end", ended.append)
    return ended
