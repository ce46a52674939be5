"""Scenes of calling back by telephone, and of cases that are withdrawn."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.wire import Command
from tests.laws import offered
from tests.rooms import callbacks
from tests.rooms.world import World


def unanswered_for_good(world: World) -> tuple[Actor, Command]:
    return world.sara, callbacks.end(callbacks.ringing(world), "wrong_number")


def withdrawn_while_offered(world: World) -> tuple[Actor, Command]:
    case_id: UUID = offered.offered(world)[1]
    return world.anna, callbacks.withdraw(case_id)


SCENES: Mapping[str, Callable[[World], tuple[Any, ...]]] = {
    "rooms.actions.callback.ask_callback": lambda w: (w.anna, callbacks.ask(w.case())),
    "rooms.actions.callback.forgo_callback": lambda w: (w.anna, callbacks.forgo(callbacks.wanted(w))),
    "rooms.actions.callback.begin_callback": lambda w: (w.sara, callbacks.begin(callbacks.taken(w))),
    "rooms.actions.callback.end_callback": lambda w: (w.sara, callbacks.end(callbacks.ringing(w))),
    "rooms.actions.callback.end_callback, reached": lambda w: (w.sara, callbacks.end(callbacks.ringing(w), "reached")),
    "rooms.actions.callback.end_callback, for good": unanswered_for_good,
    "rooms.actions.withdrawal.withdraw_case": lambda w: (w.anna, callbacks.withdraw(w.case())),
    "rooms.actions.withdrawal.withdraw_case, of what is urgent": lambda w: (
        w.anna, callbacks.withdraw(w.case(priority=1)),
    ),
    "rooms.actions.withdrawal.withdraw_case, while it is offered": withdrawn_while_offered,
}  # fmt: skip
