"""A resident's earlier cases, and a unit's concluded ones in pages: over HTTP, as the desk asks for them."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people import queries as people
from rooms import wire
from rooms.actions.choice import make_choice
from rooms.actions.conclusion import conclude_case
from rooms.models import ActiveChoice
from rooms.queries import earlier
from tests.rooms import world as rooms
from tests.rooms.test_api import browser_of
from tests.rooms.world import World, conclude


def concluded(world: World) -> UUID:
    case_id = world.held_case()
    conclude_case(world.sara, conclude(case_id))
    return case_id


# --- earlier cases -------------------------------------------------------------------------------------------------
def test_earlier_cases_are_the_residents_others_newest_first(world: World) -> None:
    old = world.case(arrived_at=clock.now() - timedelta(days=9))
    rooms.claim_for(world.sara, old)
    conclude_case(world.sara, conclude(old))
    theirs = world.case(unit_id=world.omar.unit_id)
    world.case(world.maria)
    now = world.case()
    lines = browser_of(world.johan).get(f"/api/staff/cases/{now}/earlier").json()["cases"]
    assert [line["case_id"] for line in lines] == [str(theirs), str(old)]
    assert [(line["own_unit"], line["unit_name"], line["state"], line["needs_choice"]) for line in lines] == [
        (False, "Rehab Norr", "waiting", True),
        (True, "Björkdalens vårdcentral", "concluded", True),
    ]
    assert [(line["outcome"], line["concluded_at"] is None) for line in lines] == [
        (None, True),
        ("advice_given", False),
    ]
    assert lines[0]["reason"] == {"sv": "Halsont", "en": "Sore throat"}
    read = AuditEntry.objects.get(action="case.earlier")
    assert (read.kind, read.resident_id, read.unit_id) == ("read", world.anna.person, world.unit.id)


def test_what_was_chosen_needs_no_other_choice(world: World) -> None:
    old, now = concluded(world), world.case()
    assert needs(world.johan, now) == {old: True}
    make_choice(world.johan, old, wire.MakeChoice(reason="ongoing_care", text=""))
    assert needs(world.johan, now) == {old: False}
    assert needs(world.helena, now) == needs(world.sara, now) == {old: False}


def needs(actor: Actor, case_id: UUID) -> dict[UUID, bool]:
    return {line.case_id: line.needs_choice for line in earlier.earlier_cases(actor, case_id).cases}


def test_earlier_cases_are_told_to_whoever_may_read_this_one(world: World) -> None:
    now = world.case()
    assert browser_of(world.omar).get(f"/api/staff/cases/{now}/earlier").status_code == 404
    assert browser_of(world.anna).get(f"/api/staff/cases/{now}/earlier").status_code == 401
    old = concluded(world)
    refusal = browser_of(world.johan).get(f"/api/staff/cases/{old}/earlier")
    assert (refusal.status_code, refusal.json()["code"]) == (403, "choice_needed")


# --- the choice over HTTP ------------------------------------------------------------------------------------------
def test_a_choice_over_http(world: World) -> None:
    old = concluded(world)
    browser = browser_of(world.johan)
    assert choose(browser, old, {"reason": "curiosity", "text": ""}).status_code == 422
    assert choose(browser, old, {"reason": "other", "text": "x" * 501}).json()["params"] == {
        "field": "text",
        "limit": 500,
    }
    assert choose(browser, old, {"reason": "asked_by_resident", "text": ""}).status_code == 204
    assert browser.get(f"/api/staff/rooms/{old}/messages").status_code == 200
    assert browser_of(world.johan).get(f"/api/staff/rooms/{old}/messages").json()["code"] == "choice_needed"
    assert ActiveChoice.objects.get().reason == "asked_by_resident"


def choose(browser: Client, case_id: UUID, body: dict[str, str]) -> Any:
    return browser.post(f"/api/staff/cases/{case_id}/choice", json.dumps(body), "application/json")


# --- concluded -----------------------------------------------------------------------------------------------------
def test_a_units_concluded_cases_in_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "CONCLUDED_PAGE", 2)
    cases = [concluded(world) for _ in range(5)]
    world.case()
    browser = browser_of(world.johan)
    pages, address = [], "/api/staff/concluded"
    while address:
        page = browser.get(address).json()
        pages.append([line["case_id"] for line in page["cases"]])
        address = page["next"] and f"/api/staff/concluded?cursor={page['next']}"
    newest_first = [str(case_id) for case_id in reversed(cases)]
    assert pages == [newest_first[:2], newest_first[2:4], newest_first[4:]]
    reads = AuditEntry.objects.filter(action="case.concluded")
    assert [(row.kind, row.unit_id) for row in reads] == [("read", world.unit.id)] * 3


def test_a_line_of_the_concluded(world: World) -> None:
    case_id = concluded(world)
    [line] = browser_of(world.helena).get("/api/staff/concluded").json()["cases"]
    at, until = datetime.fromisoformat(line.pop("concluded_at")), datetime.fromisoformat(line.pop("reopen_until"))
    assert timedelta(days=7) < until - at <= timedelta(days=8)
    assert line == {
        "case_id": str(case_id),
        "number": rooms.room(case_id).case.number,
        "reason": {"sv": "Halsont", "en": "Sore throat"},
        "resident_name": "Anna Lind",
        "age": people.subject(world.anna.person).age,
        "outcome": "advice_given",
        "concluded_by_name": "Sara Holm",
    }


def test_the_concluded_of_another_unit_are_not_listed(world: World) -> None:
    concluded(world)
    assert browser_of(world.omar).get("/api/staff/concluded").json() == {"cases": [], "next": None}


@pytest.mark.parametrize(
    "cursor", ["x", "~", "x~y", f"~{new_id()}", f"x~{new_id()}", f"{10**30}~{new_id()}", "1780000000000000~"]
)
def test_a_cursor_that_is_none_of_ours(world: World, cursor: str) -> None:
    refusal = browser_of(world.johan).get("/api/staff/concluded", {"cursor": cursor})
    assert (refusal.status_code, refusal.json()["params"]) == (422, {"field": "cursor"})
