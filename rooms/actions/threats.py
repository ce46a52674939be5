"""What staff do against threats and hate in a room: hiding their surnames from whoever is not staff, and asking a
colleague to keep them company (docs/threats.md)."""

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, Command, ack
from people import queries as people
from rooms import keeping_company, naming, policy, steps, wire
from rooms.events import shown, streams
from rooms.models import Company
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import staff_stream


# --- surnames ------------------------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def shorten_names(actor: Actor, command: wire.ShortenNames) -> Ack:
    """Whoever is not staff draws the room anew. Where it is so already nothing is written but the answer."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.SHORTEN_NAMES, command.epoch)
    if access.room.first_names != command.shortened:
        _shorten(access, shortened=command.shortened)
    return replays.remember(actor, command.room_id, ack(command))


def _shorten(access: RoomAccess, *, shortened: bool) -> None:
    room, actor, at = access.room, access.actor, clock.now()
    room.first_names = shortened
    room.first_names_at, room.first_names_by = (at, actor.name) if shortened else (None, "")
    room.save(update_fields=["first_names", "first_names_at", "first_names_by"])
    drawn = wire.NamesRedrawn(type="names.redrawn", shortened=shortened, names=naming.names_in(room))
    # Who wished it is for staff alone.
    streams.tell_room(room, drawn, streams.unseen(actor, people.unit(room.unit_id).name), at)
    hidden = wire.NamesShortened(type="names.shortened", hidden_surnames=shown.hidden_surnames(room))
    streams.tell_staff(room, hidden, actor, at)
    steps.record(access, "names.shorten" if shortened else "names.show", "room", room.case_id)


# --- company -------------------------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def call_colleague(actor: Actor, command: wire.CallColleague) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.CALL_COLLEAGUE, command.epoch)
    if keeping_company.standing(access.room) is not None:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    return _done(access, command, keeping_company.ask(access.room, actor, clock.now()))


@transaction.atomic(durable=True)
def come_as_colleague(actor: Actor, command: wire.ComeAsColleague) -> Ack:
    """The first who answers comes; the others are told who it was."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.COME)
    company = _asked_for(access)
    if actor.person in (company.asked_by_id, access.room.holder_id):
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return _done(access, command, keeping_company.come(access.room, company, actor, clock.now()))


def _asked_for(access: RoomAccess) -> Company:
    company = keeping_company.standing(access.room)
    if company is None:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    if company.came_id is not None:
        raise DomainError(ErrorCode.CONFLICT, holder=company.came_name)
    return company


@transaction.atomic(durable=True)
def introduce_colleague(actor: Actor, command: wire.IntroduceColleague) -> Ack:
    """Told truthfully: by name and title, as the resident may have names in this room."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.INTRODUCE, command.epoch)
    company = keeping_company.standing(access.room)
    if company is None or company.came_id is None or company.introduced_at is not None:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    member = people.staff_member(company.came_id)
    return _done(access, command, keeping_company.introduce(access.room, company, member, actor, clock.now()))


@transaction.atomic(durable=True)
def end_company(actor: Actor, command: wire.EndCompany) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.END_COMPANY, command.epoch)
    sequence = keeping_company.end(access.room, actor, clock.now())
    if sequence is None:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    return _done(access, command, sequence)


def _done(access: RoomAccess, command: Command, sequence: int) -> Ack:
    room_id = access.room.case_id
    # The trail says by which of the four somebody reads along, and since when.
    steps.record(access, command.model_dump()["type"], "room", room_id)
    steps.list_case(access.room, access.actor, clock.now())
    answer = ack(command, staff_stream(room_id), sequence)
    return replays.remember(access.actor, room_id, answer)
