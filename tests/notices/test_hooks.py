"""Providers' reports: without the token refused, a bounce takes the next way, what is unknown is taken quietly."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from people.actions.notices import record
from people.models import Notice
from tests.laws import reaching
from tests.people import world as people_world
from tests.rooms import world as rooms

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a token that only providers know"


@pytest.fixture(autouse=True)
def token(settings: Settings) -> None:
    settings.OUTWARD = replace(settings.OUTWARD, report_token=TOKEN)


def told(address: str, body: Any, password: str = TOKEN, **more: Any) -> int:
    basic = base64.b64encode(f"provider:{password}".encode()).decode()
    # Providers are no browsers and send no Origin.
    return Client().post(address, body, headers={"authorization": f"Basic {basic}"}, **more).status_code


def test_a_report_of_a_failure_takes_the_next_way() -> None:
    world = rooms.build()
    notice_id, attempts, answer = reaching.sent(world)
    record(notice_id, attempts, answer)
    assert told("/hooks/sms", {"id": answer.provider_id, "status": "delivered"}) == 204
    assert Notice.objects.get(id=notice_id).state == "sent"
    assert told("/hooks/sms", {"id": answer.provider_id, "status": "failed"}) == 204
    notice = Notice.objects.get(id=notice_id)
    assert (notice.state, notice.tried, notice.failure) == ("due", "sms", "sms_undelivered")


@pytest.mark.parametrize("address", ["/hooks/sms", "/hooks/mail"])
def test_only_whoever_has_the_token_may_report(address: str, settings: Settings) -> None:
    assert told(address, {}, password="a guess") == 401
    assert Client().post(address).status_code == 401
    assert Client().get(address).status_code == 405
    assert Client().post(address, headers={"authorization": "Basic %%%"}).status_code == 401
    settings.OUTWARD = replace(settings.OUTWARD, report_token="")
    assert told(address, {}, password="") == 401


@pytest.mark.parametrize("body", ["no JSON", "[]", "1"])
def test_a_report_that_makes_no_sense_is_refused(body: str) -> None:
    assert told("/hooks/mail", body, content_type="application/json") == 400


def test_an_unknown_message_is_taken_quietly() -> None:
    report = json.dumps({"event": "bounce", "message_id": "<nothing@example.org>"})
    assert told("/hooks/mail", report, content_type="application/json") == 204
    assert told("/hooks/mail", "x" * 70_000, content_type="application/json") == 413


def test_a_page_still_needs_its_own_origin() -> None:
    assert people_world.browser().post("/api/resident/logout").status_code == 204
    assert Client().post("/api/resident/logout").status_code == 403
