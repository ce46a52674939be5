"""Sending, once and in the right room, and receipts that only rise."""

import json
from datetime import datetime
from uuid import UUID

import pytest
from pydantic import ValidationError

from chatserver.core import events
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from rooms import wire
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case, reassign_case, release_case
from rooms.actions.messages import advance_receipt, send_message
from rooms.models import Message, Receipt, Room
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.world import World, read_upto, room, say, send, told


def receipts(case_id: UUID) -> dict[UUID, tuple[int, int]]:
    return {row.account_id: (row.delivered, row.read) for row in Receipt.objects.filter(room_id=case_id)}


def test_a_message_is_stored_told_and_acked(world: World, held_id: UUID) -> None:
    command = say(held_id, "Hur mår du nu?")
    answer = send_message(world.sara, command)
    message = Message.objects.get(room_id=held_id)
    assert (answer.stream, answer.sequence, answer.result) == (room_stream(held_id), message.sequence, message.id)
    assert (message.text, message.sender.account_id) == ("Hur mår du nu?", world.sara.account_id)
    frame = json.loads(events.after({room_stream(held_id): 0})[-1].frame)
    assert (frame["type"], frame["client_message_id"]) == ("message.sent", str(command.client_message_id))
    assert frame["sender"]["role"] == "responsible"
    written = AuditEntry.objects.get(action="message.send")
    assert (written.kind, written.object_id, written.resident_id) == ("write", message.id, world.anna.account_id)


def test_the_writer_has_read_up_to_their_own_message(world: World, held_id: UUID) -> None:
    sequence = send(world.anna, held_id)
    assert receipts(held_id) == {world.anna.account_id: (sequence, sequence)}


def test_an_answer_does_not_read_what_crossed_it(world: World, held_id: UUID) -> None:
    """Sara's message was on its way when Anna's came in: it has been on no screen of hers."""
    asked = send(world.sara, held_id)
    crossing = send(world.anna, held_id)
    answer = send(world.sara, held_id)
    assert receipts(held_id)[world.sara.person] == (asked, asked)
    advance_receipt(world.sara, read_upto(held_id, crossing, crossing))
    again = send(world.sara, held_id)
    assert receipts(held_id)[world.sara.person] == (crossing, crossing)
    advance_receipt(world.sara, read_upto(held_id, again, again))
    last = send(world.sara, held_id)
    assert receipts(held_id)[world.sara.person] == (last, last)
    assert crossing < answer < again < last


def test_a_resident_writes_while_waiting(world: World, case_id: UUID) -> None:
    send(world.anna, case_id, "Det har blivit värre.")
    assert told(room_stream(case_id)) == ["case.queued", "message.sent"]


def test_a_guardian_writes_in_the_childs_case_under_their_own_name(world: World) -> None:
    child_case = world.child_case()
    send(world.maria, child_case)
    sender = Message.objects.get(room_id=child_case).sender
    assert (sender.role, sender.name) == ("guardian", "Maria Nyberg")


def test_the_work_list_hears_of_a_turn_and_not_of_every_message(world: World, held_id: UUID) -> None:
    listed = len(told(worklist_stream(world.unit.id)))
    for _ in range(2):
        send(world.sara, held_id)
    assert room(held_id).turn == "resident"
    for _ in range(2):
        send(world.anna, held_id)
    assert room(held_id).turn == "staff"
    assert len(told(worklist_stream(world.unit.id))) == listed + 2


def test_the_same_command_twice_is_one_message(world: World, held_id: UUID) -> None:
    command = say(held_id)
    first = send_message(world.anna, command)
    before = rooms.everything()
    assert send_message(world.anna, command) == first
    assert rooms.everything() == before


def test_a_new_command_for_the_same_message_gets_the_same_place(world: World, held_id: UUID) -> None:
    command = say(held_id)
    first = send_message(world.anna, command)
    again = send_message(world.anna, command.model_copy(update={"id": new_id()}))
    assert (again.sequence, again.result) == (first.sequence, first.result)


def test_a_repetition_is_acked_even_when_sending_is_over(world: World, held_id: UUID) -> None:
    command = say(held_id)
    first = send_message(world.sara, command)
    rooms.come_in(world.johan)
    reassign_case(world.helena, rooms.reassign(held_id, world.johan))
    conclude_case(world.johan, rooms.conclude(held_id))
    assert send_message(world.sara, command) == first


def test_client_ids_of_two_writers_do_not_meet(world: World, held_id: UUID) -> None:
    same = new_id()
    send_message(world.anna, say(held_id, client_message_id=same))
    send_message(world.sara, say(held_id, client_message_id=same))
    assert Message.objects.filter(room_id=held_id).count() == 2


def test_text_never_lands_in_another_room_than_the_one_shown(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.CONFLICT, field="shown_room_id"):
        send_message(world.sara, say(held_id, shown_room_id=new_id()))


def test_an_empty_message_is_refused(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.BAD_REQUEST, field="text"):
        send_message(world.anna, say(held_id, "  \n"))


def test_texts_that_cannot_be_stored_are_refused_at_the_door(held_id: UUID) -> None:
    for text in ("a\x00b", "x" * (wire.MAX_TEXT + 1)):
        with pytest.raises(ValidationError):
            say(held_id, text)
    with pytest.raises(ValidationError):
        rooms.note(held_id, " \n")


def test_only_the_holder_writes_for_the_unit(world: World, held_id: UUID) -> None:
    for colleague in (world.johan, world.helena):
        with refused(ErrorCode.NOT_HOLDER):
            send_message(colleague, say(held_id))


def test_strangers_and_unknown_rooms_read_the_same(world: World, held_id: UUID) -> None:
    for stranger in (world.maria, world.omar):
        with refused(ErrorCode.NOT_FOUND):
            send_message(stranger, say(held_id))
    with refused(ErrorCode.NOT_FOUND):
        send_message(world.anna, say(new_id()))


def test_whoever_handed_the_case_back_writes_no_more(world: World, held_id: UUID) -> None:
    release_case(world.sara, rooms.release(held_id))
    with refused(ErrorCode.NOT_HOLDER):
        send_message(world.sara, say(held_id))
    claim_case(world.johan, rooms.claim(held_id))
    send(world.johan, held_id)


def test_a_concluded_room_is_read_only(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, rooms.conclude(held_id))
    for actor in (world.anna, world.sara):
        with refused(ErrorCode.ROOM_CLOSED):
            send_message(actor, say(held_id))


# --- pictures ------------------------------------------------------------------------------------------------------
def test_a_ready_picture_of_ones_own_goes_along(world: World, held_id: UUID) -> None:
    file = rooms.picture(held_id, world.anna)
    send_message(world.anna, say(held_id, "", picture_id=file.id))
    frame = json.loads(events.after({room_stream(held_id): 0})[-1].frame)
    assert frame["picture"] == {"id": str(file.id), "media_type": "image/jpeg", "width": 800, "height": 600}


@pytest.mark.parametrize("state", ["announced", "received", "scanning"])
def test_a_picture_on_its_way_waits(world: World, held_id: UUID, state: str) -> None:
    file = rooms.picture(held_id, world.anna, state)
    with refused(ErrorCode.FILE_NOT_READY):
        send_message(world.anna, say(held_id, picture_id=file.id))


def test_a_refused_picture_says_why(world: World, held_id: UUID) -> None:
    file = rooms.picture(held_id, world.anna, "refused", refusal="not_a_picture")
    with refused(ErrorCode.FILE_REFUSED, refusal="not_a_picture"):
        send_message(world.anna, say(held_id, picture_id=file.id))
    withdrawn = rooms.picture(held_id, world.anna, "withdrawn")
    with refused(ErrorCode.FILE_REFUSED, refusal="withdrawn"):
        send_message(world.anna, say(held_id, picture_id=withdrawn.id))


def test_a_picture_of_another_room_or_person_does_not_exist(world: World, held_id: UUID) -> None:
    others = rooms.picture(held_id, world.sara)
    elsewhere = rooms.picture(world.case(), world.anna)
    of_the_form = rooms.picture(held_id, world.anna, owner_kind="intake")
    for file in (others, elsewhere, of_the_form):
        with refused(ErrorCode.NOT_FOUND):
            send_message(world.anna, say(held_id, picture_id=file.id))


# --- receipts ------------------------------------------------------------------------------------------------------
def test_receipts_rise_and_never_fall(world: World, held_id: UUID) -> None:
    first, second = send(world.anna, held_id), send(world.anna, held_id)
    for delivered, read, expected in [
        (second, 0, (second, 0)),
        (first, first, (second, first)),
        (0, 0, (second, first)),
        (first, second, (second, second)),
    ]:
        advance_receipt(world.sara, read_upto(held_id, delivered, read))
        assert receipts(held_id)[world.sara.person] == expected
    assert told(room_stream(held_id)).count("receipt.advanced") == 3


def test_nothing_is_told_when_nothing_rises(world: World, held_id: UUID) -> None:
    sequence = send(world.anna, held_id)
    command = read_upto(held_id, sequence, sequence)
    first = advance_receipt(world.sara, command)
    before = rooms.everything()
    assert advance_receipt(world.sara, command) == first
    assert rooms.everything() == before


def test_receipts_stand_on_messages_and_not_beyond(world: World, held_id: UUID) -> None:
    first = send(world.anna, held_id)
    advance_receipt(world.sara, read_upto(held_id, 10**9, first))
    advance_receipt(world.sara, read_upto(held_id, first + 1, first + 1))
    assert receipts(held_id)[world.sara.person] == (first, first)
    second = send(world.anna, held_id)
    advance_receipt(world.sara, read_upto(held_id, second - 1, 0))
    assert receipts(held_id)[world.sara.person] == (first, first)


def test_a_colleague_who_looks_leaves_no_receipt(world: World, held_id: UUID) -> None:
    sequence = send(world.anna, held_id)
    with refused(ErrorCode.NOT_HOLDER):
        advance_receipt(world.johan, read_upto(held_id, sequence, sequence))
    with refused(ErrorCode.NOT_FOUND):
        advance_receipt(world.omar, read_upto(held_id, sequence, sequence))


def test_the_closing_can_still_be_read(world: World, held_id: UUID) -> None:
    sequence = send(world.sara, held_id)
    conclude_case(world.sara, rooms.conclude(held_id))
    advance_receipt(world.anna, read_upto(held_id, sequence, sequence))
    assert receipts(held_id)[world.anna.person] == (sequence, sequence)
    assert "note.added" not in told(staff_stream(held_id))


def test_the_unit_sees_at_once_that_somebody_who_waits_has_written(world: World) -> None:
    case_id = world.case()
    for text in ("Hej", "Hallå"):
        rooms.send(world.anna, case_id, text)
    # The first is told; the next ones tell the list nothing that it does not show.
    assert told(worklist_stream(world.unit.id)) == ["case.listed", "case.turned"]
    [item] = opened_worklist(world.sara, world.unit.id)["items"]
    first = Message.objects.earliest("sequence")
    assert datetime.fromisoformat(item["wrote_at"]) == first.at
    # The place is by arrival and urgency, and is what it was.
    assert datetime.fromisoformat(item["turn_at"]) == Room.objects.get().case.arrived_at


def test_it_is_no_news_any_more_once_somebody_has_the_case_or_has_written(world: World) -> None:
    case_id = world.case()
    rooms.send(world.anna, case_id)
    rooms.claim_for(world.sara, case_id)
    assert opened_worklist(world.sara, world.unit.id)["items"][0]["wrote_at"] is None
    rooms.send(world.sara, case_id)
    rooms.release_by(world.sara, case_id)
    assert opened_worklist(world.sara, world.unit.id)["items"][0]["wrote_at"] is None
    rooms.send(world.anna, case_id)
    assert opened_worklist(world.sara, world.unit.id)["items"][0]["wrote_at"] is not None
