"""A unit with staff and residents, and cases handed off to it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, events
from chatserver.core.actor import SUPERVISOR, Actor, ActorKind
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry, CommandReceipt, Event, StoredFile
from chatserver.core.wire import Localized
from people.models import Account, Guardianship, Login, Unit
from rooms import steps, wire
from rooms.actions import arriving, conclusion, custody, guests, merging, messages, presence, priority
from rooms.models import Message, PhraseVersion, Room
from rooms.wire import merged
from tests.people import world as people_world

ANNA, LEO, MARIA = "19920314-9829", date(2020, 1, 27), date(1990, 5, 5)
REASON = Localized(sv="Halsont", en="Sore throat")


def empty_summary(**changes: Any) -> wire.CaseSummary:
    """A form in which nothing was said but what has to be."""
    given: dict[str, Any] = {
        "place": "Björkdalen",
        "country": "SE",
        "phone": "070-174 06 05",
        "may_call": True,
        "language": "sv",
        "interpreter": False,
        "hopes": "",
        "free_text": [],
        "red_flags": [],
        "answers": [],
        "measurements": [],
        "pictures": [],
        "rules": [],
        "explanation": Localized(sv="Ingen regel slog till.", en="No rule fired."),
        "release": "1.0.0",
        "demonstration": True,
        "answered_wrong": False,
    }
    return wire.CaseSummary(**(given | changes))


@dataclass
class World:
    """Everybody as an actor. Sara, Johan and Helena are at the unit, Omar at another one."""

    unit: Unit
    anna: Actor
    maria: Actor
    leo_id: UUID
    sara: Actor
    johan: Actor
    helena: Actor
    omar: Actor
    cases: list[UUID] = field(default_factory=list)

    def case(self, author: Actor | None = None, resident_id: UUID | None = None, **changes: Any) -> UUID:
        """A case handed off by its author, waiting at the unit."""
        by = author or self.anna
        given: dict[str, Any] = {
            "resident_id": resident_id or by.account_id,
            "author_id": by.account_id,
            "unit_id": self.unit.id,
            "reason_id": "sore_throat",
            "reason": REASON,
            "priority": 3,
            "administrative": False,
            "profession": "nurse",
            "contact_form": "chat",
            "arrived_at": clock.now(),
            "intake_id": new_id(),
            "summary": empty_summary(),
            "red_flag": None,
        }
        with transaction.atomic():
            case_id = steps.open_case(by, **(given | changes))
        self.cases.append(case_id)
        return case_id

    def child_case(self) -> UUID:
        return self.case(self.maria, self.leo_id)

    def held_case(self, holder: Actor | None = None, **changes: Any) -> UUID:
        """A case that somebody has claimed."""
        case_id = self.case(**changes)
        claim_for(holder or self.sara, case_id)
        return case_id


def claim_for(actor: Actor, case_id: UUID) -> None:
    custody.claim_case(actor, claim(case_id))


def release_by(actor: Actor, case_id: UUID) -> None:
    custody.release_case(actor, release(case_id))


def elsewhere(person: Actor, colleague: Actor) -> Actor:
    """The person, logged in at the colleague's unit."""
    return replace(person, unit_id=colleague.unit_id)


def at_place(person: Actor, unit: Unit) -> Actor:
    """The person, logged in at this unit."""
    return replace(person, unit_id=unit.id)


def reassign_by(actor: Actor, case_id: UUID, to: Actor) -> None:
    custody.reassign_case(actor, reassign(case_id, to))


def add_form(author: Actor, case_id: UUID, **changes: Any) -> None:
    """One more form about the same thing."""
    given: dict[str, Any] = {
        "resident_id": author.person,
        "author_id": author.person,
        "reason_id": "sore_throat",
        "reason": REASON,
        "priority": 3,
        "intake_id": new_id(),
        "summary": empty_summary(),
        "red_flag": None,
    }
    with transaction.atomic():
        steps.lock_case(case_id)
        steps.add_form(author, case_id, **(given | changes))


def prioritise_by(actor: Actor, case_id: UUID, to: int) -> None:
    priority.prioritise_case(actor, prioritise(case_id, to))


def merge_by(actor: Actor, command: merged.MergeCases) -> None:
    merging.merge_cases(actor, command)


def conclude_by(actor: Actor, case_id: UUID) -> None:
    conclusion.conclude_case(actor, conclude(case_id))


def build() -> World:
    unit = people_world.unit(always_open=True)
    other = people_world.unit("Rehab Norr", always_open=True)
    anna = people_world.resident(ANNA, "Anna", "Lind")
    maria = people_world.resident(people_world.number_for(MARIA), "Maria", "Nyberg")
    leo = people_world.resident(people_world.number_for(LEO), "Leo", "Nyberg")
    Guardianship.objects.create(guardian=maria, child=leo)
    return World(
        unit=unit,
        anna=people_world.actor_for(anna),
        maria=people_world.actor_for(maria),
        leo_id=leo.id,
        sara=at_unit(people_world.staff("sara.holm", unit), unit),
        johan=at_unit(people_world.staff("johan.lager", unit), unit),
        helena=at_unit(people_world.staff("helena.strand", unit, supervisor=True), unit, SUPERVISOR),
        omar=at_unit(people_world.staff("omar.said", other), other),
    )


def guardian_of(child_id: UUID) -> Actor:
    """Another guardian of the child."""
    account = people_world.resident(people_world.number_for(date(1988, 3, 3)), "Nils", "Nyberg")
    Guardianship.objects.create(guardian=account, child_id=child_id)
    return people_world.actor_for(account)


def at_unit(account: Account, unit: Unit, *roles: str) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        account_id=account.id,
        login_id=new_id(),
        name=account.name,
        title="Sjuksköterska",
        profession="nurse",
        unit_id=unit.id,
        roles=frozenset(roles),
    )


def come_in(*actors: Actor) -> None:
    """Their consoles are alive."""
    for actor in actors:
        presence.renew_lease(actor, new_id())


# --- commands ------------------------------------------------------------------------------------------------------
def say(room_id: UUID, text: str = "Hej", **changes: Any) -> wire.SendMessage:
    given: dict[str, Any] = {
        "type": "message.send",
        "id": new_id(),
        "room_id": room_id,
        "shown_room_id": room_id,
        "client_message_id": new_id(),
        "text": text,
        "picture_id": None,
    }
    return wire.SendMessage(**(given | changes))


def correct(message: Message, text: str) -> wire.CorrectMessage:
    return wire.CorrectMessage(
        type="message.correct", id=new_id(), room_id=message.room_id, message_id=message.id, text=text
    )


def redact(message: Message, explanation: str = "Skrivet i fel ärende") -> wire.RedactMessage:
    return wire.RedactMessage(
        type="message.redact",
        id=new_id(),
        room_id=message.room_id,
        message_id=message.id,
        reason="wrong_person",
        explanation=explanation,
    )


def read_upto(room_id: UUID, delivered: int, read: int) -> wire.AdvanceReceipt:
    return wire.AdvanceReceipt(type="receipt.advance", id=new_id(), room_id=room_id, delivered=delivered, read=read)


def note(room_id: UUID, text: str = "Ring hemtjänsten") -> wire.AddNote:
    return wire.AddNote(type="note.add", id=new_id(), room_id=room_id, text=text)


def claim(room_id: UUID) -> wire.ClaimCase:
    return wire.ClaimCase(type="case.claim", id=new_id(), room_id=room_id)


def settle_reach(room_id: UUID) -> wire.SettleReach:
    return wire.SettleReach(type="reach.settle", id=new_id(), room_id=room_id)


def acknowledge(room_id: UUID) -> wire.AcknowledgeAlarm:
    return wire.AcknowledgeAlarm(type="alarm.acknowledge", id=new_id(), room_id=room_id)


def release(room_id: UUID, reason: str = "Slutar för dagen") -> wire.ReleaseCase:
    return wire.ReleaseCase(type="case.release", id=new_id(), room_id=room_id, reason=reason)


def reassign(room_id: UUID, to: Actor, reason: str = "Jämnare fördelning") -> wire.ReassignCase:
    return wire.ReassignCase(type="case.reassign", id=new_id(), room_id=room_id, to_account_id=to.person, reason=reason)


def reopen(room_id: UUID, reason: str = "") -> wire.ReopenCase:
    return wire.ReopenCase(type="case.reopen", id=new_id(), room_id=room_id, reason=reason)


def merge(room_id: UUID, other_id: UUID) -> merged.MergeCases:
    return merged.MergeCases(type="case.merge", id=new_id(), room_id=room_id, other_id=other_id)


def prioritise(room_id: UUID, priority: int, reason: str = "Svårare att svälja nu") -> wire.PrioritiseCase:
    return wire.PrioritiseCase(type="case.prioritise", id=new_id(), room_id=room_id, priority=priority, reason=reason)


def hide(room_id: UUID, file_id: UUID, reason: wire.HideReason = "wrong_person") -> wire.HideFile:
    text = "Bilden är på någon annan"
    return wire.HideFile(type="file.hide", id=new_id(), room_id=room_id, file_id=file_id, reason=reason, text=text)


def conclude(room_id: UUID) -> wire.ConcludeCase:
    return wire.ConcludeCase(
        type="case.conclude",
        id=new_id(),
        room_id=room_id,
        outcome="advice_given",
        text="Drick mycket och vila.",
        seek_care="Om du får svårt att andas.",
    )


def phrase(abbreviation: str = "hals", *, library: wire.PhraseLibrary = "own", **changes: Any) -> wire.SavePhrase:
    given: dict[str, Any] = {
        "save_id": new_id(),
        "library": library,
        "abbreviation": abbreviation,
        "title": {"sv": "Ont i halsen", "en": "Sore throat"},
        "text": {"sv": "Vila till [dag], {resident_first_name}.", "en": "Rest until [day], {resident_first_name}."},
        "based_on": 0,
        "restores": None,
    }
    return wire.SavePhrase(**(given | changes))


# --- guests --------------------------------------------------------------------------------------------------------
def invitation(name: str = "Amira Said", **changes: Any) -> wire.InviteGuest:
    given: dict[str, Any] = {
        "id": new_id(),
        "name": name,
        "role": "interpreter",
        "language": "arabiska",
        "may_write": True,
        "may_call": False,
    }
    return wire.InviteGuest(**(given | changes))


def invited(host: Actor, case_id: UUID, **changes: Any) -> wire.GuestInvited:
    return guests.invite_guest(host, case_id, invitation(**changes))


def arrived(made: wire.GuestInvited) -> Actor:
    """The guest, in the waiting place."""
    account_id = arriving.arrive(made.guest.id, f"session of {new_id()}", None)
    login = Login.objects.get(account_id=account_id, ended_at=None)
    return Actor(kind=ActorKind.GUEST, account_id=account_id, login_id=login.id, name=made.guest.name)


def guest_in(host: Actor, case_id: UUID, **changes: Any) -> Actor:
    """A guest who has been let in."""
    made = invited(host, case_id, **changes)
    actor = arrived(made)
    guests.admit_guest(host, admit(case_id, made.guest.id))
    return actor


def admit(room_id: UUID, invitation_id: UUID) -> wire.AdmitGuest:
    return wire.AdmitGuest(type="guest.admit", id=new_id(), room_id=room_id, invitation_id=invitation_id)


def refuse(room_id: UUID, invitation_id: UUID) -> wire.RefuseGuest:
    return wire.RefuseGuest(type="guest.refuse", id=new_id(), room_id=room_id, invitation_id=invitation_id)


def withdraw(room_id: UUID, invitation_id: UUID) -> wire.WithdrawGuest:
    return wire.WithdrawGuest(type="guest.withdraw", id=new_id(), room_id=room_id, invitation_id=invitation_id)


# --- what there is -------------------------------------------------------------------------------------------------
def room(case_id: UUID) -> Room:
    return Room.objects.select_related("case").get(case_id=case_id)


def told(stream: str) -> list[str]:
    """The types of a stream's events, in order."""
    return [event.type for event in events.after({stream: 0})]


def everything() -> dict[str, int]:
    """How many rows there are of what an action writes: nothing may differ after a refusal."""
    counted = {
        "messages": Message,
        "events": Event,
        "receipts": CommandReceipt,
        "audit": AuditEntry,
        "phrases": PhraseVersion,
    }
    return {name: model._default_manager.count() for name, model in counted.items()}


def picture(room_id: UUID, uploader: Actor, state: str = "ready", **changes: Any) -> StoredFile:
    given: dict[str, Any] = {
        "owner_kind": "room",
        "owner_id": room_id,
        "uploader_id": uploader.person,
        "resident_id": room(room_id).case.resident_id,
        "state": state,
        "media_type": "image/jpeg",
        "width": 800,
        "height": 600,
        "received_at": clock.now(),
        "changed_at": clock.now(),
    }
    return StoredFile.objects.create(**(given | changes))


def send(actor: Actor, room_id: UUID, text: str = "Hej") -> int:
    """Sends and gives the place in the room stream."""
    sequence = messages.send_message(actor, say(room_id, text)).sequence
    if sequence is None:
        raise AssertionError("a message has a place")
    return sequence


def sent(actor: Actor, room_id: UUID, text: str = "Hej", **changes: Any) -> Message:
    """Sends and gives the message."""
    command = say(room_id, text, **changes)
    messages.send_message(actor, command)
    return Message.objects.get(room_id=room_id, client_message_id=command.client_message_id)
