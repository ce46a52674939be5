"""Scenes of files: received in parts, looked at, and what becomes of them."""

from collections.abc import Callable, Mapping
from typing import Literal
from uuid import UUID

from chatserver.core.errors import ErrorCode
from chatserver.core.files import uploads
from chatserver.core.files.lifecycle import FileState
from chatserver.core.files.pictures import Refusal
from chatserver.core.ids import new_id
from chatserver.core.models import Upload
from tests.rooms import world as rooms
from tests.rooms.world import World


def picture(world: World, state: FileState) -> UUID:
    return rooms.picture(world.held_case(), world.anna, state=state.value).id


def sending(world: World) -> uploads.Owner:
    return uploads.Owner(world.anna, "room", world.held_case(), world.anna.person)


def upload(world: World) -> Upload:
    return uploads.begin(sending(world), new_id(), 10)


def received(world: World) -> tuple[object, ...]:
    return world.anna, "room", world.held_case(), world.anna.person, new_id(), 10


SCENES: Mapping[str, tuple[Callable[[World], tuple[object, ...]], Literal["same", "again", "collides"] | ErrorCode]] = {
    "chatserver.core.files.actions.record_received": (received, "collides"),
    "chatserver.core.files.uploads._begun": (lambda w: (sending(w), new_id(), 10), "same"),
    "chatserver.core.files.uploads._record_part": (lambda w: (upload(w).id, new_id(), 0, 5), ErrorCode.CONFLICT),
    "chatserver.core.files.uploads.drop": (lambda w: ([upload(w).id],), "same"),
    "chatserver.core.files.actions._begin": (lambda w: (picture(w, FileState.RECEIVED),), "again"),
    "chatserver.core.files.actions.put_back": (lambda w: (picture(w, FileState.SCANNING),), "same"),
    "chatserver.core.files.actions._record_result": (
        lambda w: (picture(w, FileState.SCANNING), Refusal("damaged")),
        "same",
    ),
}
