"""Guests of one room: the invitation that is used once, the waiting place, what they read, and how it ends."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any, Literal
from uuid import UUID

import pytest
from django.db import connection

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people.models import Login, Notice
from rooms import jobs, wire
from rooms.actions import amending, arriving, conclusion, guests, messages
from rooms.events.veil import Veil
from rooms.guest_states import MAX_GUESSES, MAX_GUESTS
from rooms.models import Invitation
from rooms.queries import guests as guest_queries
from rooms.queries import rooms, timeline
from rooms.streams import room_stream
from tests.rooms import world as rooms_world
from tests.rooms.conftest import Readers, opened_room
from tests.rooms.world import World
from tests.support.replay import Replayer

WAIT = 20


@pytest.fixture
def held(world: World) -> UUID:
    return world.held_case()


def code_of(work: Any) -> ErrorCode:
    with pytest.raises(DomainError) as refusal:
        work()
    return refusal.value.code


def state(guest: Actor) -> str:
    return Invitation.objects.get(account_id=guest.person).state


# --- the invitation ------------------------------------------------------------------------------------------------
def test_secrets_are_told_once_and_kept_as_digests(world: World, held: UUID) -> None:
    made = rooms_world.invited(world.sara, held)
    token = made.path.partition("#")[2]
    assert len(token) == 64
    row = Invitation.objects.values().get()
    stored = json.dumps(row, default=str)
    assert token not in stored
    assert made.code.replace(" ", "")[4:] not in stored
    told = json.dumps([event.frame for event in events.after({room_stream(held): 0})])
    assert token not in told
    assert made.code not in told
    assert guest_queries.of_token(token) == made.guest.id
    assert arriving.try_code(made.code.lower().replace(" ", "-")) == made.guest.id


def test_the_same_invitation_again_has_the_same_link_and_code(world: World, held: UUID) -> None:
    command = rooms_world.invitation()
    first = guests.invite_guest(world.sara, held, command)
    assert guests.invite_guest(world.sara, held, command) == first
    assert Invitation.objects.count() == 1
    other = world.held_case()
    assert code_of(lambda: guests.invite_guest(world.sara, other, command)) is ErrorCode.CONFLICT


def test_a_room_holds_so_many_guests(world: World, held: UUID) -> None:
    for _ in range(MAX_GUESTS):
        rooms_world.invited(world.sara, held)
    assert code_of(lambda: rooms_world.invited(world.sara, held)) is ErrorCode.CONFLICT
    guests.withdraw_guest(world.sara, rooms_world.withdraw(held, Invitation.objects.all()[0].id))
    rooms_world.invited(world.sara, held)


def test_an_interpreter_has_a_language(world: World, held: UUID) -> None:
    assert code_of(lambda: rooms_world.invited(world.sara, held, language=" ")) is ErrorCode.BAD_REQUEST
    assert rooms_world.invited(world.sara, held, role="relative").guest.language == ""


def test_the_link_is_sent_to_the_number_as_part_of_the_invitation(world: World, held: UUID) -> None:
    to = wire.SendTo(channel="sms", address="070-174 06 05", language="en")
    made = rooms_world.invited(world.sara, held, send_to=to)
    [letter] = Notice.objects.filter(about_id=made.guest.id)
    assert (letter.channel, letter.to, letter.language) == ("sms", "+46701740605", "en")
    assert letter.link.startswith("http")
    assert letter.link.endswith(made.path)
    assert made.sent


@pytest.mark.parametrize(("channel", "address"), [("sms", "070"), ("email", "nobody")])
def test_what_is_no_address_is_refused_and_nobody_is_invited(
    world: World, held: UUID, channel: Literal["sms", "email"], address: str
) -> None:
    to = wire.SendTo(channel=channel, address=address)
    with pytest.raises(DomainError) as refused:
        rooms_world.invited(world.sara, held, send_to=to)
    assert (refused.value.code, refused.value.params) == (ErrorCode.BAD_REQUEST, {"field": "send_to"})
    assert not Invitation.objects.exists()


def test_a_code_is_worth_nothing_after_a_few_guesses_and_the_link_still_is(world: World, held: UUID) -> None:
    made = rooms_world.invited(world.sara, held)
    wrong = made.code[:-1] + ("1" if made.code[-1] != "1" else "2")
    for _ in range(MAX_GUESSES):
        assert arriving.try_code(wrong) is None
    assert code_of(lambda: arriving.try_code(made.code)) is ErrorCode.CODE_LOCKED
    assert arriving.try_code("ZZZZ000000") is None
    assert rooms_world.arrived(made).is_guest


# --- coming in -----------------------------------------------------------------------------------------------------
def test_a_second_use_is_refused(world: World, held: UUID) -> None:
    made = rooms_world.invited(world.sara, held)
    guest = rooms_world.arrived(made)
    before = rooms_world.everything()
    assert code_of(lambda: rooms_world.arrived(made)) is ErrorCode.INVITATION_USED
    assert rooms_world.everything() == before
    arriving.leave_room(guest)
    assert code_of(lambda: rooms_world.arrived(made)) is ErrorCode.INVITATION_OVER


def test_of_two_devices_at_the_same_instant_one_has_it(world: World, held: UUID) -> None:
    made = rooms_world.invited(world.sara, held)
    barrier = Barrier(2)

    def come(number: int) -> str:
        try:
            barrier.wait(WAIT)
            arriving.arrive(made.guest.id, f"device {number} {new_id()}", None)
            return "in"
        except DomainError as refusal:
            return refusal.code.value
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(come, range(2))) == ["in", "invitation_used"]
    assert Login.objects.filter(account_id=made.guest.account_id).count() == 1


def test_whoever_waits_reads_nothing(world: World, held: UUID) -> None:
    guest = rooms_world.arrived(rooms_world.invited(world.sara, held))
    assert code_of(lambda: opened_room(guest, held)) is ErrorCode.NOT_FOUND
    assert code_of(lambda: rooms_world.send(guest, held)) is ErrorCode.NOT_FOUND
    assert guest_queries.me(guest.person).room_id is None


def test_the_resident_sees_who_comes_and_goes(world: World, held: UUID) -> None:
    guest = rooms_world.guest_in(world.sara, held)
    shown = opened_room(world.anna, held)["room"]
    assert [(one["name"], one["role"], one["language"], one["state"]) for one in shown["guests"]] == [
        ("Amira Said", "interpreter", "arabiska", "admitted")
    ]
    assert {"sv": "tolk, arabiska", "en": "interpreter, arabiska"} in [one["title"] for one in shown["participants"]]
    arriving.leave_room(guest)
    steps = [(step.what, step.name) for step in timeline.case_timeline(world.anna, held).steps]
    assert steps[-2:] == [("guest_entered", "Amira Said"), ("guest_left", "Amira Said")]
    read = AuditEntry.objects.filter(actor_kind="guest").values_list("action", flat=True)
    assert set(read) >= {"guest.arrive", "guest.leave", "login.begin"}


# --- what they read ------------------------------------------------------------------------------------------------
def guest_frames(guest: Actor, room_id: UUID, cursor: int) -> list[dict[str, Any]]:
    entry = Invitation.objects.get(account_id=guest.person).entered_sequence or 0
    return [json.loads(Veil(entry)(event)) for event in events.after({room_stream(room_id): cursor})]


def everything_happens(world: World, held: UUID, before: Any) -> None:
    """Something of each kind, with words of before in what is said after."""
    messages.send_message(world.sara, rooms_world.say(held, "Och nu?", reply_to_id=before.id))
    amending.correct_message(world.anna, rooms_world.correct(before, "Ont i HEMLIGT magen"))
    after = rooms_world.sent(world.anna, held, "Bättre nu")
    messages.send_message(world.sara, rooms_world.say(held, "Bra", reply_to_id=after.id))
    amending.correct_message(world.anna, rooms_world.correct(after, "Lite bättre nu"))
    messages.send_message(world.anna, rooms_world.say(held, "Jag vill dö"))
    rooms_world.add_form(world.anna, held)
    rooms_world.release_by(world.sara, held)
    rooms_world.claim_for(world.johan, held)
    amending.redact_message(world.johan, rooms_world.redact(after))


def test_a_guest_reads_from_their_admission_on_without_a_hole(world: World, held: UUID, replayer: Replayer) -> None:
    before = rooms_world.sent(world.anna, held, "Ont i HEMLIGT halsen")
    guest = rooms_world.guest_in(world.sara, held)
    snapshot = opened_room(guest, held)
    assert (snapshot["messages"], snapshot["earlier"], snapshot["staff"]) == ([], False, None)
    everything_happens(world, held, before)
    cursor = snapshot["cursors"]["room"]
    frames = guest_frames(guest, held, cursor)
    assert [frame["sequence"] for frame in frames] == list(range(cursor + 1, cursor + 1 + len(frames)))
    assert {"event.veiled", "message.sent", "message.corrected", "case.claimed"} <= {one["type"] for one in frames}
    later = opened_room(guest, held)
    assert replayer.after("room", snapshot, frames) == later
    for told in (frames, snapshot, later):
        words = json.dumps(told, ensure_ascii=False)
        assert "HEMLIGT" not in words
        assert "Halsont" not in words
    assert len(later["messages"]) == 4


def test_a_cursor_of_before_is_no_cursor_of_a_guest_s(world: World, held: UUID) -> None:
    rooms_world.send(world.anna, held, "HEMLIGT")
    guest = rooms_world.guest_in(world.sara, held)
    command = wire.OpenRoom(type="room.open", id=new_id(), room_id=held, cursors=wire.RoomCursors(room=0, staff=0))
    opened = rooms.open_room(guest, command)
    assert [json.loads(frame)["type"] for frame in opened.frames] == ["room.snapshot"]
    assert list(opened.cursors) == [room_stream(held)]
    assert "HEMLIGT" not in "".join(opened.frames)
    assert guest_queries.page(guest, held, None).messages == []
    answer = rooms_world.say(held, "?", reply_to_id=rooms_world.room(held).messages.first().id)  # type: ignore[union-attr]  # there is a first message
    assert code_of(lambda: messages.send_message(guest, answer)) is ErrorCode.NOT_FOUND


def test_other_rooms_do_not_exist(world: World, held: UUID) -> None:
    guest, other = rooms_world.guest_in(world.sara, held), world.held_case()
    for refused in (lambda: opened_room(guest, other), lambda: rooms_world.send(guest, other)):
        assert code_of(refused) is ErrorCode.NOT_FOUND
    file = rooms_world.picture(held, world.anna)
    rooms_world.send(world.anna, held, "Bild")
    assert code_of(lambda: guest_queries.open_file(guest, file.id)) is ErrorCode.NOT_FOUND


def test_what_a_guest_says_is_named_and_leaves_the_turn(world: World, held: UUID) -> None:
    guest = rooms_world.guest_in(world.sara, held)
    rooms_world.send(world.sara, held, "Hur mår du?")
    assert rooms_world.room(held).turn == "resident"
    said = rooms_world.sent(guest, held, "Hon har ont")
    assert rooms_world.room(held).turn == "resident"
    assert (said.sender.role, said.sender.name, said.sender.title_sv) == ("interpreter", "Amira Said", "tolk, arabiska")
    reader = rooms_world.guest_in(world.sara, held, name="Nils", role="relative", may_write=False)
    assert code_of(lambda: rooms_world.send(reader, held)) is ErrorCode.NOT_ALLOWED


# --- how it ends ---------------------------------------------------------------------------------------------------
def standing(guest: Actor) -> bool:
    return Login.objects.filter(account_id=guest.person, ended_at=None).exists()


def test_shown_out_at_once(world: World, held: UUID) -> None:
    guest = rooms_world.guest_in(world.sara, held)
    invitation = Invitation.objects.get()
    guests.withdraw_guest(world.johan, rooms_world.withdraw(held, invitation.id))
    assert (state(guest), standing(guest)) == ("withdrawn", False)
    assert code_of(lambda: rooms_world.send(guest, held)) is ErrorCode.NOT_FOUND
    assert guest_queries.me(guest.person).state == "withdrawn"


def test_time_ends_it(world: World, held: UUID) -> None:
    guest = rooms_world.guest_in(world.sara, held)
    rows = Invitation.objects.all()
    jobs.end_expired_guests()
    assert state(guest) == "admitted"
    rows.update(expires_at=clock.now() - timedelta(seconds=1))
    assert code_of(lambda: rooms_world.send(guest, held)) is ErrorCode.NOT_FOUND
    jobs.end_expired_guests()
    assert (state(guest), standing(guest)) == ("expired", False)


def test_the_conclusion_ends_all_of_them(world: World, held: UUID) -> None:
    inside = rooms_world.guest_in(world.sara, held)
    waiting = rooms_world.arrived(rooms_world.invited(world.sara, held))
    made = rooms_world.invited(world.sara, held)
    conclusion.conclude_case(world.sara, rooms_world.conclude(held))
    assert [state(inside), state(waiting)] == ["ended", "ended"]
    assert not standing(inside)
    assert code_of(lambda: rooms_world.arrived(made)) is ErrorCode.INVITATION_OVER


def test_refused_at_the_door(world: World, held: UUID, readers: Readers) -> None:
    made = rooms_world.invited(world.sara, held)
    guest = rooms_world.arrived(made)
    readers.follow(held)
    guests.refuse_guest(world.sara, rooms_world.refuse(held, made.guest.id))
    assert (state(guest), standing(guest)) == ("refused", False)
    assert (
        code_of(lambda: guests.admit_guest(world.sara, rooms_world.admit(held, made.guest.id)))
        is ErrorCode.ILLEGAL_MOVE
    )
    readers.compare()


def test_what_readers_see_of_every_move(world: World, held: UUID, readers: Readers) -> None:
    readers.follow(held)
    first = rooms_world.guest_in(world.sara, held)
    rooms_world.send(first, held, "Hej")
    second = rooms_world.invited(world.sara, held, name="Nils Ek", role="relative")
    readers.follow(held)
    arriving.leave_room(first)
    guests.withdraw_guest(world.helena, rooms_world.withdraw(held, second.guest.id))
    readers.compare()
