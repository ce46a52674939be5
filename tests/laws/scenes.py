"""One scene for each action: what is there before it, and what it is called with.

A scene is set anew as often as it is asked for: an action is watched alone, repeated and at once with itself. An action
without a row here fails `tests/house/test_actions_have_scenes.py`.
"""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from chatserver.core import clock, sealing
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from people.competences import Asked
from people.eid.for_tests import EidForTests
from people.models import Account, AssignmentMode, Guardianship, Login
from rooms import wire
from rooms.actions.conclusion import conclude_case
from rooms.actions.phrases import save_phrase
from rooms.models import Lease, Presence, Room
from signaling.models import Call
from signaling.wire import SetUnitCalls
from tests.laws import (
    asked,
    called,
    closing,
    handed,
    in_calls,
    lent,
    merged,
    offered,
    reaching,
    said,
    stored,
    strangers,
    threatened,
    unheard,
    visitors,
    worsened,
)
from tests.people import world as people_world
from tests.rooms import contacts
from tests.rooms import world as rooms
from tests.rooms.world import World
from tests.signaling import calls
from tests.signaling.calls import Ringing
from tests.triage import forms
from triage.actions.answers import give_answer
from triage.wire import AnsweredWrong, CorrectedAnswer, StartIntake, SubmitIntake

# What the same call means a second time. "same": it is answered as before and writes nothing. "again": it is a new wish
# or a sign of life, and is carried out as one. "collides": its key is made for it alone, and the database refuses it. A
# code: it is refused. Neither of these two writes anything.
Twice = Literal["same", "again", "collides"] | ErrorCode
LONG_AGO = timedelta(days=400)
_numbers = itertools.count()


@dataclass(frozen=True)
class Scene:
    arguments: Callable[[World], tuple[Any, ...]]
    twice: Twice = "same"
    named: Mapping[str, Any] | None = None
    # Who calls it, where the action leaves a collision to its caller.
    caller: str | None = None


def case_in(arguments: tuple[Any, ...]) -> UUID | None:
    """The case that a call is about, if it is about one."""
    for one in arguments:
        found = getattr(one, "room_id", one)
        if isinstance(found, UUID) and Room.objects.filter(case_id=found).exists():
            return found
    return None


# --- people and files ------------------------------------------------------------------------------------------------
def somebody(world: World) -> Actor:
    """A resident who has not been here before, listed at the unit."""
    birth = date(1950, 1, 1) + timedelta(days=next(_numbers))
    account = people_world.resident(people_world.number_for(birth), "Britt", "Ek", listed=world.unit)
    return people_world.actor_for(account)


def logged_in(world: World, actor: Actor) -> Actor:
    at = world.unit if actor.is_staff else None
    login = people_world.logged_in(Account.objects.get(id=actor.person), at)
    return replace(actor, login_id=login.login_id)


def session_of(world: World) -> str:
    return people_world.logged_in(Account.objects.get(id=world.anna.person)).session_key


def old_login(world: World) -> tuple[()]:
    logged_in(world, world.anna)
    Login.objects.update(created_at=clock.now() - LONG_AGO, last_seen_at=clock.now() - LONG_AGO)
    return ()


def outgrown(world: World) -> tuple[()]:
    birth = date(2005, 1, 1) + timedelta(days=next(_numbers))
    child = people_world.resident(people_world.number_for(birth), "Alva", "Nyberg")
    Guardianship.objects.create(guardian_id=world.maria.person, child=child)
    return ()


def old_lease(world: World) -> tuple[()]:
    at = clock.now() - LONG_AGO
    Lease.objects.create(connection_id=new_id(), account_id=world.sara.person, unit_id=world.unit.id, expires_at=at)
    return ()


def unsealed(world: World) -> tuple[sealing.Links]:
    world.case()
    return (sealing.next_links(sealing.FAR_REACH),)


# --- rooms -----------------------------------------------------------------------------------------------------------
def concluded(world: World) -> UUID:
    case_id = world.held_case()
    conclude_case(world.sara, rooms.conclude(case_id))
    return case_id


def unread(world: World) -> tuple[Actor, wire.AdvanceReceipt]:
    case_id = world.held_case()
    sequence = rooms.send(world.sara, case_id)
    return world.anna, rooms.read_upto(case_id, sequence, sequence)


def abandoned(world: World) -> tuple[UUID]:
    case_id = world.held_case()
    Room.objects.filter(case_id=case_id).update(state_since=clock.now() - LONG_AGO)
    Lease.objects.all().delete()
    return (case_id,)


def transfer(world: World) -> tuple[Actor, wire.ReassignCase]:
    rooms.come_in(world.johan)
    return world.helena, rooms.reassign(world.held_case(), world.johan)


def undeclared(world: World) -> tuple[Actor, wire.SetPresence]:
    Presence.objects.all().delete()
    return world.sara, wire.SetPresence(declared="away")


def kept_phrase(world: World) -> tuple[Actor, UUID, wire.WithdrawPhrase]:
    phrase_id = new_id()
    save_phrase(world.sara, phrase_id, rooms.phrase(f"f{next(_numbers)}"))
    return world.sara, phrase_id, wire.WithdrawPhrase(save_id=new_id(), based_on=1)


def chosen(world: World) -> tuple[Actor, UUID, wire.MakeChoice]:
    johan = logged_in(world, world.johan)
    return johan, concluded(world), wire.MakeChoice(reason="follow_up", text="")


# --- calls -----------------------------------------------------------------------------------------------------------
def ringing(world: World) -> Ringing:
    return Ringing(world, world.held_case())


def rung_out(world: World) -> tuple[UUID, UUID]:
    call = ringing(world)
    Call.objects.filter(id=call.call_id).update(rings_until=clock.now() - LONG_AGO)
    return call.room_id, call.call_id


def silent(world: World) -> tuple[UUID, UUID]:
    call = ringing(world).established()
    long_ago = {field.name: clock.now() - LONG_AGO for field in Call._meta.fields if field.name.endswith("seen_at")}
    Call.objects.filter(id=call.call_id).update(**long_ago)
    return call.room_id, call.call_id


def moved_on(world: World) -> tuple[UUID]:
    call = ringing(world)
    Room.objects.filter(case_id=call.room_id).update(holder_id=world.johan.person)
    return (call.room_id,)


def call_of(world: World, command: Callable[[Ringing], Any], *, up: bool = False, by_caller: bool = False) -> Any:
    call = ringing(world)
    if up:
        call.established()
    return world.sara if by_caller else world.anna, command(call)


# --- forms -----------------------------------------------------------------------------------------------------------
def begun(world: World) -> tuple[Actor, UUID]:
    actor = somebody(world)
    return actor, forms.begin(actor)


def filled(world: World, add_to: UUID | None = None) -> tuple[Actor, UUID, SubmitIntake]:
    """Somebody whose throat needs a nurse; Anna when it is added to a case of hers."""
    actor = world.anna if add_to else somebody(world)
    intake_id = forms.begin(actor)
    forms.fill(actor, intake_id, throat_saliva="unknown")
    return actor, intake_id, SubmitIntake(add_to_case_id=add_to)


def emergency(world: World) -> tuple[Actor, UUID]:
    actor, intake_id = begun(world)
    give_answer(actor, intake_id, "breathing", "yes")
    return actor, intake_id


def answered(world: World) -> tuple[Actor, UUID, str]:
    actor, intake_id = begun(world)
    give_answer(actor, intake_id, "breathing", "no")
    return actor, intake_id, "breathing"


def cared_for(world: World) -> tuple[Actor, UUID]:
    actor = somebody(world)
    return actor, forms.submitted(actor).id


DENIED = AnsweredWrong(corrections=[CorrectedAnswer(question_id="breathing", answer="no")])

SCENES: Mapping[str, Scene] = {
    # --- rooms
    "rooms.actions.messages.send_message": Scene(lambda w: (w.anna, rooms.say(w.held_case()))),
    "rooms.actions.messages.send_message, with alarm words": Scene(
        lambda w: (w.anna, rooms.say(w.held_case(), "Jag vill dö"))
    ),
    "rooms.actions.alarms.acknowledge_alarm": Scene(said.alarmed),
    "rooms.actions.messages.advance_receipt": Scene(unread),
    "rooms.actions.messages.send_message, a reply": Scene(said.reply),
    "rooms.actions.messages.send_message, a marked copy": Scene(said.marked_copy),
    "rooms.actions.amending.correct_message": Scene(said.corrected),
    "rooms.actions.amending.correct_message, after it was answered": Scene(lambda w: said.corrected(w, answered=True)),
    "rooms.actions.amending.correct_message, with alarm words": Scene(said.corrected_to_alarm),
    "rooms.actions.amending.redact_message": Scene(said.redacted),
    "rooms.actions.amending.redact_message, after it was corrected": Scene(said.redacted_correction),
    "rooms.actions.notes.add_note": Scene(lambda w: (w.sara, rooms.note(w.held_case()))),
    "rooms.actions.custody.claim_case": Scene(lambda w: (w.sara, rooms.claim(w.case()))),
    "rooms.actions.custody.release_case": Scene(lambda w: (w.sara, rooms.release(w.held_case()))),
    "rooms.actions.custody.reassign_case": Scene(transfer),
    "rooms.actions.custody.release_if_away": Scene(abandoned, "again"),
    "rooms.actions.conclusion.conclude_case": Scene(lambda w: (w.sara, rooms.conclude(w.held_case()))),
    "rooms.actions.reopening.reopen_case": Scene(lambda w: (w.anna, rooms.reopen(concluded(w)))),
    "rooms.actions.priority.prioritise_case": Scene(lambda w: (w.sara, rooms.prioritise(w.held_case(), 1))),
    "rooms.actions.conclusion.conclude_case, with a form unanswered": Scene(asked.left_unanswered),
    "rooms.actions.sent_forms.withdraw_form": Scene(asked.to_withdraw),
    "rooms.actions.hiding.hide_file": Scene(said.shown_picture),
    "rooms.actions.hiding.hide_file, of a form": Scene(said.form_picture),
    "rooms.actions.choice.make_choice": Scene(chosen),
    "rooms.actions.phrases.save_phrase": Scene(lambda w: (w.sara, new_id(), rooms.phrase(f"f{next(_numbers)}"))),
    "rooms.actions.phrases.withdraw_phrase": Scene(kept_phrase),
    "rooms.actions.presence.renew_lease": Scene(lambda w: (w.sara, new_id())),
    "rooms.actions.presence.renew_leases": Scene(lambda w: ([(w.johan, new_id()), (w.sara, new_id())],)),
    "rooms.actions.together.carrying.carry_out": Scene(lambda w: ([(w.sara, rooms.say(w.held_case()))],)),
    "rooms.actions.presence.set_presence": Scene(undeclared, "again"),
    "rooms.actions.presence.forget_expired_leases": Scene(old_lease),
    **{name: Scene(arguments) for name, arguments in threatened.SCENES.items()},
    **{name: Scene(arguments) for name, arguments in called.SCENES.items()},
    **{name: Scene(arguments, "again") for name, arguments in closing.SCENES.items()},
    **{name: Scene(arguments, twice) for name, (arguments, twice) in offered.SCENES.items()},
    **{name: Scene(arguments, twice) for name, (arguments, twice) in handed.SCENES.items()},
    **{name: Scene(arguments, twice) for name, (arguments, twice) in lent.SCENES.items()},
    **{name: Scene(arguments) for name, arguments in merged.SCENES.items()},
    **{name: Scene(arguments) for name, arguments in contacts.SCENES.items()},
    **{name: Scene(arguments, twice) for name, (arguments, twice) in unheard.SCENES.items()},
    # --- guests
    "rooms.actions.guests.invite_guest": Scene(visitors.inviting),
    "rooms.actions.guests.admit_guest": Scene(visitors.admitting),
    "rooms.actions.guests.refuse_guest": Scene(visitors.refusing),
    "rooms.actions.guests.withdraw_guest": Scene(visitors.showing_out),
    "rooms.actions.arriving.try_code": Scene(visitors.guessing),
    "rooms.actions.arriving.arrive": Scene(visitors.knocking, ErrorCode.INVITATION_USED),
    "rooms.actions.arriving.leave_room": Scene(visitors.leaving),
    "rooms.actions.arriving.end_if_expired": Scene(visitors.overdue, "again"),
    "rooms.actions.messages.send_message, by a guest": Scene(visitors.writing),
    "rooms.actions.conclusion.conclude_case, with guests": Scene(visitors.concluding),
    # --- calls
    "signaling.actions.parties.start_call": Scene(lambda w: (w.sara, calls.start(w.held_case(), new_id()))),
    "signaling.actions.parties.accept_call": Scene(
        lambda w: call_of(w, lambda c: calls.accept(c.room_id, c.call_id, c.callee_peer))
    ),
    "signaling.actions.parties.decline_call": Scene(
        lambda w: call_of(w, lambda c: calls.decline(c.room_id, c.call_id))
    ),
    "signaling.actions.parties.rejoin_call": Scene(
        lambda w: call_of(w, lambda c: calls.rejoin(c.room_id, c.call_id, new_id()), up=True)
    ),
    "signaling.actions.parties.end_call": Scene(
        lambda w: call_of(w, lambda c: calls.end(c.room_id, c.call_id), up=True, by_caller=True)
    ),
    "signaling.actions.members.join_call": Scene(in_calls.joining),
    "signaling.actions.members.leave_call": Scene(in_calls.leaving_call),
    "signaling.actions.members.remove_from_call": Scene(in_calls.removing),
    "signaling.actions.members.settle_members": Scene(in_calls.out_of_right, "again"),
    "signaling.actions.checks.keep_check": Scene(lambda w: (w.anna, w.held_case(), calls.checked())),
    "signaling.actions.observations.report_call": Scene(
        lambda w: call_of(w, lambda c: calls.report(c.room_id, c.call_id, "lost"), up=True)
    ),
    "signaling.actions.observations.miss_call": Scene(rung_out, "again"),
    "signaling.actions.observations.judge_silence": Scene(silent, "again"),
    "signaling.actions.custody.end_if_room_moved_on": Scene(moved_on, "again"),
    "signaling.actions.units.set_unit_calls": Scene(lambda w: (w.helena, SetUnitCalls(relay_only=False))),
    "signaling.actions.units.set_unit_calls, away from the relay": Scene(in_calls.relayed),
    "signaling.actions.units.set_unit_calls, residents call": Scene(in_calls.rung),
    # --- forms
    "triage.actions.answers.start_intake": Scene(
        lambda w: ((a := somebody(w)), StartIntake(reason_id="sore_throat", subject_id=a.person))
    ),
    "triage.actions.answers.give_answer": Scene(lambda w: (*begun(w), "breathing", "no")),
    "triage.actions.answers.give_answer, a red flag in a form that was sent": Scene(
        lambda w: (*asked.opened(w), "breathing", "yes"), ErrorCode.INTAKE_CLOSED
    ),
    "triage.actions.answers.withdraw_answer": Scene(answered),
    "triage.actions.answers.abandon_intake": Scene(begun),
    "triage.actions.outcomes.submit_intake": Scene(filled),
    "triage.actions.outcomes.submit_intake, added to a case": Scene(lambda w: filled(w, w.held_case())),
    "triage.actions.outcomes.submit_intake, of a form that was sent": Scene(asked.filled),
    "triage.actions.follow_ups.send_form": Scene(lambda w: (w.sara, asked.send(w.held_case()))),
    "triage.actions.follow_ups.open_form": Scene(lambda w: (w.anna, asked.sent(w, w.held_case()))),
    "triage.actions.outcomes.called_112": Scene(emergency),
    "triage.actions.outcomes.answered_wrong": Scene(lambda w: (*emergency(w), DENIED)),
    "triage.actions.outcomes.want_contact": Scene(cared_for),
    # --- worse
    "triage.actions.worse.say_worse": Scene(worsened.waiting),
    "triage.actions.worse.say_worse, to the one who has the case": Scene(worsened.held),
    "triage.actions.worse.say_worse, about a case without a form of ours": Scene(worsened.without_a_form),
    "triage.actions.answers.give_answer, the last red flag": Scene(worsened.nearly_answered, ErrorCode.INTAKE_CLOSED),
    "triage.actions.answers.give_answer, a red flag that is hit now": Scene(
        lambda w: (*worsened.asked_again(w), "breathing", "yes"), ErrorCode.INTAKE_CLOSED
    ),
    # --- people
    "people.actions.accounts._found_or_made": Scene(
        lambda _w: (strangers.stranger(),), caller="people.actions.accounts.resident_for"
    ),
    "people.actions.accounts.lock_account": Scene(lambda w: (SYSTEM, logged_in(w, w.sara).person), "again"),
    "people.actions.accounts.unlock_account": Scene(lambda w: (SYSTEM, w.sara.person), "again"),
    "people.actions.accounts.set_roles": Scene(
        lambda w: (SYSTEM, logged_in(w, w.sara).person, w.unit.id),
        "again",
        {"supervisor": True, "administrator": False},
    ),
    "people.actions.units.set_assignment": Scene(lambda w: (SYSTEM, w.unit.id, AssignmentMode.OFFER), "again"),
    "people.actions.units.set_round_the_clock": Scene(lambda w: (SYSTEM, w.unit.id, None), "again"),
    "people.actions.units.set_competence_rule": Scene(
        lambda w: (SYSTEM, w.unit.id, "sore_throat", Asked("diabetes", 50)), "again"
    ),
    "people.actions.units.set_competences": Scene(lambda w: (w.helena, w.unit.id, w.sara.person, ["diabetes"])),
    "people.actions.units.set_overflow": Scene(lambda w: (SYSTEM, w.unit.id, None), "again"),
    "people.actions.passwords.reserve_attempt": Scene(lambda _w: (strangers.keys(),), "again"),
    "people.actions.passwords.forgive_attempt": Scene(lambda _w: (strangers.counted_keys(),), "again"),
    "people.actions.passwords.forget_attempts": Scene(lambda _w: strangers.old_attempt(), "again"),
    "people.actions.logins.log_in_resident": Scene(
        lambda w: (w.anna.person, f"session {next(_numbers)}", None), "collides"
    ),
    "people.actions.logins.log_in_staff": Scene(
        lambda w: (w.sara.person, w.unit.id, f"session {next(_numbers)}", None), "collides"
    ),
    "people.actions.logins.log_out": Scene(lambda w: (logged_in(w, w.anna),)),
    "people.actions.logins.end_login_of_session": Scene(lambda w: (session_of(w),)),
    "people.actions.logins.end_overdue_logins": Scene(old_login, "again"),
    "people.actions.guardianships.close_outgrown": Scene(outgrown, "again"),
    "people.actions.eid.start_order": Scene(lambda _w: (EidForTests("test"), "a session", "/"), "again"),
    "people.actions.eid._use_order": Scene(lambda _w: strangers.order(), ErrorCode.LOGIN_REFUSED),
    "people.actions.eid.forget_orders": Scene(lambda _w: strangers.old_order(), "again"),
    # --- notices, and how people are reached
    "people.actions.notices.take": Scene(reaching.taking, "again"),
    "people.actions.notices.record": Scene(reaching.sent),
    "people.actions.notices.record, what was refused": Scene(reaching.refused),
    "people.actions.notices.report_failure": Scene(reaching.came_back, "again"),
    "people.actions.notices.keep_letter": Scene(lambda _w: reaching.letter()),
    "people.actions.notices.forget_notices": Scene(reaching.old_notice, "again"),
    "people.actions.reach.choose_reach": Scene(reaching.chosen, "again"),
    "people.actions.reach.add_device": Scene(lambda w: (w.anna, reaching.device()), "again"),
    "people.actions.reach.remove_device": Scene(reaching.added),
    "people.actions.reach.confirm_address": Scene(reaching.asked, "again"),
    "people.actions.reach._judged": Scene(reaching.code),
    "people.actions.reach._judged, a wrong code": Scene(lambda w: reaching.code(w, wrong=True), "again"),
    "people.actions.reach.remove_address": Scene(lambda w: (w.anna, "email"), "again"),
    "people.actions.reach.send_test": Scene(lambda w: (w.anna, new_id())),
    "people.actions.reach.forget_confirmations": Scene(reaching.old_confirmation, "again"),
    "rooms.actions.reaching.look_again": Scene(reaching.unread, "again"),
    "rooms.actions.reaching.settle_reach": Scene(reaching.to_settle),
    # --- the core
    **{name: Scene(arguments, twice) for name, (arguments, twice) in stored.SCENES.items()},
    "chatserver.core.sealing.chain": Scene(unsealed, "again"),
}
