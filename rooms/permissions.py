"""Who may do what in which state: one table, tested cell by cell. Pure; `rooms.policy` finds out the relation."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from rooms.lifecycle import OPEN_STATES, QUEUED_STATES, CaseState


class Relation(StrEnum):
    """What somebody is to a case. Staff can be several: a supervisor is a colleague, and may be responsible."""

    RESIDENT = "resident"
    GUARDIAN = "guardian"
    RESPONSIBLE = "responsible"
    COLLEAGUE = "colleague"
    SUPERVISOR = "supervisor"
    # Came when somebody asked for company.
    COMPANION = "companion"
    # Of the other unit that is asked to take the case over, while it is.
    ASKED = "asked"
    # Of the other unit whose people may take the case while it waits.
    HELPING = "helping"
    CHOSEN = "chosen"
    GUEST = "guest"
    WRITING_GUEST = "writing_guest"
    CALLING_GUEST = "calling_guest"
    SYSTEM = "system"


class Permission(StrEnum):
    READ = "read"
    # From their own entry on: what a guest may. No query of anybody else asks for it.
    SIT_IN = "sit_in"
    READ_STAFF = "read_staff"
    ACKNOWLEDGE = "acknowledge"
    SEND = "send"
    CALL = "call"
    JOIN_CALL = "join_call"
    CHECK = "check"
    REDACT = "redact"
    NOTE = "note"
    CLAIM = "claim"
    ANSWER_OFFER = "answer_offer"
    READ_TRANSFER = "read_transfer"
    RELEASE = "release"
    REASSIGN = "reassign"
    HAND_OVER = "hand_over"
    KEEP = "keep"
    CONCLUDE = "conclude"
    MERGE = "merge"
    REOPEN = "reopen"
    PRIORITISE = "prioritise"
    NAME_CONTACT = "name_contact"
    HIDE = "hide"
    ADD_FORM = "add_form"
    SEND_FORM = "send_form"
    ACKNOWLEDGE_ALARM = "acknowledge_alarm"
    SETTLE_REACH = "settle_reach"
    RECORD_ATTEMPT = "record_attempt"
    SEEK = "seek"
    INVITE = "invite"
    SHOW_OUT = "show_out"
    SHORTEN_NAMES = "shorten_names"
    CALL_COLLEAGUE = "call_colleague"
    COME = "come"
    INTRODUCE = "introduce"
    END_COMPANY = "end_company"
    ASK_CALLBACK = "ask_callback"
    CALL_BACK = "call_back"
    WITHDRAW = "withdraw"


# A choice is for a working day; whoever concluded looks back at it without one until the next.
CHOICE_SECONDS = 12 * 3600
AFTERWARDS_SECONDS = 24 * 3600
CHOICE_STANDS = timedelta(seconds=CHOICE_SECONDS)
AFTERWARDS = timedelta(seconds=AFTERWARDS_SECONDS)

States = frozenset[CaseState]

EVERY_STATE: States = frozenset(CaseState)
KEPT_STATES: States = OPEN_STATES | {CaseState.CONCLUDED}
HANDS_ON_STATES: States = frozenset({CaseState.ACTIVE, CaseState.PAUSED})
WAITING_STATE: States = frozenset({CaseState.WAITING})
ACTIVE_STATE: States = frozenset({CaseState.ACTIVE})
CONCLUDED_STATE: States = frozenset({CaseState.CONCLUDED})

# Reading and acknowledging outlast the conclusion: the resident's unread count must be able to fall. Leaving a call
# asks for no more than reading, since the case may have been released while it went on.
_RESIDENT: Mapping[Permission, States] = {
    Permission.READ: EVERY_STATE,
    Permission.ACKNOWLEDGE: EVERY_STATE,
    Permission.SEND: OPEN_STATES,
    Permission.ADD_FORM: OPEN_STATES,
    Permission.CALL: ACTIVE_STATE,
    # While one waits for a call: whether the network will carry it.
    Permission.CHECK: OPEN_STATES,
    Permission.REOPEN: CONCLUDED_STATE,
    # Also from whoever has the case, after a wrong number.
    Permission.ASK_CALLBACK: QUEUED_STATES | ACTIVE_STATE,
    # Whoever has the case is told in the conversation.
    Permission.WITHDRAW: QUEUED_STATES,
}

TABLE: Mapping[Relation, Mapping[Permission, States]] = {
    Relation.RESIDENT: _RESIDENT,
    Relation.GUARDIAN: _RESIDENT,
    Relation.RESPONSIBLE: {
        Permission.READ: KEPT_STATES,
        Permission.READ_STAFF: KEPT_STATES,
        Permission.ACKNOWLEDGE: KEPT_STATES,
        Permission.SEND: HANDS_ON_STATES,
        Permission.SEND_FORM: HANDS_ON_STATES,
        # What concerns somebody else is often found when the case is over.
        Permission.REDACT: KEPT_STATES,
        Permission.CALL: ACTIVE_STATE,
        Permission.RELEASE: HANDS_ON_STATES,
        Permission.HAND_OVER: ACTIVE_STATE,
        # Against going back because of silence.
        Permission.KEEP: ACTIVE_STATE,
        Permission.PRIORITISE: HANDS_ON_STATES,
        Permission.NAME_CONTACT: HANDS_ON_STATES,
        Permission.CONCLUDE: HANDS_ON_STATES,
        Permission.MERGE: HANDS_ON_STATES,
        Permission.HIDE: KEPT_STATES,
        Permission.REOPEN: CONCLUDED_STATE,
        Permission.ACKNOWLEDGE_ALARM: HANDS_ON_STATES,
        Permission.SETTLE_REACH: HANDS_ON_STATES,
        Permission.RECORD_ATTEMPT: HANDS_ON_STATES,
        Permission.SEEK: HANDS_ON_STATES,
        # Whoever answers for the conversation decides who is in it.
        Permission.INVITE: HANDS_ON_STATES,
        Permission.SHOW_OUT: OPEN_STATES,
        # What was said stays readable afterwards.
        Permission.SHORTEN_NAMES: KEPT_STATES,
        Permission.CALL_COLLEAGUE: HANDS_ON_STATES,
        Permission.INTRODUCE: HANDS_ON_STATES,
        Permission.END_COMPANY: HANDS_ON_STATES,
        Permission.CALL_BACK: ACTIVE_STATE,
    },
    # A colleague may try to claim what somebody just took: the answer is who has it, not that it does not exist.
    # Whoever reopens must be able to read as well, so a colleague makes an active choice before.
    Relation.COLLEAGUE: {
        Permission.READ: OPEN_STATES,
        Permission.READ_STAFF: OPEN_STATES,
        Permission.NOTE: OPEN_STATES,
        # Whoever of the unit sees it first: the wrong person's picture cannot wait for the one responsible.
        Permission.HIDE: OPEN_STATES,
        Permission.CLAIM: OPEN_STATES,
        # Whoever answers too late is told so, and by whom the case was taken.
        Permission.ANSWER_OFFER: OPEN_STATES,
        Permission.READ_TRANSFER: OPEN_STATES,
        Permission.REOPEN: CONCLUDED_STATE,
        Permission.ACKNOWLEDGE_ALARM: OPEN_STATES,
        # Whoever of the unit has rung the resident.
        Permission.SETTLE_REACH: OPEN_STATES,
        Permission.RECORD_ATTEMPT: OPEN_STATES,
        Permission.SEEK: OPEN_STATES,
        # A guest may be in a room that nobody is responsible for any more.
        Permission.SHOW_OUT: OPEN_STATES,
        # Whoever of the unit is free: the first one who answers.
        Permission.COME: HANDS_ON_STATES,
    },
    # Reads along as any colleague, until either of the two ends it; nothing that residents hear of.
    Relation.COMPANION: {
        Permission.READ: OPEN_STATES,
        Permission.READ_STAFF: OPEN_STATES,
        Permission.NOTE: OPEN_STATES,
        Permission.END_COMPANY: OPEN_STATES,
    },
    # They decide by the summary. The case is another unit's until one of them has taken it.
    Relation.ASKED: {
        Permission.ANSWER_OFFER: ACTIVE_STATE,
        Permission.READ_TRANSFER: ACTIVE_STATE,
    },
    # By the row on their list. The case is another unit's until one of them has taken it.
    Relation.HELPING: {Permission.ANSWER_OFFER: WAITING_STATE},
    Relation.SUPERVISOR: {
        Permission.READ: KEPT_STATES,
        Permission.READ_STAFF: KEPT_STATES,
        Permission.REDACT: KEPT_STATES,
        Permission.REASSIGN: OPEN_STATES,
        # Whoever gave a case away may put it back where it was, also where that was the queue.
        Permission.RELEASE: HANDS_ON_STATES,
        Permission.PRIORITISE: OPEN_STATES,
        Permission.NAME_CONTACT: OPEN_STATES,
        Permission.SHOW_OUT: OPEN_STATES,
        Permission.HIDE: KEPT_STATES,
        Permission.REOPEN: CONCLUDED_STATE,
        Permission.SHORTEN_NAMES: KEPT_STATES,
    },
    # By an active choice with a reason, at this login: reading, and nothing more.
    Relation.CHOSEN: {
        Permission.READ: KEPT_STATES,
        Permission.READ_STAFF: KEPT_STATES,
    },
    # One room, from their admission on, until it ends; nothing outlasts it. Writing and joining calls
    # are given to each guest by itself.
    Relation.GUEST: {
        Permission.SIT_IN: OPEN_STATES,
        Permission.ACKNOWLEDGE: OPEN_STATES,
    },
    Relation.WRITING_GUEST: {Permission.SEND: OPEN_STATES},
    # A call that goes on, not one of their own.
    Relation.CALLING_GUEST: {Permission.JOIN_CALL: OPEN_STATES},
    # Takes back cases whose holder is away, ends calls of rooms that have moved on, says nothing in anybody's name.
    Relation.SYSTEM: {
        Permission.READ: EVERY_STATE,
        Permission.READ_STAFF: EVERY_STATE,
        Permission.RELEASE: HANDS_ON_STATES,
    },
}

# What staff may do by having the case, and no colleague may: a command for it says under which custody it was given.
# How far one has read stays true whoever has it.
BY_TENURE = TABLE[Relation.RESPONSIBLE].keys() - TABLE[Relation.COLLEAGUE].keys() - {Permission.ACKNOWLEDGE}


def allowed(relations: Iterable[Relation], permission: Permission, state: CaseState) -> bool:
    """True if any of the relations grants the permission in this state."""
    return any(state in TABLE[relation].get(permission, ()) for relation in relations)


def ever_allowed(relations: Iterable[Relation], permission: Permission) -> bool:
    return any(permission in TABLE[relation] for relation in relations)
