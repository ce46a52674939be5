"""A case is offered to one person, and the offer ends. Needs the room's lock and an open transaction; accepting one is
`steps.give_to`, as claiming is.

An offer is no change of custody: nobody gains or loses a part in the room by it, so neither the epoch nor the place of
custody moves.
"""

from datetime import datetime
from uuid import UUID

from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from rooms import lifecycle, steps, wire
from rooms.events import streams
from rooms.gathering import TURNS_REMEMBERED, Crowd
from rooms.lifecycle import AssignmentMove, AssignmentState, CaseMove, CaseState
from rooms.matching.explain import why_given
from rooms.matching.parties import Clinician, Need
from rooms.matching.terms import MISSED_IN_A_ROW, stands
from rooms.models import Assignment, Declared, Presence, Queue, Room

ENDS: dict[CaseMove, wire.CustodyMove] = {
    CaseMove.DECLINE: "declined",
    CaseMove.EXPIRE: "missed",
    CaseMove.WITHDRAW: "withdrawn",
}


def lock_queue(unit_id: UUID) -> None:
    """One round of offers at a time. After the rooms' locks (law 1)."""
    Queue.objects.bulk_create([Queue(unit_id=unit_id)], ignore_conflicts=True)
    Queue.objects.select_for_update().get(unit_id=unit_id)


def offer(room: Room, case: Need, person: Clinician, crowd: Crowd) -> None:
    """Asks this person, until a while from now."""
    at = crowd.at
    room.state, room.state_since = lifecycle.after(CaseState(room.state), CaseMove.OFFER).value, at
    reasons = why_given(case, person, crowd.needs.values(), at)
    made = Assignment(room=room, assignee_id=person.id, state=AssignmentState.OFFERED.value, made_at=at)
    made.offered_until = at + stands(case)
    made.save(force_insert=True)
    room.offer_id, room.offered_to_id, room.offered_until = made.id, person.id, made.offered_until
    room.offer_reasons = [{"code": reason.code.value, "values": dict(reason.values)} for reason in reasons]
    streams.tell_room(room, wire.OfferMade(type="offer.made", state="offered"), SYSTEM, at)
    room.save()
    steps.enter_custody(room, "offered", SYSTEM, "", at, crowd.members[person.id].name)


def require_standing(room: Room, actor: Actor, offer_id: UUID) -> None:
    """The offer is this person's and has not ended; else they are told who has the case by now."""
    if room.offer_id == offer_id and room.offered_to_id == actor.person:
        return
    holder = people.name_of(room.holder_id) if room.holder_id is not None else None
    raise DomainError(ErrorCode.OFFER_OVER, holder=holder)


def end(room: Room, move: CaseMove, actor: Actor, at: datetime, why: wire.DeclineReason | None = None) -> int:
    """The case waits again where it waited; gives the event's place in the room stream."""
    state, standing = lifecycle.after(CaseState(room.state), move), _standing(room)
    ended = lifecycle.after_assignment(AssignmentState(standing.state), AssignmentMove(move.value))
    standing.state, standing.ended_at, standing.declined_for = ended.value, at, why or ""
    standing.save(update_fields=["state", "ended_at", "declined_for"])
    room.state, room.state_since = state.value, at
    room.forget_offer()
    seen = actor if actor.account_id is None else streams.unseen(actor, people.unit(room.unit_id).name)
    sequence = streams.tell_room(room, wire.OfferEnded(type="offer.ended", state="waiting"), seen, at)
    room.save()
    steps.enter_custody(room, ENDS[move], actor, why or "", at, people.name_of(standing.assignee_id))
    return sequence


def _standing(room: Room) -> Assignment:
    """The one offer that has no answer yet."""
    return room.assignments.get(state=AssignmentState.OFFERED.value)


def takes_no_more(room: Room, presence: Presence) -> bool:
    """Whether the offer that runs out now is the last of too many in a row, since its person declared anything."""
    standing = _standing(room)
    earlier = Assignment.objects.filter(assignee_id=standing.assignee_id).exclude(id=standing.id)
    latest = earlier.filter(made_at__gt=presence.declared_at).order_by("-made_at")[: MISSED_IN_A_ROW - 1]
    return [one.state for one in latest] == [AssignmentState.EXPIRED.value] * (MISSED_IN_A_ROW - 1)


def lock_presence(room: Room, at: datetime) -> Presence:
    """What the person who was asked has declared at the unit; before the streams, as `set_presence` takes it."""
    row, _ = Presence.objects.select_for_update().get_or_create(
        account_id=_standing(room).assignee_id,
        unit_id=room.unit_id,
        # Whoever declares nothing has done so since their day began.
        defaults={"declared": Declared.AVAILABLE.value, "declared_at": at - TURNS_REMEMBERED},
    )
    return row


def set_away(presence: Presence, at: datetime) -> None:
    """The house declares them away, and says so where their desk looks."""
    presence.declared, presence.declared_at, presence.set_away_at = Declared.AWAY.value, at, at
    presence.save()
    body = wire.PresenceSetAway(type="presence.set_away", account_id=presence.account_id)
    streams.tell_unit(presence.unit_id, body, SYSTEM, at)
