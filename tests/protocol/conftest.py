"""The whole house under one gateway: real commands, real logins, the questions as they are wired."""

from collections.abc import AsyncIterator

import pytest
from pytest_django import Settings

from chatserver import runtime, wiring
from chatserver.core import publish
from chatserver.core.gateway.application import Gateway
from chatserver.core.gateway.relaying import Relaying
from chatserver.core.gateway.services import Services
from chatserver.core.hub import Hub
from chatserver.core.limits import Limits
from chatserver.core.nudges import LocalNudges
from people.models import ResidentProfile
from people.sessions import COOKIE_NAMES
from tests.protocol.tabs import ORIGIN, Door
from tests.rooms import world as rooms_world
from tests.rooms.world import World


@pytest.fixture
def world(transactional_db: None, settings: Settings) -> World:
    del transactional_db
    settings.PASSWORD_HASHERS = ["tests.people.hashers.CheapArgon2"]
    built = rooms_world.build()
    ResidentProfile.objects.update(listed_unit_id=built.unit.id)
    return built


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    del world
    hub, relaying = Hub(LocalNudges(), runtime._recheck), Relaying()
    services = Services(
        wiring.TABLE,
        wiring.DECODER,
        wiring.QUESTIONS,
        hub,
        relaying,
        frozenset({ORIGIN}),
        Limits(),
    )
    made = Door(Gateway(services, COOKIE_NAMES), hub)
    await hub.start()
    await relaying.start()
    publish.connect(hub.announce, hub.announce_events, hub.announce_login_end)
    yield made
    await made.gateway.drain()
    await relaying.stop()
    await hub.stop()
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)
