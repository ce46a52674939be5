"""A command that arrives twice is done once (law 5). The unique row decides, under the lock the action holds."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.models import CommandReceipt
from chatserver.core.wire import Ack, Command


def earlier(actor: Actor, object_id: UUID, command: Command) -> Ack | None:
    """The ack that this command got before, if the same actor sent it to the same object."""
    receipt = CommandReceipt.objects.filter(actor_id=actor.person, object_id=object_id, command_id=command.id).first()
    return Ack.model_validate_json(receipt.ack) if receipt else None


def remember(actor: Actor, object_id: UUID, answer: Ack) -> Ack:
    """Stores the ack in the action's transaction and gives it back."""
    CommandReceipt.objects.create(
        actor_id=actor.person, object_id=object_id, command_id=answer.id, ack=answer.model_dump_json()
    )
    return answer
