"""The active choice: who must make one, who may, what it opens, for how long, and to whom the case does not exist."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people.models import CareProvider, Unit, UnitKind
from rooms import policy, wire
from rooms.actions.choice import make_choice
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case
from rooms.actions.messages import send_message
from rooms.actions.notes import add_note
from rooms.models import ActiveChoice, Room
from rooms.permissions import AFTERWARDS, CHOICE_STANDS, Permission
from rooms.queries.earlier import earlier_cases
from rooms.queries.history import history
from rooms.streams import room_stream, staff_stream
from tests.people import world as people_world
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.world import World, claim, conclude, note, say

FOLLOW_UP = wire.MakeChoice(reason="follow_up", text="")


@pytest.fixture
def concluded_id(world: World) -> UUID:
    """A case of Anna's that Sara concluded."""
    case_id = world.held_case()
    conclude_case(world.sara, conclude(case_id))
    return case_id


def at_rehab(world: World, author: Actor | None = None) -> UUID:
    """A waiting case at Omar's unit, of the same care provider."""
    return world.case(author, unit_id=world.omar.unit_id)


def stranger() -> Actor:
    """A nurse of another care provider."""
    provider = CareProvider.objects.create(name="Sjöstadens närvård")
    unit = Unit.objects.create(provider=provider, name="Sjöstaden", kind=UnitKind.HEALTH_CENTRE, telephone="08-1")
    return rooms.at_unit(people_world.staff("eva.sten", unit), unit)


# --- when one is needed --------------------------------------------------------------------------------------------
def test_a_concluded_case_opens_by_a_choice(world: World, concluded_id: UUID) -> None:
    with refused(ErrorCode.CHOICE_NEEDED):
        opened_room(world.johan, concluded_id)
    make_choice(world.johan, concluded_id, wire.MakeChoice(reason="other", text="Klagomål"))
    seen = opened_room(world.johan, concluded_id)
    assert seen["room"]["closing_card"]["text"] == "Drick mycket och vila."
    assert seen["staff"]["personal_number"] == "19920314-9829"
    row = ActiveChoice.objects.get()
    assert (row.room_id, row.account_id, row.login_id) == (concluded_id, world.johan.person, world.johan.login_id)
    assert (row.unit_id, row.reason, row.text) == (world.unit.id, "other", "Klagomål")
    made, read = AuditEntry.objects.filter(action__in=["case.choose", "room.open"]).order_by("at")
    for entry, action, kind in ((made, "case.choose", "write"), (read, "room.open", "read")):
        assert (entry.action, entry.kind, entry.object_id) == (action, kind, concluded_id)
        assert (entry.actor_id, entry.resident_id) == (world.johan.person, world.anna.person)
        assert (entry.unit_id, entry.login_id) == (world.unit.id, world.johan.login_id)


def test_whoever_concluded_looks_back_for_a_day(world: World, concluded_id: UUID) -> None:
    assert opened_room(world.sara, concluded_id)["room"]["state"] == "concluded"
    with clock.shifted(AFTERWARDS):
        with refused(ErrorCode.CHOICE_NEEDED):
            opened_room(world.sara, concluded_id)
        make_choice(world.sara, concluded_id, FOLLOW_UP)
        assert opened_room(world.sara, concluded_id)["staff"] is not None


def test_an_open_case_stays_with_its_holder_for_as_long_as_it_takes(world: World) -> None:
    case_id = world.held_case()
    with clock.shifted(3 * AFTERWARDS):
        assert opened_room(world.sara, case_id)["room"]["state"] == "active"


def test_a_supervisor_of_the_unit_needs_none(world: World, concluded_id: UUID) -> None:
    assert opened_room(world.helena, concluded_id)["room"]["state"] == "concluded"
    make_choice(world.helena, concluded_id, FOLLOW_UP)
    assert not ActiveChoice.objects.exists()


def test_what_is_open_to_the_actor_already_is_not_chosen(world: World, concluded_id: UUID) -> None:
    for actor, case_id in ((world.johan, world.case()), (world.sara, concluded_id)):
        before = rooms.everything()
        make_choice(actor, case_id, FOLLOW_UP)
        assert rooms.everything() == before
    assert not ActiveChoice.objects.exists()


# --- another unit's ------------------------------------------------------------------------------------------------
def test_another_units_case_opens_for_who_meets_the_resident(world: World) -> None:
    own, theirs = world.case(), at_rehab(world)
    rooms.send(world.anna, theirs, "Ont i knät")
    with refused(ErrorCode.CHOICE_NEEDED):
        opened_room(world.johan, theirs)
    with refused(ErrorCode.CHOICE_NEEDED):
        history(world.johan, theirs, None)
    make_choice(world.johan, theirs, FOLLOW_UP)
    assert opened_room(world.johan, theirs)["messages"][0]["text"] == "Ont i knät"
    assert [message.text for message in history(world.johan, theirs, None).messages] == ["Ont i knät"]
    # At the unit where it was read, not where the case is.
    assert set(AuditEntry.objects.filter(object_id=theirs, actor_id=world.johan.person).values_list("unit_id")) == {
        (world.unit.id,)
    }
    assert opened_room(world.omar, theirs)["staff"] is not None
    with refused(ErrorCode.CHOICE_NEEDED):
        opened_room(world.omar, own)


def test_without_a_case_of_the_resident_it_does_not_exist(world: World) -> None:
    theirs = at_rehab(world)
    world.case(world.maria)
    with refused(ErrorCode.NOT_FOUND):
        opened_room(world.johan, theirs)
    with refused(ErrorCode.NOT_FOUND):
        make_choice(world.johan, theirs, FOLLOW_UP)


def test_a_concluded_own_case_leads_on_only_once_it_is_chosen(world: World, concluded_id: UUID) -> None:
    theirs = at_rehab(world)
    with refused(ErrorCode.NOT_FOUND):
        opened_room(world.johan, theirs)
    make_choice(world.johan, concluded_id, FOLLOW_UP)
    with refused(ErrorCode.CHOICE_NEEDED):
        opened_room(world.johan, theirs)


def test_nobody_outside_the_care_provider_learns_that_it_exists(world: World, concluded_id: UUID) -> None:
    outside = stranger()
    # A case of the same resident at their own unit changes nothing: the other provider's records are not theirs.
    own = world.case(unit_id=outside.unit_id)
    assert opened_room(outside, own)["room"]["state"] == "waiting"
    for case_id in (concluded_id, at_rehab(world), new_id()):
        with refused(ErrorCode.NOT_FOUND):
            opened_room(outside, case_id)
        with refused(ErrorCode.NOT_FOUND):
            make_choice(outside, case_id, FOLLOW_UP)
    assert earlier_cases(outside, own).cases == []


def test_who_has_no_part_in_care_chooses_nothing(world: World, concluded_id: UUID) -> None:
    nina = replace(world.johan, profession="administrator")
    for actor in (nina, world.maria):
        with refused(ErrorCode.NOT_FOUND):
            make_choice(actor, concluded_id, FOLLOW_UP)
    with refused(ErrorCode.NOT_FOUND):
        opened_room(nina, concluded_id)


def test_an_archived_case_opens_for_nobody(world: World, concluded_id: UUID) -> None:
    Room.objects.filter(case_id=concluded_id).update(state="archived")
    for actor in (world.johan, world.sara, world.helena):
        with refused(ErrorCode.NOT_FOUND):
            make_choice(actor, concluded_id, FOLLOW_UP)


# --- how far it goes -----------------------------------------------------------------------------------------------
def test_a_choice_is_for_reading(world: World) -> None:
    world.case()
    theirs = at_rehab(world)
    make_choice(world.johan, theirs, FOLLOW_UP)
    refusals: list[tuple[Callable[[], object], ErrorCode]] = [
        (lambda: send_message(world.johan, say(theirs)), ErrorCode.NOT_HOLDER),
        (lambda: add_note(world.johan, note(theirs)), ErrorCode.NOT_ALLOWED),
        (lambda: claim_case(world.johan, claim(theirs)), ErrorCode.NOT_ALLOWED),
    ]
    for attempt, code in refusals:
        with refused(code):
            attempt()


def test_a_choice_stands_for_its_login_and_its_unit(world: World, concluded_id: UUID) -> None:
    make_choice(world.johan, concluded_id, FOLLOW_UP)
    others = (
        replace(world.johan, login_id=new_id()),
        replace(world.johan, login_id=None),
        replace(world.johan, account_id=world.omar.person),
    )
    for other in others:
        with refused(ErrorCode.CHOICE_NEEDED):
            opened_room(other, concluded_id)
    with refused(ErrorCode.NOT_FOUND):
        opened_room(rooms.elsewhere(world.johan, world.omar), concluded_id)


def test_a_choice_ends_after_half_a_day(world: World, concluded_id: UUID) -> None:
    make_choice(world.johan, concluded_id, FOLLOW_UP)
    with clock.shifted(CHOICE_STANDS - timedelta(minutes=1)):
        assert policy.may_follow(world.johan, staff_stream(concluded_id))
    with clock.shifted(CHOICE_STANDS):
        assert not policy.may_follow(world.johan, room_stream(concluded_id))
        with refused(ErrorCode.CHOICE_NEEDED):
            policy.read_room(world.johan, concluded_id, Permission.READ)
        make_choice(world.johan, concluded_id, FOLLOW_UP)
        assert ActiveChoice.objects.count() == 2


def test_twice_is_once(world: World, concluded_id: UUID) -> None:
    make_choice(world.johan, concluded_id, FOLLOW_UP)
    before = rooms.everything()
    make_choice(world.johan, concluded_id, FOLLOW_UP)
    assert rooms.everything() == before
    assert ActiveChoice.objects.count() == 1


def test_another_reason_has_to_be_said(world: World, concluded_id: UUID) -> None:
    with refused(ErrorCode.BAD_REQUEST, field="text"):
        make_choice(world.johan, concluded_id, wire.MakeChoice(reason="other", text=" \n"))
    with refused(ErrorCode.NOT_FOUND):
        make_choice(world.johan, new_id(), FOLLOW_UP)
