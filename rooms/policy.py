"""Permission is how one gets a room. What may not be seen does not exist: absent and forbidden read the same.

Actions lock (`lock_room`, then `access_room`); queries read (`read_room`). The table itself is `rooms.permissions`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from chatserver.core import clock
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.questions import Question
from people import queries as people
from people.policy import in_care, may_act_for
from rooms import phrasing
from rooms.availability import LEASE
from rooms.guest_states import GuestState
from rooms.lifecycle import OPEN_STATES, AssignmentState, CaseState
from rooms.models import (
    ActiveChoice,
    Case,
    Declared,
    Invitation,
    Lease,
    Participation,
    Phrase,
    PhraseLibrary,
    Presence,
    Room,
)
from rooms.permissions import AFTERWARDS, CHOICE_STANDS, KEPT_STATES, TABLE, Permission, Relation, allowed, ever_allowed
from rooms.phrasing import Library
from rooms.streams import ROOM, STAFF, WORKLIST, subject_of


@dataclass(frozen=True, slots=True)
class RoomAccess:
    """A room that the actor may do something with, and what the actor is to it."""

    actor: Actor
    room: Room
    relations: frozenset[Relation]

    @property
    def case(self) -> Case:
        return self.room.case

    @property
    def state(self) -> CaseState:
        return CaseState(self.room.state)

    def may(self, permission: Permission) -> bool:
        return allowed(self.relations, permission, self.state)

    def require(self, permission: Permission) -> None:
        if not self.may(permission):
            raise _refusal(self, permission)

    def require_tenure(self, epoch: int | None) -> None:
        """Refuses staff's command of another custody than the present one. Where it does not say of which, whoever may
        do it now may do it, and whose right does not hang on custody is not asked."""
        if epoch is not None and epoch != self.room.epoch and self.actor.is_staff:
            raise DomainError(ErrorCode.CUSTODY_CHANGED)


def lock_room(room_id: UUID) -> None:
    """Takes the room's lock, if there is such a room; gives nothing. Whoever comes second sees what the first did."""
    if not connection.in_atomic_block:
        raise RuntimeError("a room is locked inside a transaction")
    Room.objects.select_for_update().filter(case_id=room_id).values_list("case_id").first()


def lock_beside(room_id: UUID) -> list[UUID]:
    """Takes the room's lock and those of its resident's other rooms that staff can read, in ascending order; gives
    their ids, or none if there is no such room."""
    kept = [state.value for state in KEPT_STATES]
    resident = Room.objects.filter(case_id=room_id).values("case__resident_id")
    of_resident = Room.objects.filter(case__resident_id__in=resident)
    found = of_resident.filter(Q(state__in=kept) | Q(case_id=room_id)).order_by("case_id")
    ids = list(found.values_list("case_id", flat=True))
    for one in ids:
        lock_room(one)
    return ids


def locked_at(unit_id: UUID, room_ids: Collection[UUID]) -> QuerySet[Room]:
    """Those of these rooms, which are locked, that are at the unit now."""
    return Room.objects.select_related("case").filter(case_id__in=room_ids, unit_id=unit_id).order_by("case_id")


def access_room(actor: Actor, room_id: UUID, permission: Permission, epoch: int | None = None) -> RoomAccess:
    """The room, locked until the transaction ends, if the actor has the permission in its present state, and under the
    custody of which the command says that it was given."""
    if not connection.in_atomic_block:
        raise RuntimeError("a room is locked inside a transaction")
    access = _granted(actor, _LOCKED.one_about(room_id), permission)
    access.require_tenure(epoch)
    return access


def read_room(actor: Actor, room_id: UUID, permission: Permission = Permission.READ) -> RoomAccess:
    """The room for a query: not locked."""
    return _granted(actor, _ROOM.one_about(room_id), permission)


def _one(rooms: QuerySet[Room]) -> Question[Room]:
    return Question(lambda room_id: rooms.select_related("case").filter(case_id=room_id))


_ROOM = _one(Room.objects.all())
_LOCKED = _one(Room.objects.select_for_update(of=("self",)))


def sit_in(actor: Actor, room_id: UUID) -> tuple[RoomAccess, int]:
    """The room for a guest's query, and the event of their admission: what lies before it is not theirs."""
    access = read_room(actor, room_id, Permission.SIT_IN)
    return access, entry_of(access)


def entry_of(access: RoomAccess) -> int:
    """The place after which the actor may read; for everybody but guests, the beginning."""
    if not access.actor.is_guest:
        return 0
    invitation = admitted(access.actor, access.room)
    return invitation.entered_sequence or 0 if invitation is not None else access.room.last_message_sequence


def admitted(actor: Actor, room: Room) -> Invitation | None:
    """The invitation by which a guest is in the room now."""
    return room.invitations.filter(
        account_id=actor.person, state=GuestState.ADMITTED.value, expires_at__gt=clock.now()
    ).first()


def calling_guests(room: Room) -> set[UUID]:
    """The guests who are in the room now and may join its calls."""
    return {account_id for _, account_id in calling_guests_in([room.case_id])}


def calling_guests_in(room_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Room and guest, of those who are in any of these rooms now and may join its calls."""
    admitted_now = Invitation.objects.filter(state=GuestState.ADMITTED.value, expires_at__gt=clock.now())
    return set(admitted_now.filter(room_id__in=room_ids, may_call=True).values_list("room_id", "account_id"))


def _granted(actor: Actor, room: Room | None, permission: Permission) -> RoomAccess:
    if room is None:
        raise not_found()
    access = RoomAccess(actor, room, relations_of(actor, room))
    access.require(permission)
    return access


def relations_of(actor: Actor, room: Room) -> frozenset[Relation]:
    """What the actor is to the room's case, by what is stored now."""
    if actor.kind is ActorKind.SYSTEM:
        return frozenset({Relation.SYSTEM})
    if actor.account_id is None:
        return frozenset()
    if actor.kind is ActorKind.RESIDENT:
        return _resident_relations(actor, room.case)
    if actor.is_guest:
        return _guest_relations(actor, room)
    found = _at_the_unit(actor, room) if _has_part(actor, room.unit_id) else set()
    if room.asked_unit_id is not None and _has_part(actor, room.asked_unit_id):
        found.add(Relation.ASKED)
    if room.helping_unit_id is not None and _has_part(actor, room.helping_unit_id):
        found.add(Relation.HELPING)
    if _has_chosen(actor, room):
        found.add(Relation.CHOSEN)
    return frozenset(found)


def _at_the_unit(actor: Actor, room: Room) -> set[Relation]:
    found = {Relation.COLLEAGUE}
    if actor.is_supervisor:
        found.add(Relation.SUPERVISOR)
    if room.holder_id == actor.account_id and not _long_over(room):
        found.add(Relation.RESPONSIBLE)
    if room.company_came_id == actor.account_id:
        found.add(Relation.COMPANION)
    return found


def _long_over(room: Room) -> bool:
    """Whoever concluded a case has it at hand for a day; after that it is opened by a choice, as by anybody."""
    return CaseState(room.state) not in OPEN_STATES and clock.now() - room.state_since >= AFTERWARDS


def _has_chosen(actor: Actor, room: Room) -> bool:
    """Whether the actor said at this login, and not too long ago, why they open the case."""
    if actor.unit_id is None or actor.login_id is None or not in_care(actor.profession):
        return False
    if actor.unit_id == room.unit_id and CaseState(room.state) in OPEN_STATES:
        # Colleagues need none here, and every opening of a room comes by.
        return False
    made = ActiveChoice.objects.filter(room=room, login_id=actor.login_id, account_id=actor.person)
    return made.filter(unit_id=actor.unit_id, at__gt=clock.now() - CHOICE_STANDS).exists()


def _guest_relations(actor: Actor, room: Room) -> frozenset[Relation]:
    invitation = admitted(actor, room)
    if invitation is None:
        return frozenset()
    writes = {Relation.WRITING_GUEST} if invitation.may_write else set()
    calls = {Relation.CALLING_GUEST} if invitation.may_call else set()
    return frozenset({Relation.GUEST, *writes, *calls})


def _resident_relations(actor: Actor, case: Case) -> frozenset[Relation]:
    if not may_act_for(actor, case.resident_id):
        return frozenset()
    if actor.account_id == case.resident_id:
        return frozenset({Relation.RESIDENT})
    # Nothing of one guardian's is shown to the other.
    return frozenset({Relation.GUARDIAN}) if actor.account_id == case.guardian_id else frozenset()


def _refusal(access: RoomAccess, permission: Permission) -> DomainError:
    if not access.may(Permission.READ) and not access.may(Permission.SIT_IN):
        return DomainError(ErrorCode.CHOICE_NEEDED) if may_choose(access.actor, access.room) else not_found()
    if access.state not in OPEN_STATES:
        return DomainError(ErrorCode.ROOM_CLOSED)
    if ever_allowed(access.relations, permission):
        return DomainError(ErrorCode.ILLEGAL_MOVE, state=access.state.value, move=permission.value)
    if access.actor.is_staff and permission in TABLE[Relation.RESPONSIBLE]:
        return DomainError(ErrorCode.NOT_HOLDER)
    return DomainError(ErrorCode.NOT_ALLOWED)


def may_choose(actor: Actor, room: Room) -> bool:
    """Whether an active choice would open this case: a concluded one of the own unit, one that the unit has handed over
    to another, or another one of a resident whom the actor has a case of. To everybody else it does not exist."""
    if CaseState(room.state) not in KEPT_STATES or actor.unit_id is None or not in_care(actor.profession):
        return False
    if room.unit_id == actor.unit_id or actor.unit_id in units_before(room):
        return True
    others = rooms_beside(room, actor.unit_id).exclude(case_id=room.case_id)
    return any(RoomAccess(actor, other, relations_of(actor, other)).may(Permission.READ) for other in others)


def units_before(room: Room) -> set[UUID]:
    """The units that had the case and handed it over, or were helped with it."""
    taken = room.transfers.filter(state=AssignmentState.ACCEPTED.value, from_unit_id__isnull=False)
    helped = room.overflows.filter(taken_by_id__isnull=False).values_list("from_unit_id", flat=True)
    return {unit_id for unit_id in taken.values_list("from_unit_id", flat=True).union(helped) if unit_id is not None}


def rooms_beside(room: Room, unit_id: UUID) -> QuerySet[Room]:
    """The rooms of the same resident at the care provider of this unit; none if the room is not there itself."""
    units = people.units_beside(unit_id)
    if room.unit_id not in units:
        return Room.objects.none()
    kept = [state.value for state in KEPT_STATES]
    found = Room.objects.select_related("case").filter(case__resident_id=room.case.resident_id)
    return found.filter(unit_id__in=units, state__in=kept)


def unit_of(actor: Actor) -> UUID:
    """The unit that a staff member chose at login."""
    if not actor.is_staff or actor.unit_id is None:
        raise DomainError(ErrorCode.UNIT_REQUIRED)
    return actor.unit_id


def require_unit(actor: Actor, unit_id: UUID) -> None:
    """A unit's work list and staff are for those who chose that unit at login."""
    if not _has_part(actor, unit_id):
        raise not_found()


def _has_part(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor works with the residents of this unit, which was chosen at login."""
    return actor.is_staff and actor.unit_id == unit_id and in_care(actor.profession)


def may_hear(actor: Actor, stream: str) -> bool:
    """Whether the stream may be read as things are now."""
    subject = subject_of(stream)
    if subject is None:
        return False
    if stream.startswith(WORKLIST):
        return _has_part(actor, subject)
    room = Room.objects.select_related("case").filter(case_id=subject).first()
    permission = Permission.READ_STAFF if stream.startswith(STAFF) else _reading(actor)
    return room is not None and RoomAccess(actor, room, relations_of(actor, room)).may(permission)


def _reading(actor: Actor) -> Permission:
    return Permission.SIT_IN if actor.is_guest else Permission.READ


def may_follow(actor: Actor, stream: str) -> bool:
    """Whether an open subscription is still right after a change of custody (law 10).

    Whoever lost responsibility by that change loses the subscription too, and may open the room again as the reading
    colleague they now are.
    """
    if not may_hear(actor, stream):
        return False
    if stream.startswith(WORKLIST):
        return True
    left = Participation.objects.filter(room_id=subject_of(stream), account_id=actor.person)
    return not left.filter(left_sequence=F("room__custody_sequence")).exists()


def may_speak(actor: Actor, stream: str) -> bool:
    """Whether the reader of a room's stream may write there as it is now."""
    subject = subject_of(stream)
    if subject is None or not stream.startswith(ROOM):
        return False
    room = Room.objects.select_related("case").filter(case_id=subject).first()
    return room is not None and RoomAccess(actor, room, relations_of(actor, room)).may(Permission.SEND)


def is_here(account_id: UUID, unit_id: UUID, now: datetime) -> bool:
    """Whether one of the person's consoles at the unit is alive."""
    return Lease.objects.filter(account_id=account_id, unit_id=unit_id, expires_at__gt=now).exists()


def is_abandoned(room: Room, now: datetime) -> bool:
    """Whether the holder is gone. Taking a case is a sign of life and counts as a lease of its own."""
    if room.holder_id is None or room.state_since > now - LEASE:
        return False
    return not is_here(room.holder_id, room.unit_id, now)


def is_unreachable(room: Room, now: datetime) -> bool:
    """Whether whoever was asked about the case is gone, or takes nothing any more."""
    if room.offered_to_id is None:
        return False
    declared = Presence.objects.filter(account_id=room.offered_to_id, unit_id=room.unit_id)
    silent = declared.exclude(declared=Declared.AVAILABLE.value).exists()
    return silent or not is_here(room.offered_to_id, room.unit_id, now)


# --- prepared texts ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class LibraryAccess:
    """A library of prepared texts that the actor reads. `column` is where its phrases name their owner."""

    library: Library
    column: str
    owner_id: UUID
    may_edit: bool

    @property
    def phrases(self) -> QuerySet[Phrase]:
        return Phrase.objects.filter(**{self.column: self.owner_id})


def libraries(actor: Actor) -> list[LibraryAccess]:
    """The actor's own, the one of the unit chosen at login, and the one that its care provider's units share."""
    unit = people.unit(unit_of(actor))
    owners = (
        (Library.OWN, "account_id", actor.person),
        (Library.UNIT, "unit_id", unit.id),
        (Library.SHARED, "provider_id", unit.provider_id),
    )
    return [
        LibraryAccess(library, column, owner_id, phrasing.may_edit(library, actor.roles))
        for library, column, owner_id in owners
    ]


def access_library(actor: Actor, library: Library) -> LibraryAccess:
    """A library to change, locked until the transaction ends: whoever comes second sees what the first did."""
    if not connection.in_atomic_block:
        raise RuntimeError("a library is locked inside a transaction")
    [access] = [one for one in libraries(actor) if one.library is library]
    if not access.may_edit:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    PhraseLibrary.objects.bulk_create([PhraseLibrary(owner_id=access.owner_id)], ignore_conflicts=True)
    PhraseLibrary.objects.select_for_update().get(owner_id=access.owner_id)
    return access


def library_of(actor: Actor, phrase_id: UUID) -> LibraryAccess:
    """The library that holds the phrase, if the actor reads it."""
    for access in libraries(actor):
        if access.phrases.filter(id=phrase_id).exists():
            return access
    raise not_found()
