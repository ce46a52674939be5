"""The permanent care contact: who may name whom, what everybody is told of it, and what the matching makes of it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from chatserver.core import clock
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from people import queries as people
from people import steps as people_steps
from people.models import Account, AssignmentMode, Employment, PermanentContact
from rooms.actions.conclusion import conclude_case
from rooms.actions.contacts import name_contact
from rooms.actions.offers import decline_offer
from rooms.actions.threats import shorten_names
from rooms.actions.transfers import accept_transfer
from rooms.queries.waiting import waiting
from rooms.streams import staff_stream
from tests.laws.threatened import shorten
from tests.rooms import offers
from tests.rooms import world as rooms
from tests.rooms.conftest import Readers, opened_room
from tests.rooms.contacts import has_contact, naming
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once
from tests.rooms.transfers import accept, other_unit
from tests.rooms.world import World, conclude, told


def shown(world: World, case_id: UUID) -> str | None:
    """Whom staff read in the case."""
    contact = opened_room(world.helena, case_id)["staff"]["contact"]
    return contact and str(contact["name"])


# --- who is told what ----------------------------------------------------------------------------------------------
def test_whoever_has_the_case_names_them_and_it_is_kept_who_did_and_when(world: World, held_id: UUID) -> None:
    with clock.shifted(timedelta(minutes=1)):
        at = clock.now()
        answer = name_contact(world.sara, naming(held_id, world.johan))
    assert (answer.stream, answer.sequence) == (staff_stream(held_id), len(told(staff_stream(held_id))))
    contact = opened_room(world.sara, held_id)["staff"]["contact"]
    assert (contact["account_id"], contact["named_by"]) == (str(world.johan.person), "Sara Holm")
    row = PermanentContact.objects.get()
    assert (row.resident_id, row.unit_id, row.named_by_id) == (world.anna.person, world.unit.id, world.sara.person)
    assert timedelta(0) <= row.named_at - at < timedelta(minutes=1)
    written = AuditEntry.objects.get(action="contact.name")
    assert (written.actor_id, written.resident_id) == (world.sara.person, world.anna.person)
    assert (written.object_type, written.object_id) == ("account", world.johan.person)


def test_every_case_of_the_resident_at_the_unit_is_told(world: World, held_id: UUID, readers: Readers) -> None:
    other, concluded, foreign = world.case(), world.held_case(), world.child_case()
    conclude_case(world.sara, conclude(concluded))
    for case_id in (other, concluded, foreign):
        readers.follow(case_id)
    name_contact(world.sara, naming(held_id, world.johan))
    assert [shown(world, one) for one in (held_id, other, concluded)] == ["Johan Lager"] * 3
    assert shown(world, foreign) is None
    assert "contact.named" not in told(staff_stream(foreign))
    readers.compare()


def test_a_case_that_comes_later_shows_them(world: World) -> None:
    has_contact(world, world.sara)
    assert shown(world, world.case()) == "Sara Holm"


def test_another_takes_their_place_and_who_it_was_is_kept(world: World, held_id: UUID) -> None:
    name_contact(world.sara, naming(held_id, world.johan))
    name_contact(world.helena, naming(held_id, world.sara))
    assert shown(world, held_id) == "Sara Holm"
    before, now = PermanentContact.objects.order_by("named_at")
    assert (before.account_id, before.ended_by_id) == (world.johan.person, world.helena.person)
    assert (now.account_id, now.ended_at, before.ended_at) == (world.sara.person, None, now.named_at)


def test_nobody_is_it_any_more(world: World, held_id: UUID) -> None:
    name_contact(world.sara, naming(held_id, world.johan))
    name_contact(world.sara, naming(held_id, None))
    assert shown(world, held_id) is None
    ended = AuditEntry.objects.get(action="contact.end")
    assert (ended.actor_id, ended.object_id) == (world.sara.person, world.johan.person)


def test_the_resident_reads_who_it_is_while_they_wait(world: World, case_id: UUID) -> None:
    assert waiting(world.anna, case_id).contact is None
    name_contact(world.helena, naming(case_id, world.johan))
    contact = waiting(world.anna, case_id).contact
    assert contact is not None
    assert (contact.name, contact.role) == ("Johan Lager", "colleague")
    assert "Helena" not in waiting(world.anna, case_id).model_dump_json()


def test_of_a_child_the_guardian_reads_it(world: World) -> None:
    case_id = world.child_case()
    name_contact(world.helena, naming(case_id, world.johan))
    contact = waiting(world.maria, case_id).contact
    assert contact is not None
    # It is the child's, and not the guardian's own.
    assert waiting(world.maria, world.case(world.maria)).contact is None


def test_a_surname_that_is_hidden_stays_hidden(world: World) -> None:
    case_id = world.held_case()
    name_contact(world.sara, naming(case_id, world.johan))
    shorten_names(world.sara, shorten(case_id))
    rooms.release_by(world.sara, case_id)
    contact = waiting(world.anna, case_id).contact
    assert contact is not None
    assert (contact.name, contact.initials) == ("Johan", "J")


def test_whoever_does_not_work_there_any_more_is_nobodys(world: World, case_id: UUID) -> None:
    name_contact(world.helena, naming(case_id, world.johan))
    Employment.objects.filter(account_id=world.johan.person).delete()
    assert waiting(world.anna, case_id).contact is None
    name_contact(world.helena, naming(case_id, world.sara))
    assert PermanentContact.objects.filter(ended_at=None).get().account_id == world.sara.person


def test_at_another_unit_it_is_that_units(world: World, to_rehab: UUID) -> None:
    """A case that moves shows whom the resident has where it is now; law 4 is asserted when the test is over."""
    name_contact(world.sara, naming(to_rehab, world.johan))
    accept_transfer(world.omar, accept(to_rehab))
    assert opened_room(world.omar, to_rehab)["staff"]["contact"] is None
    name_contact(world.omar, naming(to_rehab, world.omar))
    assert people.permanent_contacts([world.anna.person], world.unit.id) == {world.anna.person: world.johan.person}
    there = people.permanent_contact(world.anna.person, other_unit(world).id)
    assert there is not None
    assert there.member.id == world.omar.person


# --- refusals ------------------------------------------------------------------------------------------------------
def test_only_whoever_has_the_case_or_a_supervisor(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.NOT_HOLDER):
        name_contact(world.johan, naming(held_id, world.johan))
    with refused(ErrorCode.NOT_ALLOWED):
        name_contact(world.anna, naming(held_id, world.johan))
    for stranger in (world.omar, world.maria):
        with refused(ErrorCode.NOT_FOUND):
            name_contact(stranger, naming(held_id, world.johan))
    assert not PermanentContact.objects.exists()


def test_only_somebody_of_the_unit_who_takes_part_in_care(world: World, held_id: UUID) -> None:
    Account.objects.filter(id=world.johan.person).update(locked=True)
    for nobody in (world.omar, world.anna, world.johan):
        with refused(ErrorCode.NOT_FOUND, field="account_id"):
            name_contact(world.sara, naming(held_id, nobody))


def test_the_same_again_is_no_change(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.CONFLICT, field="account_id"):
        name_contact(world.sara, naming(held_id, None))
    command = naming(held_id, world.johan)
    first = name_contact(world.sara, command)
    with refused(ErrorCode.CONFLICT, field="account_id"):
        name_contact(world.helena, naming(held_id, world.johan))
    name_contact(world.helena, naming(held_id, world.sara))
    # The same command once more is answered as it was, and changes nothing.
    assert name_contact(world.sara, command) == first
    assert shown(world, held_id) == "Sara Holm"


def test_nobody_who_said_to_be_too_close(world: World) -> None:
    offers.offering(world, world.sara, mode=AssignmentMode.OFFER)
    case_id = world.case()
    offers.round_at(world)
    decline_offer(world.sara, offers.decline(case_id, "close"))
    with refused(ErrorCode.CONFLICT, field="account_id", close=True):
        name_contact(world.helena, naming(case_id, world.sara))


def test_not_in_a_case_that_is_over(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    for actor in (world.sara, world.helena):
        with refused(ErrorCode.ROOM_CLOSED):
            name_contact(actor, naming(held_id, world.johan))


def test_two_at_once_from_two_cases_leave_one(world: World, held_id: UUID, readers: Readers) -> None:
    other = world.case()
    readers.follow(other)
    outcomes = at_once(
        lambda: name_contact(world.sara, naming(held_id, world.johan)),
        lambda: name_contact(world.helena, naming(other, world.sara)),
    )
    assert len(acks(outcomes)) == 2
    standing = PermanentContact.objects.get(ended_at=None)
    assert shown(world, held_id) == shown(world, other) == people.name_of(standing.account_id)
    readers.compare()


def test_without_a_transaction_nothing_is_named(world: World) -> None:
    with pytest.raises(RuntimeError):
        people_steps.name_contact(world.anna.person, world.unit.id, world.sara.person, world.sara, clock.now())


# --- what the matching makes of it ---------------------------------------------------------------------------------
@pytest.fixture
def at_work(world: World) -> World:
    """Sara has been given something before Johan, so Johan is next."""
    offers.offering(world, world.sara, world.johan, mode=AssignmentMode.BOTH)
    rooms.conclude_by(world.sara, world.held_case(world.sara, author=world.maria))
    return world


def named(world: World, resident_id: UUID, account_id: UUID) -> None:
    with transaction.atomic():
        people_steps.name_contact(resident_id, world.unit.id, account_id, world.helena, clock.now())


def reasons_of(case_id: UUID) -> list[str]:
    return [one["code"] for one in rooms.room(case_id).offer_reasons or []]


def test_without_a_contact_whoever_is_next_is_asked(at_work: World) -> None:
    case_id = at_work.case()
    offers.round_at(at_work)
    assert offers.asked(case_id) == at_work.johan.person


def test_the_contact_is_asked_and_reads_why(at_work: World) -> None:
    named(at_work, at_work.anna.person, at_work.sara.person)
    case_id = at_work.case()
    offers.round_at(at_work)
    assert offers.asked(case_id) == at_work.sara.person
    assert "permanent_contact" in reasons_of(case_id)


def test_the_contact_goes_before_somebody_the_resident_has_met(at_work: World) -> None:
    rooms.conclude_by(at_work.johan, at_work.held_case(at_work.johan))
    named(at_work, at_work.anna.person, at_work.sara.person)
    case_id = at_work.case()
    offers.round_at(at_work)
    assert offers.asked(case_id) == at_work.sara.person


def test_it_costs_no_one_their_turn(world: World) -> None:
    """Sara alone is here and has one hand free: whoever came first is met first, whosever contact she is."""
    offers.offering(world, world.sara, mode=AssignmentMode.BOTH)
    named(world, world.anna.person, world.sara.person)
    first, second = world.case(world.maria), world.case()
    offers.round_at(world)
    assert (offers.asked(first), offers.asked(second)) == (world.sara.person, None)


def test_a_contact_who_is_not_here_holds_nobody_up(at_work: World) -> None:
    named(at_work, at_work.anna.person, at_work.helena.person)
    case_id = at_work.case()
    offers.round_at(at_work)
    assert offers.asked(case_id) == at_work.johan.person
    assert "permanent_contact" not in reasons_of(case_id)
