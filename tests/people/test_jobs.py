"""The jobs run, and forget what nobody needs."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from chatserver.core import clock
from people.actions import eid
from people.eid.for_tests import EidForTests
from people.jobs import JOBS
from people.models import EidOrder
from tests.people import world

pytestmark = pytest.mark.django_db


def test_every_job_runs_on_an_empty_house() -> None:
    assert [job.run() for job in JOBS] == [0, 0, 0, None]
    assert len({job.name for job in JOBS}) == len(JOBS)


def test_sessions_and_orders_are_forgotten() -> None:
    eid.start_order(EidForTests("test"), "a session", "/")
    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(days=1))
    world.browser().post("/api/resident/eid/test/start", {"return_to": "/"}, content_type="application/json")
    with clock.shifted(timedelta(days=1, minutes=1)):
        JOBS[-1].run()
    assert not EidOrder.objects.exists()
    assert Session.objects.count() == 1
