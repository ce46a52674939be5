"""The wire types of "I am worse": what a resident says while they wait, and what the room and the work list hear."""

from typing import Literal
from uuid import UUID

from chatserver.core.wire import Command, EventBody
from rooms.wire.parts import WorseLine


class SayWorse(Command):
    """Staff hear of it at once. The ack's result is the form with the case's red flags, null where it has none."""

    type: Literal["worse.say"]
    room_id: UUID


class WorseSaid(EventBody):
    """Told to everybody in the room at once; what is answered afterwards comes as a form that is added."""

    type: Literal["worse.said"]
    line: WorseLine
