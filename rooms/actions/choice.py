"""The active choice (patientdatalagen 4 kap.): saying why before a concluded or another unit's case is opened."""

from uuid import UUID

from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from rooms import policy, wire
from rooms.models import ActiveChoice, Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess


@transaction.atomic(durable=True)
def make_choice(actor: Actor, case_id: UUID, command: wire.MakeChoice) -> None:
    """Stands for this login. Where the case is open to the actor already nothing is written, so twice is once."""
    policy.lock_room(case_id)
    room = Room.objects.select_related("case").filter(case_id=case_id).first()
    if room is None:
        raise not_found()
    if RoomAccess(actor, room, policy.relations_of(actor, room)).may(Permission.READ_STAFF):
        return
    if actor.login_id is None or not policy.may_choose(actor, room):
        raise not_found()
    if command.reason == "other" and not command.text.strip():
        raise DomainError(ErrorCode.BAD_REQUEST, field="text")
    ActiveChoice.objects.create(
        room=room,
        login_id=actor.login_id,
        account_id=actor.person,
        unit_id=policy.unit_of(actor),
        reason=command.reason,
        text=command.text,
        at=clock.now(),
    )
    audit.record(
        actor,
        "case.choose",
        kind="write",
        resident_id=room.case.resident_id,
        # Where the choice was made, which need not be where the case is.
        unit_id=actor.unit_id,
        object_type="case",
        object_id=case_id,
    )
