"""What staff do by having a case is done under the custody that stood on their screen, or it is refused: for every
command that says under which one it was given (docs/adr/0049)."""

from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from django.db.models import F, QuerySet
from pydantic import BaseModel

from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from rooms.models import Room
from rooms.wire import InviteGuest
from rooms.wire.tenure import TenureCommand
from tests.laws.scenes import SCENES, case_in
from tests.laws.test_every_action import Call, footprint, function_at, grown
from tests.laws.test_every_action import world as _world
from tests.rooms.world import World

world = _world


def _carriers() -> Iterator[str]:
    for name in SCENES:
        hints = get_type_hints(function_at(name.partition(",")[0])).values()
        if any(isinstance(one, type) and issubclass(one, TenureCommand | InviteGuest) for one in hints):
            yield name


CARRIERS = tuple(_carriers())
each_carrier = pytest.mark.parametrize("name", CARRIERS)


def room_of(call: Call) -> QuerySet[Room]:
    case_id = case_in(call.arguments)
    assert case_id is not None
    return Room.objects.filter(case_id=case_id)


def given(call: Call, off: int) -> Call:
    """The same under the present custody, or `off` changes away from it."""
    now = room_of(call).get().epoch

    def said(one: Any) -> Any:
        return one.model_copy(update={"epoch": now + off}) if isinstance(one, BaseModel) else one

    call.arguments = tuple(said(one) for one in call.arguments)
    return call


def by(call: Call) -> Actor:
    return next(one for one in call.arguments if isinstance(one, Actor))


@each_carrier
def test_staffs_command_of_another_custody_is_refused_and_leaves_nothing(world: World, name: str) -> None:
    call = given(Call(name, world), 1)
    before = footprint()
    answer = call()
    if by(call).is_staff:
        assert (answer, grown(before)) == (ErrorCode.CUSTODY_CHANGED, {})
    else:
        assert not isinstance(answer, ErrorCode)


@each_carrier
def test_of_the_present_custody_it_is_carried_out(world: World, name: str) -> None:
    assert not isinstance(given(Call(name, world), 0)(), ErrorCode)


@each_carrier
def test_what_was_carried_out_is_answered_again_under_any_later_custody(world: World, name: str) -> None:
    call = given(Call(name, world), 0)
    first = call()
    room_of(call).update(epoch=F("epoch") + 2)
    before = footprint()
    if call.twice == "same":
        assert (call(), grown(before)) == (first, {})
