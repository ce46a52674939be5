"""Reopening a concluded case: who may, for how long, and that it waits in its old place with everything kept."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people.models import Guardianship
from rooms import lifecycle, policy
from rooms.actions.choice import make_choice
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case
from rooms.actions.reopening import reopen_case
from rooms.models import ClosingCard, CustodyStep, EarlierCard, Room
from rooms.queries.waiting import waiting
from rooms.streams import room_stream, staff_stream, worklist_stream
from rooms.wire import MakeChoice
from tests.rooms import world as rooms
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.world import World, claim, conclude, reopen, room, told

WEEK = timedelta(days=7)


@pytest.fixture
def concluded_id(world: World, held_id: UUID, readers: Readers) -> UUID:
    """The case with the readers, concluded by Sara; more readers open it now."""
    conclude_case(world.sara, conclude(held_id))
    readers.follow(held_id)
    return held_id


@pytest.fixture
def childs_id(world: World, readers: Readers) -> Iterator[UUID]:
    """Leo's case, begun by Maria and concluded; law 4 is asserted when the test is over."""
    case_id = world.child_case()
    rooms.claim_for(world.sara, case_id)
    conclude_case(world.sara, conclude(case_id))
    readers.follow(case_id)
    yield case_id
    readers.compare()


def order_of(case_id: UUID) -> tuple[object, ...]:
    case = room(case_id).case
    return case.priority, case.arrived_at, case.open_by, case.assessed_by, case.target_minutes


def choose(case_id: UUID, world: World) -> None:
    make_choice(world.johan, case_id, MakeChoice(reason="asked_by_resident", text=""))


# --- what it does --------------------------------------------------------------------------------------------------
def test_the_resident_is_back_in_the_old_place(world: World, concluded_id: UUID) -> None:
    before, later = order_of(concluded_id), world.case(world.maria)
    answer = reopen_case(world.anna, reopen(concluded_id))
    now = room(concluded_id)
    assert (answer.stream, answer.sequence) == (room_stream(concluded_id), now.custody_sequence)
    assert (now.state, now.holder_id, now.turn) == ("waiting", None, "staff")
    assert order_of(concluded_id) == before
    items = opened_worklist(world.sara, world.unit.id)["items"]
    assert [item["case_id"] for item in items] == [str(concluded_id), str(later)]
    assert waiting(world.anna, concluded_id).place == 1
    assert told(room_stream(concluded_id))[-1] == "case.reopened"
    assert told(staff_stream(concluded_id))[-1] == "custody.changed"
    assert told(worklist_stream(world.unit.id))[-1] == "case.listed"


def test_the_turn_is_staffs_from_then_on(world: World, concluded_id: UUID) -> None:
    with clock.shifted(timedelta(days=1)):
        reopen_case(world.anna, reopen(concluded_id))
        at = room(concluded_id).turn_at
    assert at is not None
    [item] = opened_worklist(world.sara, world.unit.id)["items"]
    assert item["turn_at"] == at.isoformat().replace("+00:00", "Z")
    assert at - room(concluded_id).case.arrived_at >= timedelta(days=1)


def test_the_card_is_kept_and_a_new_one_stands_beside_it(world: World, concluded_id: UUID) -> None:
    shown = opened_room(world.anna, concluded_id)["room"]
    first = shown["closing_card"]
    assert shown["earlier_cards"] == []
    reopen_case(world.anna, reopen(concluded_id))
    shown = opened_room(world.anna, concluded_id)["room"]
    assert (shown["closing_card"], shown["reopen_until"], shown["earlier_cards"]) == (None, None, [first])
    rooms.claim_for(world.johan, concluded_id)
    conclude_case(world.johan, conclude(concluded_id))
    shown = opened_room(world.anna, concluded_id)["room"]
    assert (shown["closing_card"]["concluded_by"]["name"], shown["earlier_cards"]) == ("Johan Lager", [first])
    assert (ClosingCard.objects.count(), EarlierCard.objects.count()) == (1, 1)


def test_until_when_is_told_while_it_is_concluded(world: World, concluded_id: UUID) -> None:
    shown = opened_room(world.anna, concluded_id)["room"]
    frame = json.loads(events.after({room_stream(concluded_id): 0})[-1].frame)
    until = lifecycle.reopen_until(ClosingCard.objects.get().concluded_at)
    assert shown["reopen_until"] == frame["reopen_until"] == until.isoformat().replace("+00:00", "Z")
    Room.objects.filter(case_id=concluded_id).update(state="archived")
    assert opened_room(world.anna, concluded_id)["room"]["reopen_until"] is None
    Room.objects.filter(case_id=concluded_id).update(state="concluded")


def test_nobody_is_responsible_until_somebody_claims_it(world: World, concluded_id: UUID) -> None:
    reopen_case(world.anna, reopen(concluded_id))
    shown = opened_room(world.anna, concluded_id)["room"]
    assert (shown["holder"], [one["role"] for one in shown["participants"]]) == (None, ["resident"])
    claim_case(world.sara, claim(concluded_id))
    assert opened_room(world.anna, concluded_id)["room"]["holder"]["name"] == "Sara Holm"


def test_who_did_it_and_why_is_kept(world: World, concluded_id: UUID) -> None:
    reopen_case(world.sara, reopen(concluded_id, "Ringde: inte bättre"))
    step = CustodyStep.objects.filter(room_id=concluded_id).latest("sequence")
    assert (step.move, step.by_name, step.reason, step.priority) == ("reopened", "Sara Holm", "Ringde: inte bättre", 3)
    assert "inte bättre" not in "".join(event.frame for event in events.after({room_stream(concluded_id): 0}))
    written = AuditEntry.objects.get(action="case.reopen")
    assert (written.kind, written.actor_id, written.resident_id, written.unit_id, written.object_id) == (
        "write",
        world.sara.account_id,
        world.anna.account_id,
        world.unit.id,
        concluded_id,
    )


def test_the_resident_is_told_of_nobody_who_was_not_in_the_room(world: World, concluded_id: UUID) -> None:
    reopen_case(world.helena, reopen(concluded_id))
    frame = json.loads(events.after({room_stream(concluded_id): 0})[-1].frame)
    assert frame["by"] == {"kind": "staff", "id": None, "name": world.unit.name}
    rooms.claim_for(world.sara, concluded_id)
    conclude_case(world.sara, conclude(concluded_id))
    reopen_case(world.sara, reopen(concluded_id))
    frame = json.loads(events.after({room_stream(concluded_id): 0})[-1].frame)
    assert frame["by"]["name"] == "Sara Holm"


def test_twice_is_once(world: World, concluded_id: UUID) -> None:
    command = reopen(concluded_id)
    first = reopen_case(world.anna, command)
    before = rooms.everything()
    assert reopen_case(world.anna, command) == first
    assert rooms.everything() == before
    rooms.claim_for(world.sara, concluded_id)
    conclude_case(world.sara, conclude(concluded_id))
    assert reopen_case(world.anna, command) == first
    assert room(concluded_id).state == "concluded"


def test_everybody_who_read_reads_on(world: World, concluded_id: UUID) -> None:
    reopen_case(world.sara, reopen(concluded_id))
    for actor in (world.anna, world.johan, world.helena):
        assert policy.may_follow(actor, room_stream(concluded_id))


# --- who may and when ----------------------------------------------------------------------------------------------
def test_a_guardian_reopens_the_childs_case(world: World, childs_id: UUID) -> None:
    reopen_case(world.maria, reopen(childs_id))
    assert room(childs_id).state == "waiting"
    [written] = AuditEntry.objects.filter(action="case.reopen")
    assert (written.actor_id, written.resident_id) == (world.maria.account_id, world.leo_id)


def test_who_is_guardian_no_more_reopens_nothing(world: World, childs_id: UUID) -> None:
    other = rooms.guardian_of(world.leo_id)
    with refused(ErrorCode.NOT_FOUND):
        reopen_case(other, reopen(childs_id))
    kept = Guardianship.objects.get(guardian_id=world.maria.person)
    Guardianship.objects.filter(id=kept.id).delete()
    with refused(ErrorCode.NOT_FOUND):
        reopen_case(world.maria, reopen(childs_id))
    kept.save(force_insert=True)


def test_a_colleague_says_first_why_they_read_it(world: World, concluded_id: UUID) -> None:
    with refused(ErrorCode.CHOICE_NEEDED):
        reopen_case(world.johan, reopen(concluded_id))
    choose(concluded_id, world)
    reopen_case(world.johan, reopen(concluded_id, "Ringde"))
    assert room(concluded_id).state == "waiting"


def test_strangers_reopen_nothing(world: World, concluded_id: UUID) -> None:
    for stranger in (world.maria, world.omar):
        with refused(ErrorCode.NOT_FOUND):
            reopen_case(stranger, reopen(concluded_id))
    with refused(ErrorCode.NOT_FOUND):
        reopen_case(world.anna, reopen(new_id()))


def test_a_resident_gives_no_reason(world: World, concluded_id: UUID) -> None:
    with refused(ErrorCode.BAD_REQUEST, field="reason"):
        reopen_case(world.anna, reopen(concluded_id, "Jag blev sämre"))


@pytest.mark.parametrize("state", ["waiting", "offered", "active", "paused"])
def test_what_is_open_is_not_reopened(world: World, state: str) -> None:
    case_id = world.held_case() if state in ("active", "paused") else world.case()
    Room.objects.filter(case_id=case_id).update(
        state=state, offered_to_id=world.johan.account_id if state == "offered" else None
    )
    for actor in (world.anna, world.sara, world.helena):
        with refused(ErrorCode.ILLEGAL_MOVE, state=state, move="reopen"):
            reopen_case(actor, reopen(case_id))


def test_what_is_archived_stays_so(world: World) -> None:
    case_id = world.held_case()
    Room.objects.filter(case_id=case_id).update(state="archived")
    with refused(ErrorCode.ROOM_CLOSED):
        reopen_case(world.anna, reopen(case_id))
    with refused(ErrorCode.NOT_FOUND):
        reopen_case(world.sara, reopen(case_id))


def test_to_the_end_of_the_seventh_day_and_no_longer(world: World, concluded_id: UUID) -> None:
    end = lifecycle.reopen_until(ClosingCard.objects.get().concluded_at) - clock.now()
    assert WEEK < end <= WEEK + timedelta(days=1)
    with clock.shifted(end + timedelta(minutes=1)):
        for actor in (world.anna, world.helena):
            with refused(ErrorCode.REOPEN_TOO_LATE, days=7):
                reopen_case(actor, reopen(concluded_id))
    with clock.shifted(end - timedelta(minutes=1)):
        reopen_case(world.anna, reopen(concluded_id))
    assert room(concluded_id).state == "waiting"
