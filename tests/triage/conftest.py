"""The world of triage: the people of rooms, listed at their unit."""

import pytest
from pytest_django import Settings

from people.models import ResidentProfile
from tests.rooms import world as rooms_world
from tests.rooms.world import World


@pytest.fixture
def world(transactional_db: None, settings: Settings) -> World:
    del transactional_db
    settings.ROOT_URLCONF = "tests.triage.urls"
    settings.PASSWORD_HASHERS = ["tests.people.hashers.CheapArgon2"]
    built = rooms_world.build()
    ResidentProfile.objects.update(listed_unit_id=built.unit.id)
    return built
