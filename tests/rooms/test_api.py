"""The HTTP edge: my cases, waiting, history, pictures, presence. Each audience by its own cookie."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people.models import Account, Unit
from people.sessions import COOKIE_NAMES
from rooms.actions.conclusion import conclude_case
from rooms.actions.messages import advance_receipt, send_message
from rooms.queries.cases import my_cases
from tests.people import world as people_world
from tests.rooms import world as rooms
from tests.rooms.refusals import refused
from tests.rooms.world import World, come_in, conclude, read_upto, say, send


def browser_of(actor: Actor) -> Client:
    """A browser in which the actor is logged in."""
    client = people_world.browser()
    account = Account.objects.get(id=actor.person)
    audience = "staff" if actor.is_staff else "resident"
    unit = Unit.objects.get(id=actor.unit_id) if actor.unit_id else None
    client.cookies[COOKIE_NAMES[audience]] = people_world.logged_in(account, unit).session_key
    return client


def a_picture() -> bytes:
    body = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(body, "JPEG")
    return body.getvalue()


# --- residents -----------------------------------------------------------------------------------------------------
def test_my_cases_are_mine_and_my_childs(world: World, held_id: UUID) -> None:
    send(world.sara, held_id)
    child_case = world.child_case()
    [line] = browser_of(world.anna).get("/api/resident/cases").json()["cases"]
    assert (line["id"], line["state"], line["is_self"], line["unread"]) == (str(held_id), "active", True, 1)
    assert line["holder"]["name"] == "Sara Holm"
    [line] = browser_of(world.maria).get("/api/resident/cases").json()["cases"]
    assert (line["id"], line["resident_name"], line["is_self"]) == (str(child_case), "Leo Nyberg", False)
    assert line["holder"] is None
    read = AuditEntry.objects.filter(action="case.list").order_by("at")
    assert [row.resident_id for row in read] == [world.anna.account_id, world.leo_id]


def test_what_was_read_is_not_unread(world: World, held_id: UUID) -> None:
    browser = browser_of(world.anna)
    sequence = send(world.sara, held_id)
    advance_receipt(world.anna, read_upto(held_id, sequence, sequence))
    assert browser.get("/api/resident/cases").json()["cases"][0]["unread"] == 0
    send(world.anna, held_id)
    assert browser.get("/api/resident/cases").json()["cases"][0]["unread"] == 0


def test_the_waiting_room_tells_the_place(world: World, case_id: UUID) -> None:
    urgent = world.case(world.maria, priority=1)
    come_in(world.sara)
    browser = browser_of(world.anna)
    seen = browser.get(f"/api/resident/cases/{case_id}/waiting").json()
    assert (seen["place"], seen["staff_available"], seen["unit_open"]) == (2, 1, True)
    assert (seen["opens_at"], seen["closes_at"]) == (None, None)
    assert datetime.fromisoformat(seen["open_by"]) == rooms.room(case_id).case.open_by
    rooms.claim_for(world.johan, urgent)
    assert browser.get(f"/api/resident/cases/{case_id}/waiting").json()["place"] == 1
    rooms.claim_for(world.sara, case_id)
    assert browser.get(f"/api/resident/cases/{case_id}/waiting").json()["place"] is None


def test_other_peoples_waiting_does_not_exist(world: World, case_id: UUID) -> None:
    answer = browser_of(world.maria).get(f"/api/resident/cases/{case_id}/waiting")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert browser_of(world.sara).get("/api/resident/cases").status_code == 401


def test_staff_have_no_cases_of_their_own(world: World, case_id: UUID) -> None:
    browser = browser_of(world.sara)
    assert browser.get(f"/api/staff/cases/{case_id}/waiting").status_code == 404
    with refused(ErrorCode.NOT_FOUND):
        my_cases(world.sara)


@pytest.mark.parametrize("audience", ["resident", "staff"])
def test_history_by_both(world: World, held_id: UUID, audience: str) -> None:
    first, second = send(world.anna, held_id, "Ett"), send(world.anna, held_id, "Två")
    browser = browser_of(world.anna if audience == "resident" else world.sara)
    page = browser.get(f"/api/{audience}/rooms/{held_id}/messages?before={second}").json()
    assert [message["sequence"] for message in page["messages"]] == [first]
    assert page["earlier"] is False


# --- pictures ------------------------------------------------------------------------------------------------------
def test_a_picture_goes_from_the_phone_to_the_nurse(world: World, held_id: UUID) -> None:
    resident, nurse = browser_of(world.anna), browser_of(world.sara)
    address = f"/api/resident/rooms/{held_id}/files"
    answer = resident.post(address, a_picture(), content_type="image/jpeg")
    assert answer.status_code == 201
    file = answer.json()
    assert (file["state"], file["refusal"]) == ("ready", None)
    assert resident.get(f"/api/resident/files/{file['id']}/state").json() == file
    # Nothing is shown to the other side before it is sent.
    assert nurse.get(f"/api/staff/files/{file['id']}").status_code == 404
    send_message(world.anna, say(held_id, "", picture_id=UUID(file["id"])))
    shown = nurse.get(f"/api/staff/files/{file['id']}")
    assert shown.status_code == 200
    assert Image.open(BytesIO(shown.content)).size == (64, 48)
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.headers["Content-Disposition"].startswith("attachment")
    read = AuditEntry.objects.get(action="file.open")
    assert (read.kind, read.actor_id, str(read.object_id)) == ("read", world.sara.account_id, file["id"])
    assert browser_of(world.omar).get(f"/api/staff/files/{file['id']}").status_code == 404


def test_what_is_no_picture_is_refused_with_a_reason(world: World, held_id: UUID) -> None:
    browser = browser_of(world.anna)
    answer = browser.post(f"/api/resident/rooms/{held_id}/files", b"%PDF-1.7", content_type="image/jpeg")
    file = answer.json()
    assert (answer.status_code, file["state"]) == (201, "refused")
    assert file["refusal"]
    seen = browser.get(f"/api/resident/files/{file['id']}")
    assert (seen.status_code, seen.json()["code"]) == (422, "file_refused")


def test_a_picture_of_the_form_is_seen_by_who_may_read_the_case(world: World, held_id: UUID) -> None:
    intake_id = rooms.room(held_id).case.intake_id
    file = rooms.picture(held_id, world.anna, "received", owner_kind="intake", owner_id=intake_id)
    for browser, audience in ((browser_of(world.anna), "resident"), (browser_of(world.johan), "staff")):
        assert browser.get(f"/api/{audience}/files/{file.id}").json()["code"] == "file_not_ready"
        assert browser.get(f"/api/{audience}/files/{file.id}/state").json()["state"] == "received"
    assert browser_of(world.maria).get(f"/api/resident/files/{file.id}").status_code == 404
    elsewhere = rooms.picture(held_id, world.anna, owner_kind="intake", owner_id=new_id())
    assert browser_of(world.anna).get(f"/api/resident/files/{elsewhere.id}").status_code == 404


def test_who_may_not_write_may_not_upload(world: World, held_id: UUID) -> None:
    address = f"/api/staff/rooms/{held_id}/files"
    answer = browser_of(world.johan).post(address, a_picture(), content_type="image/jpeg")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_holder")
    conclude_case(world.sara, conclude(held_id))
    answer = browser_of(world.sara).post(address, a_picture(), content_type="image/jpeg")
    assert answer.json()["code"] == "room_closed"


# --- staff ---------------------------------------------------------------------------------------------------------
def test_presence_is_what_was_declared_while_the_lease_lives(world: World) -> None:
    browser = browser_of(world.sara)
    come_in(world.sara, world.johan)
    world.held_case()
    for declared in ("busy", "away"):
        answer = browser.put("/api/staff/presence", {"declared": declared}, content_type="application/json")
        assert answer.status_code == 204
    loads = {load["name"]: load for load in browser.get("/api/staff/loads").json()["staff"]}
    seen = {name: (load["presence"], load["holding"]) for name, load in loads.items()}
    assert seen == {"Sara Holm": ("away", 1), "Johan Lager": ("available", 0), "Helena Strand": ("offline", 0)}
    with clock.shifted(timedelta(seconds=31)):
        loads_later = browser.get("/api/staff/loads").json()["staff"]
    assert {load["presence"] for load in loads_later} == {"offline"}


def test_a_full_desk_is_busy(world: World) -> None:
    come_in(world.sara)
    for _ in range(8):
        world.held_case()
    loads = browser_of(world.helena).get("/api/staff/loads").json()["staff"]
    assert {(load["name"], load["presence"], load["holding"]) for load in loads} >= {("Sara Holm", "busy", 8)}


def test_presence_has_three_words(world: World) -> None:
    answer = browser_of(world.sara).put("/api/staff/presence", {"declared": "asleep"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
