"""A picture that should not be there is gone for everybody at once, with who, when and why; nothing is deleted."""

import io
import json
import os
from uuid import UUID

import pytest

from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.files import jobs, storage
from chatserver.core.models import AuditEntry, StoredFile
from rooms.actions.conclusion import conclude_case
from rooms.actions.hiding import hide_file
from rooms.actions.messages import send_message
from rooms.queries.history import history
from rooms.streams import room_stream, staff_stream
from tests.core.documents import CERTIFICATE
from tests.core.kept import path_of
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.test_api import browser_of
from tests.rooms.world import World, conclude, hide, say, told


@pytest.fixture
def sent_id(world: World, held_id: UUID) -> UUID:
    """A picture of Anna's that everybody in the room has seen."""
    file = rooms.picture(held_id, world.anna)
    storage.write(storage.key(file.id), io.BytesIO(b"a picture"), 100)
    send_message(world.anna, say(held_id, "Så här ser det ut", picture_id=file.id))
    return file.id


def seen_by(actor: Actor, room_id: UUID, file_id: UUID) -> int:
    audience = "staff" if actor.is_staff else "resident"
    return browser_of(actor).get(f"/api/{audience}/files/{file_id}").status_code


def test_it_is_gone_for_everybody(world: World, held_id: UUID, sent_id: UUID) -> None:
    assert [seen_by(actor, held_id, sent_id) for actor in (world.anna, world.sara)] == [200, 200]
    answer = hide_file(world.sara, hide(held_id, sent_id, "sensitive"))
    assert (answer.stream, answer.result) == (room_stream(held_id), sent_id)
    assert [seen_by(actor, held_id, sent_id) for actor in (world.anna, world.sara, world.helena)] == [404, 404, 404]
    for actor in (world.anna, world.sara):
        [message] = opened_room(actor, held_id)["messages"]
        assert (message["picture"], message["hidden"]["reason"], message["text"]) == (
            None,
            "sensitive",
            "Så här ser det ut",
        )
        [older] = history(actor, held_id, None).messages
        assert (older.picture, older.document) == (None, None)
    assert told(room_stream(held_id))[-1] == "file.hidden"


def test_who_when_and_why_are_kept_and_so_are_the_bytes(world: World, held_id: UUID, sent_id: UUID) -> None:
    hide_file(world.sara, hide(held_id, sent_id))
    file = StoredFile.objects.get(id=sent_id)
    assert (file.state, file.hidden_reason, file.hidden_by) == ("hidden", "wrong_person", world.sara.account_id)
    assert file.hidden_at is not None
    os.utime(path_of(storage.key(sent_id)), (0, 0))
    jobs.sweep()
    assert path_of(storage.key(sent_id)).read_bytes() == b"a picture"
    entry = AuditEntry.objects.get(action="file.hide")
    assert (entry.actor_id, entry.object_id, entry.resident_id) == (
        world.sara.account_id,
        sent_id,
        world.anna.account_id,
    )


def test_the_reason_in_words_is_for_staff(world: World, held_id: UUID, sent_id: UUID) -> None:
    hide_file(world.sara, hide(held_id, sent_id))
    assert told(staff_stream(held_id))[-1] == "note.added"
    assert opened_room(world.sara, held_id)["staff"]["notes"][-1]["text"] == "Bilden är på någon annan"
    assert "på någon annan" not in json.dumps(opened_room(world.anna, held_id), ensure_ascii=False)


def test_a_picture_of_the_form_is_gone_too(world: World, held_id: UUID) -> None:
    case = rooms.room(held_id).case
    file = rooms.picture(held_id, world.anna, owner_kind="intake", owner_id=case.intake_id)
    case.summary = {**case.summary, "pictures": [str(file.id)]}
    case.save()
    assert opened_room(world.sara, held_id)["staff"]["summary"]["pictures"] == [str(file.id)]
    hide_file(world.sara, hide(held_id, file.id))
    assert opened_room(world.sara, held_id)["staff"]["summary"]["pictures"] == []
    assert seen_by(world.sara, held_id, file.id) == 404


def test_a_document_is_hidden_likewise(world: World, held_id: UUID) -> None:
    file = rooms.picture(
        held_id, world.anna, media_type="application/pdf", width=None, height=None, pages=2, name="Intyg.pdf"
    )
    storage.write(storage.key(file.id), io.BytesIO(CERTIFICATE), len(CERTIFICATE))
    send_message(world.anna, say(held_id, "", picture_id=file.id))
    [message] = opened_room(world.sara, held_id)["messages"]
    assert (message["picture"], message["document"]["name"], message["document"]["pages"]) == (None, "Intyg.pdf", 2)
    got = browser_of(world.sara).get(f"/api/staff/files/{file.id}")
    assert (got["Content-Type"], got["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert got["Content-Disposition"] == f"attachment; filename=\"{file.id}.pdf\"; filename*=UTF-8''Intyg.pdf"
    hide_file(world.sara, hide(held_id, file.id))
    [message] = opened_room(world.sara, held_id)["messages"]
    assert (message["document"], message["hidden"]["reason"]) == (None, "wrong_person")


def test_twice_is_once(world: World, held_id: UUID, sent_id: UUID) -> None:
    command = hide(held_id, sent_id)
    first = hide_file(world.sara, command)
    before = rooms.everything()
    assert hide_file(world.sara, command) == first
    assert rooms.everything() == before
    with refused(ErrorCode.CONFLICT, field="file_id"):
        hide_file(world.sara, hide(held_id, sent_id))


def test_who_may_and_who_may_not(world: World, held_id: UUID, sent_id: UUID) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        hide_file(world.anna, hide(held_id, sent_id))
    for stranger in (world.maria, world.omar):
        with refused(ErrorCode.NOT_FOUND):
            hide_file(stranger, hide(held_id, sent_id))
    hide_file(world.johan, hide(held_id, sent_id))


def test_the_one_responsible_may_after_the_conclusion_too(world: World, held_id: UUID, sent_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    hide_file(world.sara, hide(held_id, sent_id))


def test_what_lies_unsent_or_elsewhere_does_not_exist(world: World, held_id: UUID) -> None:
    unsent = rooms.picture(held_id, world.anna)
    other_room = world.held_case()
    elsewhere = rooms.picture(other_room, world.anna)
    send_message(world.anna, say(other_room, "", picture_id=elsewhere.id))
    for file in (unsent, elsewhere):
        with refused(ErrorCode.NOT_FOUND):
            hide_file(world.sara, hide(held_id, file.id))
