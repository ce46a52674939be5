"""What becomes of a message that is corrected or taken away: what stays, who may, and that nobody is told it again."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry, Event
from rooms import wire
from rooms.actions.amending import correct_message, redact_message
from rooms.actions.conclusion import conclude_case
from rooms.models import Message, MessageVersion, Redaction
from rooms.queries import attachments, history, resuming, versions
from rooms.queries import rooms as opening
from rooms.streams import room_stream
from rooms.texts import CORRECTED_WITHIN, MAX_CORRECTIONS
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.world import World

SECRET = "Grannen Åsa har feber"
BETTER = "Jag har feber"


@pytest.fixture
def message(world: World, held_id: UUID) -> Message:
    return rooms.sent(world.anna, held_id, SECRET)


def last_shown(actor: Actor, room_id: UUID) -> dict[str, object]:
    found: dict[str, object] = opened_room(actor, room_id)["messages"][-1]
    return found


def everything_told(world: World, room_id: UUID, since: int) -> Iterator[str]:
    """Each way in which somebody can be told of the room who was away since then."""
    cursors = wire.RoomCursors(room=since, staff=0)
    for actor in (world.anna, world.sara, world.johan):
        command = wire.OpenRoom(type="room.open", id=new_id(), room_id=room_id, cursors=cursors)
        yield from opening.open_room(actor, command).frames
        [answer] = resuming.resume_rooms([(actor, command)])
        assert not isinstance(answer, Exception)
        assert answer is not None
        yield from answer.frames
        yield json.dumps(opened_room(actor, room_id), ensure_ascii=False)
        yield history.history(actor, room_id, None).model_dump_json()
    # What hub and waiting requests read.
    yield from (event.frame for event in events.after({room_stream(room_id): since}))


# --- correction ----------------------------------------------------------------------------------------------------
def test_a_correction_keeps_author_time_and_place(world: World, message: Message) -> None:
    before = last_shown(world.sara, message.room_id)
    answer = correct_message(world.anna, rooms.correct(message, BETTER))
    after = last_shown(world.sara, message.room_id)
    assert answer.result == message.id
    assert after == {**before, "text": BETTER, "corrected_at": after["corrected_at"]}
    assert after["corrected_at"] is not None
    assert AuditEntry.objects.get(action="message.correct").object_id == message.id


def test_staff_see_what_stood_there_and_that_is_recorded(world: World, message: Message) -> None:
    correct_message(world.anna, rooms.correct(message, "Ett"))
    correct_message(world.anna, rooms.correct(message, BETTER))
    found = versions.message_versions(world.johan, message.room_id, message.id)
    assert [version.text for version in found.versions] == [SECRET, "Ett"]
    entry = AuditEntry.objects.get(action="message.versions")
    assert (entry.kind, entry.actor_id, entry.object_id) == ("read", world.johan.person, message.id)
    with refused(ErrorCode.NOT_ALLOWED):
        versions.message_versions(world.anna, message.room_id, message.id)
    with refused(ErrorCode.NOT_FOUND):
        versions.message_versions(world.omar, message.room_id, message.id)


def test_a_reader_who_was_away_is_not_told_the_earlier_text(world: World, message: Message) -> None:
    reply = rooms.sent(world.sara, message.room_id, "Sedan när?", reply_to_id=message.id)
    assert reply.reply_to_id == message.id
    correct_message(world.anna, rooms.correct(message, BETTER))
    told = "".join(everything_told(world, message.room_id, message.sequence - 1))
    assert SECRET not in told
    assert BETTER in told


def test_a_correction_is_the_author_s_for_a_while(
    world: World, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in (world.sara, world.maria):
        with pytest.raises(Exception, match=r"not_allowed|not_found"):
            correct_message(other, rooms.correct(message, BETTER))
    now = clock.now
    with monkeypatch.context() as patched:
        patched.setattr(clock, "now", lambda: now() + CORRECTED_WITHIN + timedelta(seconds=5))
        with refused(ErrorCode.CORRECT_TOO_LATE):
            correct_message(world.anna, rooms.correct(message, BETTER))
    for same_or_nothing in (SECRET, " \n"):
        with refused(ErrorCode.BAD_REQUEST, field="text"):
            correct_message(world.anna, rooms.correct(message, same_or_nothing))
    conclude_case(world.sara, rooms.conclude(message.room_id))
    with refused(ErrorCode.ROOM_CLOSED):
        correct_message(world.anna, rooms.correct(message, BETTER))
    assert not MessageVersion.objects.exists()


def test_corrections_come_to_an_end(world: World, message: Message) -> None:
    for number in range(MAX_CORRECTIONS):
        correct_message(world.anna, rooms.correct(message, f"{number}"))
    with refused(ErrorCode.CORRECTED_TOO_OFTEN):
        correct_message(world.anna, rooms.correct(message, BETTER))


def test_a_message_of_another_room_is_none(world: World, message: Message) -> None:
    other = world.held_case()
    command = rooms.correct(message, BETTER).model_copy(update={"room_id": other})
    with refused(ErrorCode.NOT_FOUND):
        correct_message(world.anna, command)


# --- redaction -----------------------------------------------------------------------------------------------------
def test_what_was_taken_away_is_in_nothing_that_anybody_is_sent(world: World, message: Message) -> None:
    correct_message(world.anna, rooms.correct(message, f"{SECRET}!"))
    rooms.sent(world.sara, message.room_id, "Vem gäller det?", reply_to_id=message.id)
    redact_message(world.sara, rooms.redact(message))
    for frame in everything_told(world, message.room_id, message.sequence - 1):
        assert SECRET not in frame
    assert not Event.objects.filter(frame__contains=SECRET).exists()
    later = rooms.sent(world.sara, message.room_id, "Som sagt", reply_to_id=message.id)
    shown = last_shown(world.anna, message.room_id)
    assert shown["id"] == str(later.id)
    assert isinstance(shown["reply_to"], dict)
    assert (shown["reply_to"]["line"], shown["reply_to"]["redacted"]) == ("", True)


def test_who_when_and_why_stay_and_nothing_is_deleted(world: World, message: Message) -> None:
    redact_message(world.sara, rooms.redact(message, "Gäller grannen"))
    [shown] = opened_room(world.anna, message.room_id)["messages"]
    assert (shown["text"], shown["sequence"], shown["sender"]["name"]) == ("", message.sequence, "Anna Lind")
    assert (shown["redacted"]["by_name"], shown["redacted"]["reason"]) == ("Sara Holm", "wrong_person")
    row = Redaction.objects.get(message=message)
    assert (row.withheld, row.by_id) == (SECRET, world.sara.person)
    assert AuditEntry.objects.get(action="message.redact").object_id == message.id
    found = versions.message_versions(world.johan, message.room_id, message.id)
    assert found.redaction is not None
    assert (found.versions, found.redaction.by_name, found.redaction.explanation) == ([], "Sara Holm", "Gäller grannen")


def test_a_supervisor_who_is_not_in_the_room_is_named_to_staff_alone(world: World, message: Message) -> None:
    redact_message(world.helena, rooms.redact(message))
    told = "".join(everything_told(world, message.room_id, message.sequence - 1))
    assert "Helena" not in told
    assert last_shown(world.anna, message.room_id)["redacted"] == {
        **opened_room(world.sara, message.room_id)["messages"][-1]["redacted"],
        "by_name": world.unit.name,
    }
    found = versions.message_versions(world.johan, message.room_id, message.id)
    assert found.redaction is not None
    assert found.redaction.by_name == "Helena Strand"


def test_the_picture_goes_with_its_message(world: World, held_id: UUID) -> None:
    file = rooms.picture(held_id, world.anna)
    message = rooms.sent(world.anna, held_id, "", picture_id=file.id)
    redact_message(world.sara, rooms.redact(message))
    assert last_shown(world.sara, held_id)["picture"] is None
    assert str(file.id) not in "".join(everything_told(world, held_id, message.sequence - 1))
    for actor in (world.anna, world.sara):
        with refused(ErrorCode.NOT_FOUND):
            attachments.state_of(actor, file.id)


def test_who_may_take_away_and_that_it_is_done_once(world: World, message: Message) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        redact_message(world.anna, rooms.redact(message))
    with refused(ErrorCode.NOT_HOLDER):
        redact_message(world.johan, rooms.redact(message))
    with refused(ErrorCode.NOT_FOUND):
        redact_message(world.omar, rooms.redact(message))
    conclude_case(world.sara, rooms.conclude(message.room_id))
    redact_message(world.sara, rooms.redact(message))
    with refused(ErrorCode.MESSAGE_REDACTED):
        redact_message(world.helena, rooms.redact(message))


def test_what_was_taken_away_is_not_corrected(world: World, message: Message) -> None:
    redact_message(world.sara, rooms.redact(message))
    with refused(ErrorCode.MESSAGE_REDACTED):
        correct_message(world.anna, rooms.correct(message, BETTER))


# --- replies -------------------------------------------------------------------------------------------------------
def test_a_reply_quotes_author_and_first_line(world: World, held_id: UUID) -> None:
    first = rooms.sent(world.anna, held_id, "\n  Ont i halsen\nsedan i går")
    rooms.sent(world.sara, held_id, "Feber?", reply_to_id=first.id)
    quote = last_shown(world.anna, held_id)["reply_to"]
    assert isinstance(quote, dict)
    assert (quote["line"], quote["sender"]["name"], quote["sequence"]) == ("Ont i halsen", "Anna Lind", first.sequence)


def test_a_reply_to_a_message_of_another_room_is_refused(world: World, message: Message) -> None:
    other = world.held_case()
    with refused(ErrorCode.NOT_FOUND):
        rooms.sent(world.anna, other, "Hej", reply_to_id=message.id)
