"""Everybody who may knock at a door of the house, and something of each kind to be refused."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from chatserver.core.actor import SUPERVISOR, Actor
from chatserver.core.files import storage, uploads
from chatserver.core.files.actions import OwnerKind
from chatserver.core.ids import new_id
from chatserver.core.limits import SHARED
from people.models import Account, Guardianship, Notice, Unit
from rooms.actions.phrases import save_phrase
from rooms.models import Phrase
from signaling.actions import parties
from signaling.wire import StartCall
from tests.core.kept import path_of
from tests.people import world as people_world
from tests.rooms import world as rooms_world
from tests.rooms.world import World
from tests.triage.forms import begin
from triage.models import Intake

TEENAGER = date(2012, 3, 3)
RESIDENTS = ("owner", "other_resident", "guardian_of_another", "guardian_of_a_teenager", "other_guardian")
GUESTS = ("guest", "reading_guest", "waiting_guest", "guest_elsewhere")
STAFF = ("holder", "supervisor", "colleague", "nurse_elsewhere", "supervisor_elsewhere")


@dataclass
class House:
    """`actor` gives whoever has the role, `things` something of each kind that the role is measured against."""

    world: World
    actors: dict[str, Actor]
    teenager_id: UUID

    def actor(self, role: str) -> Actor:
        """A guest whom nobody has asked for is let into a room of their own first."""
        if role in GUESTS and role not in self.actors:
            self.actors[role] = guest(self.world, role, self.world.held_case())
        return self.actors[role]

    def things(self, role: str) -> "Things":
        """Anna's, except for guardians: the child's whose guardian they are not, or are no longer."""
        if role == "guardian_of_a_teenager":
            return Things(self.world, self.actor(role), self.teenager_id)
        if role in ("guardian_of_another", "other_guardian"):
            return Things(self.world, self.world.maria, self.world.leo_id)
        made = Things(self.world, self.world.anna, self.world.anna.person)
        if role in GUESTS:
            self.actors[role] = guest(self.world, role, made.room_id)
        return made


def guest(world: World, role: str, room_id: UUID) -> Actor:
    """Somebody new for each room: in it with or without a voice, before its door, or in another one."""
    if role == "waiting_guest":
        return rooms_world.arrived(rooms_world.invited(world.sara, room_id))
    if role == "guest_elsewhere":
        return rooms_world.guest_in(world.sara, world.held_case())
    return rooms_world.guest_in(world.sara, room_id, may_write=role == "guest")


class Things:
    """A room held by Sara, in which she writes. The rest is made when a door asks for it, as most ask for little: a
    call that rings, a picture that was sent to nobody yet and another on its way, an open form, a phrase of hers."""

    def __init__(self, world: World, author: Actor, resident_id: UUID) -> None:
        self._world, self._author = world, author
        self.resident_id, self.unit_id, self.colleague_id = resident_id, world.unit.id, world.johan.person
        self.room_id = world.case(author, resident_id)
        rooms_world.claim_for(world.sara, self.room_id)
        self.staff_peer = new_id()
        # Before any guest came in.
        self.message_id = rooms_world.sent(world.sara, self.room_id).id

    @cached_property
    def call_id(self) -> UUID:
        start = StartCall(type="call.start", id=new_id(), room_id=self.room_id, peer_id=self.staff_peer, video=False)
        rung = parties.start_call(self._world.sara, start).result
        if rung is None:
            raise AssertionError("a call has an id")
        return rung

    @cached_property
    def picture_id(self) -> UUID:
        return stored_picture(self.room_id, self._author)

    @cached_property
    def upload_id(self) -> UUID:
        return begun(self._author, "room", self.room_id)

    @cached_property
    def intake_id(self) -> UUID:
        return form(self._author, self.resident_id)

    @cached_property
    def form_picture_id(self) -> UUID:
        return stored_picture(self.room_id, self._author, owner_kind="intake", owner_id=self.intake_id)

    @cached_property
    def form_upload_id(self) -> UUID:
        return begun(self._author, "intake", self.intake_id)

    @cached_property
    def phrase_id(self) -> UUID:
        return own_phrase(self._world)

    @cached_property
    def invitation_id(self) -> UUID:
        """Of somebody who waits to be let in."""
        return waiting_invitation(self._world, self.room_id)

    @cached_property
    def notice_id(self) -> UUID:
        return Notice.objects.filter(case_id=self.room_id).latest("id").id


def build(world: World) -> House:
    teenager = people_world.resident(people_world.number_for(TEENAGER), "Elsa", "Ek")
    father = people_world.resident(people_world.number_for(date(1980, 6, 6)), "Erik", "Ek")
    Guardianship.objects.create(guardian=father, child=teenager)
    stranger = people_world.resident(people_world.number_for(date(1955, 6, 8)), "Bertil", "Sandgren")
    elsewhere = Unit.objects.exclude(id=world.unit.id).get()
    chief = people_world.staff("olga.ek", elsewhere, supervisor=True)
    other_child = people_world.resident(people_world.number_for(date(2019, 2, 2)), "Alva", "Sandgren")
    Guardianship.objects.create(guardian=stranger, child=other_child)
    actors = {
        "owner": world.anna,
        "other_resident": people_world.actor_for(stranger),
        "guardian_of_another": people_world.actor_for(stranger),
        "guardian_of_a_teenager": people_world.actor_for(father),
        # Of the same child: nothing of one guardian's is shown to the other.
        "other_guardian": rooms_world.guardian_of(world.leo_id),
        "holder": world.sara,
        "supervisor": world.helena,
        "colleague": world.johan,
        "nurse_elsewhere": world.omar,
        "supervisor_elsewhere": rooms_world.at_unit(chief, elsewhere, SUPERVISOR),
    }
    rooms_world.come_in(world.johan, world.sara)
    return House(world, actors, teenager.id)


def waiting_invitation(world: World, room_id: UUID) -> UUID:
    made = rooms_world.invited(world.sara, room_id)
    rooms_world.arrived(made)
    return made.guest.id


def own_phrase(world: World) -> UUID:
    """One of Sara's, the holder's, whose versions nobody has added to."""
    phrase_id = new_id()
    Phrase.objects.filter(account_id=world.sara.person).delete()
    save_phrase(world.sara, phrase_id, rooms_world.phrase())
    return phrase_id


def form(author: Actor, resident_id: UUID) -> UUID:
    """An open form of theirs, a new one each time, as often as there are roles."""
    SHARED.forget()
    helper = author if author.person == resident_id else people_world.actor_for(Account.objects.get(id=resident_id))
    Intake.objects.filter(resident_id=resident_id, state="open").update(state="abandoned")
    intake_id = begin(helper)
    Intake.objects.filter(id=intake_id).update(author_id=author.person)
    return intake_id


def begun(sender: Actor, kind: OwnerKind, owner_id: UUID) -> UUID:
    """A file of theirs of which nothing has come yet."""
    return uploads.begin(uploads.Owner(sender, kind, owner_id, sender.person), new_id(), 10).id


def stored_picture(room_id: UUID, uploader: Actor, **changes: Any) -> UUID:
    file = rooms_world.picture(room_id, uploader, **changes)
    path = path_of(storage.key(file.id))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a picture")
    return file.id
