"""The servers that help two browsers find each other: for the parties of a running call, with its own credentials."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as configured
from pytest_django import Settings

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from tests.rooms.test_api import browser_of
from tests.rooms.world import World
from tests.signaling.calls import Ringing

SERVERS = ({"urls": ["stun:turn.example:3478"]}, {"urls": ["turn:turn.example:3478"]})


@pytest.fixture
def ringing(world: World, held_id: UUID, settings: Settings) -> Ringing:
    settings.ROOT_URLCONF = "tests.signaling.urls"
    settings.ENVIRONMENT = replace(configured.ENVIRONMENT, ice_servers=SERVERS, turn_secret="a secret of tests")
    return Ringing(world, held_id)


def asked(actor: Actor, call_id: UUID) -> Any:
    audience = "staff" if actor.is_staff else "resident"
    return browser_of(actor).get(f"/api/{audience}/ice?call_id={call_id}")


def test_both_parties_get_servers_with_credentials_of_the_call(world: World, ringing: Ringing) -> None:
    for party in (world.sara, world.anna):
        stun, relay = asked(party, ringing.call_id).json()["ice_servers"]
        assert stun == {"urls": ["stun:turn.example:3478"], "username": None, "credential": None}
        assert relay["username"].endswith(f":{ringing.call_id.hex}")
        assert len(relay["credential"]) == 28


def test_others_get_none(world: World, ringing: Ringing) -> None:
    for stranger in (world.maria, world.omar):
        assert asked(stranger, ringing.call_id).status_code == 404
    ringing.accepted()
    assert asked(world.johan, ringing.call_id).json()["code"] == "not_allowed"


def test_a_call_that_is_over_or_unknown_has_none(world: World, ringing: Ringing) -> None:
    assert asked(world.anna, new_id()).status_code == 404
    ringing.ended(world.sara)
    assert asked(world.sara, ringing.call_id).status_code == 404


def test_without_a_login_there_is_nothing(ringing: Ringing, client: Any) -> None:
    assert client.get(f"/api/resident/ice?call_id={ringing.call_id}").json()["code"] == "not_logged_in"
