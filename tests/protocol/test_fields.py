"""What reaches a resident, field by field: nothing that is for staff, nobody who is not in the room (laws 9 and 10)."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from chatserver.core.ids import new_id
from chatserver.core.work import in_database
from people.models import ResidentProfile
from rooms import steps
from rooms.actions import amending
from rooms.models import Case
from tests.people import world as people_world
from tests.protocol.tabs import Door, Tab, log_in
from tests.rooms import world as rooms_world
from tests.rooms.world import World

# What a resident's frames may hold; a new field is added here, so that a reviewer sees it.
ALLOWED_PATHS = """
    type id code params params.* retryable stream sequence result at heads heads.* server_time
    by by.kind by.id by.name earlier staff cursors cursors.room cursors.staff protocol connection_id account_id
    heartbeat_seconds room_id participant_id name
    room room.id room.number room.state room.reason room.reason.sv room.reason.en room.unit_name room.arrived_at
    room.participants room.participants[] room.receipts room.receipts[] room.closing_card room.call room.resident
    room.holder resident holder sender participants participants[] concluded_by closing_card.concluded_by
    receipts[].participant_id receipts[].delivered receipts[].read
    receipt receipt.participant_id receipt.delivered receipt.read
    messages messages[] messages[].id messages[].client_message_id messages[].sequence messages[].sender messages[].at
    messages[].text messages[].picture messages[].reply_to messages[].corrected_at messages[].redacted
    messages[].document messages[].hidden messages[].copy_of
    copy_of copy_of.file_id copy_of.at copy_of.message_id copy_of.sequence
    reply_to reply_to.message_id reply_to.sequence reply_to.sender reply_to.line reply_to.picture reply_to.redacted
    message_id line redacted redacted.at redacted.by_name redacted.reason client_message_id text picture state reason
    closing_card closing_card.outcome closing_card.text closing_card.seek_care closing_card.concluded_at
    reopen_until room.reopen_until room.earlier_cards room.earlier_cards[] room.forms room.forms[]
    form form.sequence form.at form.by form.reason form.reason.sv form.reason.en
    call call.id call.generation call.state call.started_by call.caller_peer call.answered_by call.callee_peer
    call.polite_peer call.video call.rings_until call.connected_at call.end_reason call.by_resident
    call.caller_generation call.others call.removed call.ended_at
    room.residents_call room.voice room.guests room.said_before room.interpreter_asked room.sent_forms message_sequence
    room.help card card.sequence card.at card.says card.says[] card.says[].sv card.says[].en card.lines card.lines[]
    card.lines[].number card.lines[].name card.lines[].name.sv card.lines[].name.en card.lines[].says
    card.lines[].says.sv card.lines[].says.en
    room.worse room.after_hours form.worse handed_over unit_name residents_call room.sought room.callback room.called
    room.withdrawals line line.by
    callback callback.state callback.ends_in callback.from_at callback.until_at callback.again_at
    line.sequence line.at line.why line.text line.concluded
    room.joined joined joined.sequence joined.at joined.case joined.case.case_id joined.case.number joined.case.reason
    joined.case.reason.sv joined.case.reason.en arrived_at closing_card.continues_in
"""
ALLOWED = frozenset(ALLOWED_PATHS.split())
PERSON = frozenset({"id", "role", "name", "initials", "title", "title.sv", "title.en"})
PEOPLE = ("line.by", "resident", "holder", "sender", "reply_to.sender", "concluded_by", "participants[]", "form.by")
NOTE, REASON, PLACE = "Orolig för hemsituationen", "Sara är överbelastad", "Hemlig adress 7"
NUMBER = "+46701740699"
IDENTIFIER = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def paths(value: Any, above: str = "") -> Iterator[str]:
    """Each key with where it stands: `room.reason.sv`, `participants[].name`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{above}.{key}" if above else key
            yield here
            yield from paths(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{above}[]")


def is_allowed(path: str) -> bool:
    # What stands in a list of the room's is what an event of its own tells.
    path = path.replace("room.earlier_cards[].", "closing_card.").replace("room.forms[].", "form.")
    path = path.replace("room.help.", "card.").replace("room.withdrawals[]", "line").replace("room.called[]", "line")
    if path in ALLOWED or re.sub(r"\.[^.]+$", ".*", path) in {"params.*", "heads.*"}:
        return True
    for part in ("room.", "closing_card.", "messages[]."):
        if path.startswith(part) and is_allowed(path.removeprefix(part)):
            return True
    return any(path.startswith(f"{person}.") and path.removeprefix(f"{person}.") in PERSON for person in PEOPLE)


def everything_about(world: World) -> UUID:
    summary = rooms_world.empty_summary(place=PLACE, free_text=["Bara för personal"])
    return world.case(summary=summary, priority=2)


def one_more_form(world: World, room_id: UUID) -> None:
    case = Case.objects.get(id=room_id)
    with transaction.atomic():
        steps.add_form(
            world.anna,
            room_id,
            resident_id=case.resident_id,
            author_id=case.author_id,
            reason_id=case.reason_id,
            reason=rooms_world.REASON,
            priority=4,
            intake_id=new_id(),
            summary=rooms_world.empty_summary(place=PLACE, free_text=["Bara för personal"]),
            red_flag=None,
        )


def messages_amended(world: World, room_id: UUID) -> None:
    """Answered, corrected, answered again and taken away by somebody who is not in the room."""
    message = rooms_world.sent(world.anna, room_id, "Min granne har feber")
    rooms_world.sent(world.sara, room_id, "Vem?", reply_to_id=message.id)
    amending.correct_message(world.anna, rooms_world.correct(message, "Min andra granne har feber"))
    amending.redact_message(world.helena, rooms_world.redact(message, REASON))


async def a_whole_room(world: World, door: Door, room_id: UUID) -> Tab:
    """From waiting to concluded and back with all that staff may do to it; Anna has the room open throughout."""
    anna, sara, helena, johan = [await door.tab(actor) for actor in (world.anna, world.sara, world.helena, world.johan)]
    for tab in (anna, sara, helena, johan):
        await tab.open(room_id)
    room = str(room_id)
    await anna.answer(type="case.withdraw", room_id=room, why="better", text="Det gick över")
    await anna.answer(type="callback.ask", room_id=room, phone=NUMBER, from_at=None, until_at=None)
    await sara.answer(type="case.claim", room_id=room)
    attempt = await sara.answer(type="callback.begin", room_id=room)
    await sara.answer(type="callback.end", room_id=room, attempt_id=attempt["result"], outcome="wrong_number")
    await anna.until("callback.ended")
    await anna.open(room_id)
    await sara.answer(type="note.add", room_id=room, text=NOTE)
    await sara.say(room_id, "Hej Anna")
    await anna.say(room_id, "Hej")
    await anna.say(room_id, "Jag har ont i bröstet")
    await sara.answer(type="alarm.acknowledge", room_id=room)
    await in_database(messages_amended, world, room_id)
    await anna.until("message.redacted")
    call = await sara.answer(type="call.start", room_id=room, peer_id=str(new_id()), video=False)
    await anna.answer(type="call.decline", room_id=room, call_id=call["result"])
    await anna.answer(type="note.add", room_id=room, text="Får jag?")
    await helena.answer(type="case.reassign", room_id=room, to_account_id=str(world.johan.person), reason=REASON)
    await anna.until("case.reassigned")
    await anna.open(room_id)
    await johan.answer(
        type="case.conclude", room_id=room, outcome="advice_given", text="Vila", seek_care="Om det blir värre"
    )
    await anna.until("case.concluded")
    await anna.open(room_id)
    await helena.answer(type="case.reopen", room_id=room, reason=REASON)
    await helena.answer(type="case.prioritise", room_id=room, priority=1, reason=REASON)
    await in_database(one_more_form, world, room_id)
    await anna.until("form.added")
    await anna.open(room_id)
    await anna.heartbeat()
    return anna


async def test_no_frame_of_a_residents_holds_more_than_is_allowed(world: World, door: Door) -> None:
    room_id: UUID = await in_database(everything_about, world)
    anna = await a_whole_room(world, door, room_id)
    assert {path for frame in anna.heard for path in paths(frame) if not is_allowed(path)} == set()
    assert {"room.snapshot", "note.added"} & {frame["type"] for frame in anna.heard} == {"room.snapshot"}
    assert all(frame["staff"] is None for frame in anna.heard if frame["type"] == "room.snapshot")
    await in_database(holds_nothing_of_staffs, world, room_id, "\n".join(anna.texts))


def holds_nothing_of_staffs(world: World, room_id: UUID, text: str) -> None:
    number = ResidentProfile.objects.get(account_id=world.anna.person).personal_number
    for secret in (
        NUMBER[:-2],
        NOTE,
        REASON,
        PLACE,
        "Bara för personal",
        number,
        number[2:],
        number[-4:],
        world.helena.name,
    ):
        assert secret not in text
    case = Case.objects.get(id=room_id)
    hidden = {world.helena.person, world.omar.person, case.intake_id, world.unit.id, world.sara.login_id}
    assert hidden & {UUID(found) for found in IDENTIFIER.findall(text)} == set()
    assert f"staff:{room_id}" not in text
    assert f"worklist:{world.unit.id}" not in text


def test_no_answer_over_http_does(world: World) -> None:
    room_id = everything_about(world)
    rooms_world.claim_for(world.sara, room_id)
    rooms_world.send(world.sara, room_id, "Hej Anna")
    browser = people_world.browser()
    browser.cookies["vardrum_resident"] = log_in(world.anna).session_key
    addresses = ("cases", f"cases/{room_id}/waiting", f"rooms/{room_id}/messages", f"cases/{new_id()}/waiting")
    answers = [browser.get(f"/api/resident/{address}").json() for address in addresses]
    holds_nothing_of_staffs(world, room_id, json.dumps(answers, ensure_ascii=False))
