"""Every change of a handing over: its row, what stands on the work list, the event that tells staff. Needs the room's
lock and an open transaction; actions and `rooms.steps` call it. The work list is told by the caller.

It is no change of custody: whoever hands over has the case until `steps.give_to` gives it to whoever takes over.
"""

from datetime import datetime
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from people.policy import in_care
from people.queries import UnitCard
from rooms import lifecycle, wire
from rooms.events import handed, streams
from rooms.lifecycle import AssignmentMove, AssignmentState
from rooms.matching import terms
from rooms.models import Room, Transfer
from rooms.wire.transfers import HandedUnlisted


def standing(room: Room) -> Transfer | None:
    """The one that has no answer yet."""
    return room.transfers.filter(ended_at=None).first() if room.transfer is not None else None


def is_asked(actor: Actor, transfer: Transfer) -> bool:
    """Whether it is the actor who may take over: by name, or as anybody of the profession or of the unit but whoever
    hands over."""
    if transfer.to_id is not None:
        return transfer.to_id == actor.account_id
    if transfer.to_unit_id is not None:
        at_the_unit = actor.unit_id == transfer.to_unit_id and in_care(actor.profession)
        return at_the_unit and transfer.by_id != actor.account_id
    return transfer.profession == actor.profession and transfer.by_id != actor.account_id


def require_askable(room: Room, unit_id: UUID) -> UnitCard:
    """Another unit of the same care provider, which is open now. To one of another provider it would need the
    resident's recorded agreement, which the house does not keep."""
    unit = people.unit(unit_id)
    if unit.id not in people.units_beside(room.unit_id):
        raise DomainError(ErrorCode.CONFLICT, field="to_unit_id", provider="other")
    if unit.id == room.unit_id:
        raise DomainError(ErrorCode.CONFLICT, field="to_unit_id", unit="same")
    opening = unit.opening_state
    if not opening.is_open:
        opens_at = opening.opens_at.isoformat() if opening.opens_at is not None else None
        raise DomainError(ErrorCode.CONFLICT, field="to_unit_id", opens_at=opens_at)
    return unit


def require_standing(room: Room, transfer_id: UUID) -> Transfer:
    """The one that was answered has not ended; else one is told who has the case by now."""
    found = standing(room)
    if found is not None and found.id == transfer_id:
        return found
    holder = people.name_of(room.holder_id) if room.holder_id is not None else None
    raise DomainError(ErrorCode.OFFER_OVER, holder=holder)


def offer(room: Room, actor: Actor, command: wire.OfferTransfer, at: datetime) -> int:
    """Asks, until a while from now; gives the event's place in the staff stream."""
    to_id, summary = command.to_account_id, command.summary
    made = Transfer(
        room=room,
        state=AssignmentState.OFFERED.value,
        by_id=actor.person,
        by_name=actor.name,
        to_id=to_id,
        to_name=people.name_of(to_id) if to_id is not None else "",
        profession=command.profession or "",
        situation=summary.situation,
        background=summary.background,
        assessment=summary.assessment,
        recommendation=summary.recommendation,
        made_at=at,
    )
    made.until = at + terms.transfer_stands(room.case.priority, room.case.alarm_rank, to_person=to_id is not None)
    if command.to_unit_id is not None:
        _address(made, people.unit(command.to_unit_id))
    made.save(force_insert=True)
    return _tell(room, made, actor, at)


def _address(transfer: Transfer, unit: UnitCard) -> None:
    """To a unit, which has gone home when it closes."""
    own = people.unit(transfer.room.unit_id)
    transfer.to_unit_id, transfer.to_name = unit.id, unit.name
    transfer.from_unit_id, transfer.from_unit_name = own.id, own.name
    closes_at = unit.opening_state.closes_at
    if closes_at is not None:
        transfer.until = min(transfer.until, closes_at)


def end(room: Room, move: AssignmentMove, actor: Actor, at: datetime, why: str = "") -> int | None:
    """Answered, run out, taken back or overtaken by what became of the case; None where none stands."""
    found = standing(room)
    if found is None:
        return None
    found.state = lifecycle.after_assignment(AssignmentState(found.state), move).value
    found.ended_at, found.declined_for = at, why
    found.ended_by_name = actor.name if actor.account_id is not None else ""
    found.save()
    if found.to_unit_id is not None:
        streams.hold_lists(room.unit_id, found.to_unit_id)
        streams.tell_unit(found.to_unit_id, HandedUnlisted(type="handed.unlisted", case_id=room.case_id), actor, at)
    return _tell(room, found, actor, at)


def _tell(room: Room, transfer: Transfer, actor: Actor, at: datetime) -> int:
    stands = transfer.ended_at is None
    room.transfer = handed.on_the_list(transfer).model_dump(mode="json") if stands else None
    room.save(update_fields=["transfer"])
    what = f"transfer.{transfer.state}"
    body = wire.TransferChanged.model_validate({"type": what, "transfer": handed.line(transfer)})
    return streams.tell_staff(room, body, actor, at)
