"""A marked copy says which picture it was drawn on, to whom may see that picture, and is hidden with it."""

import json
from uuid import UUID

import pytest

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import StoredFile
from rooms import wire
from rooms.actions.amending import redact_message
from rooms.actions.hiding import hide_file
from rooms.actions.messages import send_message
from rooms.models import Message
from rooms.queries import guests
from rooms.streams import room_stream
from tests.laws import said
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.world import World, hide, say, sent, told


@pytest.fixture
def original(world: World, held_id: UUID) -> Message:
    return with_picture(world.anna, held_id)


def with_picture(actor: Actor, room_id: UUID, **changes: object) -> Message:
    return sent(actor, room_id, "", picture_id=rooms.picture(room_id, actor).id, **changes)


def picture_of(message: Message) -> UUID:
    assert message.picture_id is not None
    return message.picture_id


def test_it_names_the_picture_and_its_message(world: World, held_id: UUID, original: Message) -> None:
    copy = with_picture(world.sara, held_id, copy_of_id=original.picture_id)
    for actor in (world.anna, world.sara):
        shown = opened_room(actor, held_id)["messages"][-1]
        assert (shown["id"], shown["copy_of"]["message_id"]) == (str(copy.id), str(original.id))
        assert (shown["copy_of"]["file_id"], shown["copy_of"]["sequence"]) == (
            str(original.picture_id),
            original.sequence,
        )


def test_a_picture_of_the_form_has_no_place_in_the_conversation(world: World) -> None:
    actor, wish = said.form_picture(world)
    with_picture(actor, wish.room_id, copy_of_id=wish.file_id)
    copied = opened_room(world.anna, wish.room_id)["messages"][-1]["copy_of"]
    assert (copied["file_id"], copied["message_id"], copied["sequence"]) == (str(wish.file_id), None, None)


def test_it_is_hidden_with_the_picture_and_so_are_copies_of_it(world: World, held_id: UUID, original: Message) -> None:
    copy = with_picture(world.sara, held_id, copy_of_id=original.picture_id)
    again = with_picture(world.sara, held_id, copy_of_id=copy.picture_id)
    other = with_picture(world.anna, held_id)
    hide_file(world.sara, hide(held_id, picture_of(original)))
    hidden = [one.picture_id for one in (original, copy, again)]
    assert set(StoredFile.objects.filter(state="hidden").values_list("id", flat=True)) == set(hidden)
    assert told(room_stream(held_id)).count("file.hidden") == 3
    shown = {UUID(one["id"]): one for one in opened_room(world.anna, held_id)["messages"]}
    assert [shown[one.id]["copy_of"] for one in (copy, again)] == [None, None]
    assert shown[other.id]["picture"] is not None


def test_it_is_hidden_when_the_pictures_message_is_taken_away(world: World, held_id: UUID, original: Message) -> None:
    copy = with_picture(world.sara, held_id, copy_of_id=original.picture_id)
    other = with_picture(world.anna, held_id)
    redact_message(world.sara, rooms.redact(original))
    shown = {UUID(one["id"]): one for one in opened_room(world.anna, held_id)["messages"]}
    assert shown[copy.id]["picture"] is None
    assert shown[copy.id]["hidden"]["reason"] == "wrong_person"
    assert shown[other.id]["picture"] is not None


def test_what_is_hidden_taken_away_or_elsewhere_cannot_be_copied(world: World, held_id: UUID) -> None:
    hidden, gone = with_picture(world.anna, held_id), with_picture(world.anna, held_id)
    hide_file(world.sara, hide(held_id, picture_of(hidden)))
    redact_message(world.sara, rooms.redact(gone))
    elsewhere = with_picture(world.anna, world.held_case())
    unsent = rooms.picture(held_id, world.anna).id
    for picture_id in (hidden.picture_id, gone.picture_id, elsewhere.picture_id, unsent):
        copy = rooms.picture(held_id, world.sara).id
        with refused(ErrorCode.NOT_FOUND):
            send_message(world.sara, say(held_id, "", picture_id=copy, copy_of_id=picture_id))


def test_a_copy_is_a_picture(world: World, held_id: UUID, original: Message) -> None:
    with refused(ErrorCode.BAD_REQUEST, field="copy_of_id"):
        send_message(world.sara, say(held_id, "Hej", copy_of_id=original.picture_id))


def test_a_guest_hears_of_no_picture_from_before(world: World, held_id: UUID, original: Message) -> None:
    guest = rooms.guest_in(world.sara, held_id)
    cursors = wire.RoomCursors(room=events.head(room_stream(held_id)), staff=0)
    with_picture(world.sara, held_id, copy_of_id=original.picture_id)
    newer = with_picture(world.anna, held_id)
    with_picture(world.sara, held_id, copy_of_id=newer.picture_id)
    shown = [one["copy_of"] for one in opened_room(guest, held_id)["messages"]]
    assert [one and one["message_id"] for one in shown] == [None, None, str(newer.id)]
    # Nor does whoever has the room open, and is told of each as it comes.
    missed = wire.OpenRoom(type="room.open", id=new_id(), room_id=held_id, cursors=cursors)
    told = [json.loads(frame) for frame in guests.open_room(guest, missed).frames]
    heard = [frame.get("copy_of") for frame in told if frame["type"] == "message.sent"]
    assert [one and one["message_id"] for one in heard] == [None, None, str(newer.id)]
