"""The one action of the hot path: loads, decides, writes and publishes a batch."""

from collections.abc import Sequence

from chatserver.core import publish
from chatserver.core.actor import Actor
from chatserver.core.commands import Outcome, Together
from chatserver.core.rows import ended_by_its_last_statements
from chatserver.core.wire import Command
from rooms import wire
from rooms.actions.together import loading, writing
from rooms.actions.together.deciding import Deciding
from rooms.alarms import library


def fits(actor: Actor, command: Command) -> bool:
    """A picture and a message that is answered are looked at first, and alarm words are much to write: the plain action
    does all three. Alarm words are looked for in what staff does not write."""
    if isinstance(command, wire.SendMessage):
        # A copy of a picture is a picture, or is refused.
        if command.picture_id is not None or command.copy_of_id is not None or command.reply_to_id is not None:
            return False
        return actor.is_staff or not library.hits_in([command.text])
    return isinstance(command, wire.AdvanceReceipt)


@ended_by_its_last_statements()
def carry_out(batch: Sequence[tuple[Actor, Command]]) -> list[Outcome]:
    """Commits all of a batch that is not refused, in the order in which it came; an ack or a refusal for each."""
    deciding = Deciding(loading.load(batch))
    outcomes = [deciding.outcome(actor, command) for actor, command in batch]
    deciding.tell_lists(loading.heads_of_lists(deciding.lists))
    publish.publish_events_on_commit(deciding.pending.events)
    writing.store(deciding.pending)
    return outcomes


TOGETHER = Together(fits=fits, carry_out=carry_out)
