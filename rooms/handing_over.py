"""Every change of a handing over: its row, what stands on the work list, the event that tells staff. Needs the room's
lock and an open transaction; actions and `rooms.steps` call it. The work list is told by the caller.

It is no change of custody: whoever hands over has the case until `steps.give_to` gives it to whoever takes over.
"""

from datetime import datetime
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from rooms import lifecycle, wire
from rooms.events import handed, streams
from rooms.lifecycle import AssignmentMove, AssignmentState
from rooms.matching import terms
from rooms.models import Room, Transfer


def standing(room: Room) -> Transfer | None:
    """The one that has no answer yet."""
    return room.transfers.filter(ended_at=None).first() if room.transfer is not None else None


def is_asked(actor: Actor, transfer: Transfer) -> bool:
    """Whether it is the actor who may take over: by name, or as anybody of the profession but whoever hands over."""
    if transfer.to_id is not None:
        return transfer.to_id == actor.account_id
    return transfer.profession == actor.profession and transfer.by_id != actor.account_id


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
    made.save(force_insert=True)
    return _tell(room, made, actor, at)


def end(room: Room, move: AssignmentMove, actor: Actor, at: datetime, why: str = "") -> int | None:
    """Answered, run out, taken back or overtaken by what became of the case; None where none stands."""
    found = standing(room)
    if found is None:
        return None
    found.state = lifecycle.after_assignment(AssignmentState(found.state), move).value
    found.ended_at, found.declined_for = at, why
    found.ended_by_name = actor.name if actor.account_id is not None else ""
    found.save()
    return _tell(room, found, actor, at)


def _tell(room: Room, transfer: Transfer, actor: Actor, at: datetime) -> int:
    stands = transfer.ended_at is None
    room.transfer = handed.on_the_list(transfer).model_dump(mode="json") if stands else None
    room.save(update_fields=["transfer"])
    what = f"transfer.{transfer.state}"
    body = wire.TransferChanged.model_validate({"type": what, "transfer": handed.line(transfer)})
    return streams.tell_staff(room, body, actor, at)
