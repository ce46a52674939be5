"""Every door of the house with what knocking at it means: who is let in, and what the others are told.

A route, command, opening or signal without a row here fails the matrix.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chatserver.core.ids import new_id
from rooms import wire as rooms
from rooms.wire import absences, callback, contacts, merged, overflow, withdrawal
from signaling import wire as calls
from tests.protocol.roles import GUESTS, RESIDENTS, STAFF, Things
from tests.protocol.told import (
    ANYBODY,
    GONE,
    IN,
    LEADER,
    NO_GUEST,
    NO_STAFF,
    NOT_ALLOWED,
    NOT_HOLDER,
    OWNER,
    SITTING_IN,
    UNIT,
    WRITER,
    WRITING_GUEST,
    Told,
    only,
)
from tests.signaling.calls import checked
from triage import wire as triage


# --- over HTTP -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Route:
    """`address` fills in the route; `told` is by role, and None for a door that needs no login."""

    told: Told | None
    address: Callable[[Things], str]
    body: Callable[[Things], Any] = field(default=lambda _things: {})


def _form(way: str, body: Any = None) -> Route:
    return Route(OWNER, lambda t: f"/intakes/{t.intake_id}{way}", lambda _t: {} if body is None else body)


def _at(told: Told | None, address: str, body: Any = None) -> Route:
    return Route(told, lambda _t: address, lambda _t: {} if body is None else body)


def _shared(readers: Told, writers: Told, callers: Told, pictures: Told, senders: Told) -> dict[tuple[str, str], Route]:
    return {
        ("GET", "/rooms/{room_id}/messages"): Route(readers, lambda t: f"/rooms/{t.room_id}/messages"),
        ("POST", "/search"): Route(
            readers, lambda _t: "/search", lambda t: {"words": "hej", "room_id": str(t.room_id)}
        ),
        ("POST", "/rooms/{room_id}/files"): Route(writers, lambda t: f"/rooms/{t.room_id}/files"),
        **{
            (method, "/rooms/{room_id}/uploads"): Route(told, lambda t: f"/rooms/{t.room_id}/uploads")
            for method, told in (("POST", writers), ("OPTIONS", dict.fromkeys(writers, IN)))
        },
        **{
            (method, "/rooms/{room_id}/uploads/{upload_id}"): Route(
                senders, lambda t: f"/rooms/{t.room_id}/uploads/{t.upload_id}"
            )
            for method in ("HEAD", "PATCH", "DELETE")
        },
        ("GET", "/files/{file_id}/state"): Route(pictures, lambda t: f"/files/{t.picture_id}/state"),
        ("GET", "/files/{file_id}"): Route(pictures, lambda t: f"/files/{t.picture_id}"),
        ("GET", "/ice"): Route(callers, lambda t: f"/ice?call_id={t.call_id}"),
    }


FORM = "/intakes/{uuidstr:intake_id}"
RESIDENT_ROUTES: Mapping[tuple[str, str], Route] = {
    ("GET", "/units"): _at(None, "/units"),
    ("GET", "/eid/providers"): _at(None, "/eid/providers"),
    ("POST", "/eid/{provider}/start"): _at(None, "/eid/test/start", {"return_to": "/"}),
    ("POST", "/eid/test/login"): _at(None, "/eid/test/login", {"person_id": "nobody"}),
    ("POST", "/logout"): _at(None, "/logout"),
    ("GET", "/me"): _at(ANYBODY, "/me"),
    ("GET", "/subjects"): _at(ANYBODY, "/subjects"),
    ("GET", "/cases"): _at(ANYBODY, "/cases"),
    ("GET", "/intakes"): _at(ANYBODY, "/intakes"),
    ("GET", "/intakes/reasons"): Route(
        {**OWNER, "other_guardian": IN}, lambda t: f"/intakes/reasons?subject_id={t.resident_id}"
    ),
    ("POST", "/intakes"): Route(
        {**OWNER, "other_guardian": IN},
        lambda _t: "/intakes",
        lambda t: {"reason_id": "chest_pain", "subject_id": str(t.resident_id)},
    ),
    ("GET", FORM): _form(""),
    ("DELETE", FORM): _form(""),
    ("PUT", FORM + "/answers/{question_id}"): _form("/answers/breathing", {"answer": "no"}),
    ("DELETE", FORM + "/answers/{question_id}"): _form("/answers/breathing"),
    ("GET", FORM + "/open-cases"): _form("/open-cases"),
    ("POST", FORM + "/submit"): _form("/submit", {"add_to_case_id": None}),
    ("POST", FORM + "/called-112"): _form("/called-112"),
    ("POST", FORM + "/answered-wrong"): _form("/answered-wrong", {"corrections": []}),
    ("POST", FORM + "/want-contact"): _form("/want-contact"),
    ("POST", FORM + "/files"): _form("/files"),
    ("POST", FORM + "/uploads"): _form("/uploads"),
    ("OPTIONS", FORM + "/uploads"): Route(ANYBODY, lambda t: f"/intakes/{t.intake_id}/uploads"),
    **{
        (method, FORM + "/uploads/{uuidstr:upload_id}"): Route(
            OWNER, lambda t: f"/intakes/{t.intake_id}/uploads/{t.form_upload_id}"
        )
        for method in ("HEAD", "PATCH", "DELETE")
    },
    ("GET", FORM + "/files/{uuidstr:file_id}/state"): Route(
        OWNER, lambda t: f"/intakes/{t.intake_id}/files/{t.form_picture_id}/state"
    ),
    ("GET", FORM + "/files/{uuidstr:file_id}"): Route(
        OWNER, lambda t: f"/intakes/{t.intake_id}/files/{t.form_picture_id}"
    ),
    ("GET", "/cases/{case_id}/waiting"): Route(OWNER, lambda t: f"/cases/{t.room_id}/waiting"),
    ("GET", "/cases/{case_id}/timeline"): Route(OWNER, lambda t: f"/cases/{t.room_id}/timeline"),
    ("POST", "/cases/{case_id}/check/servers"): Route(OWNER, lambda t: f"/cases/{t.room_id}/check/servers"),
    ("POST", "/cases/{case_id}/check/offer"): Route(
        OWNER,
        lambda t: f"/cases/{t.room_id}/check/offer",
        lambda _t: {"check_id": str(new_id()), "offer": "no offer"},
    ),
    ("POST", "/cases/{case_id}/check"): Route(
        OWNER, lambda t: f"/cases/{t.room_id}/check", lambda _t: checked().model_dump(mode="json")
    ),
    ("GET", "/intakes/of-case/{uuidstr:case_id}"): Route(OWNER, lambda t: f"/intakes/of-case/{t.room_id}"),
    ("GET", "/cases/{uuidstr:case_id}/transcript"): Route(OWNER, lambda t: f"/cases/{t.room_id}/transcript"),
    # Nothing was sent to anybody: the form does not exist.
    ("POST", "/intakes/of-form/{uuidstr:sent_form_id}"): _at(only(RESIDENTS), f"/intakes/of-form/{new_id()}"),
    ("GET", "/reach"): _at(ANYBODY, "/reach"),
    ("PUT", "/reach"): _at(ANYBODY, "/reach", {"ways": [], "quiet_begins": 0, "quiet_ends": 0, "opted_out": False}),
    ("POST", "/reach/devices"): _at(
        ANYBODY,
        "/reach/devices",
        {"endpoint": "https://fcm.googleapis.com/send/1", "p256dh": "B" * 87, "auth": "a" * 22},
    ),
    ("POST", "/reach/devices/remove"): _at(ANYBODY, "/reach/devices/remove", {"endpoint": "https://nowhere.example"}),
    ("POST", "/reach/addresses"): _at(ANYBODY, "/reach/addresses", {"way": "email", "address": "a@example.org"}),
    # A code of somebody else's address is nobody's.
    ("POST", "/reach/codes"): _at(
        only(RESIDENTS), "/reach/codes", {"confirmation_id": str(new_id()), "code": "123456"}
    ),
    ("DELETE", "/reach/addresses/{way}"): _at(ANYBODY, "/reach/addresses/email"),
    ("POST", "/reach/test/{uuidstr:wish_id}"): _at(ANYBODY, f"/reach/test/{new_id()}"),
    ("GET", "/notices/{notice_id}"): Route(OWNER, lambda t: f"/notices/{t.notice_id}"),
    **_shared(OWNER, OWNER, OWNER, OWNER, OWNER),
}
PHRASE = "/phrases/{phrase_id}"
SAVED = {
    "save_id": str(new_id()),
    "library": "own",
    "abbreviation": "hals",
    "title": {"sv": "Hals", "en": ""},
    "text": {"sv": "Vila.", "en": ""},
    "based_on": 1,
    "restores": None,
}
STAFF_ROUTES: Mapping[tuple[str, str], Route] = {
    ("POST", "/login"): _at(None, "/login", {"user_name": "nobody.at.all", "password": "x"}),
    ("POST", "/login/unit"): Route(None, lambda _t: "/login/unit", lambda t: {"unit_id": str(t.unit_id)}),
    ("POST", "/logout"): _at(None, "/logout"),
    ("GET", "/me"): _at(ANYBODY, "/me"),
    ("GET", "/loads"): _at(ANYBODY, "/loads"),
    ("GET", "/phrases"): _at(ANYBODY, "/phrases"),
    ("GET", "/phrases/revision"): _at(ANYBODY, "/phrases/revision"),
    ("GET", "/phrases/withdrawn"): _at(ANYBODY, "/phrases/withdrawn"),
    # Somebody's own phrase is nobody else's.
    ("GET", PHRASE + "/versions"): Route(only(STAFF, holder=IN), lambda t: f"/phrases/{t.phrase_id}/versions"),
    ("PUT", PHRASE): Route(only(STAFF, holder=IN), lambda t: f"/phrases/{t.phrase_id}", lambda _t: SAVED),
    ("POST", PHRASE + "/withdraw"): Route(
        only(STAFF, holder=IN),
        lambda t: f"/phrases/{t.phrase_id}/withdraw",
        lambda _t: {"save_id": str(new_id()), "based_on": 1},
    ),
    ("GET", "/cases/{uuidstr:case_id}/transcript"): Route(UNIT, lambda t: f"/cases/{t.room_id}/transcript?notes=true"),
    ("GET", "/rooms/{uuidstr:room_id}/follow-ups"): Route(UNIT, lambda t: f"/rooms/{t.room_id}/follow-ups"),
    ("GET", "/concluded"): _at(ANYBODY, "/concluded"),
    ("GET", "/closing"): _at(ANYBODY, "/closing"),
    ("GET", "/units"): _at(ANYBODY, "/units"),
    ("GET", "/overflow"): _at(ANYBODY, "/overflow"),
    # By role, at the unit that one chose at login; which unit it is, one cannot say.
    ("GET", "/unit/calls"): _at(LEADER, "/unit/calls"),
    ("PUT", "/unit/calls"): _at(LEADER, "/unit/calls", {"relay_only": False}),
    # Nobody is asked to take this case over; who is, reads it in `tests/rooms/test_transfers.py`.
    ("GET", "/cases/{case_id}/transfer"): Route(only(STAFF), lambda t: f"/cases/{t.room_id}/transfer"),
    ("GET", "/cases/{case_id}/reach"): Route(UNIT, lambda t: f"/cases/{t.room_id}/reach"),
    ("GET", "/rooms/{room_id}/messages/{message_id}/versions"): Route(
        UNIT, lambda t: f"/rooms/{t.room_id}/messages/{t.message_id}/versions"
    ),
    ("GET", "/cases/{case_id}/earlier"): Route(UNIT, lambda t: f"/cases/{t.room_id}/earlier"),
    ("GET", "/cases/{case_id}/calls"): Route(UNIT, lambda t: f"/cases/{t.room_id}/calls"),
    ("POST", "/cases/{case_id}/choice"): Route(
        UNIT, lambda t: f"/cases/{t.room_id}/choice", lambda _t: {"reason": "follow_up", "text": ""}
    ),
    ("POST", "/rooms/{room_id}/guests"): Route(
        WRITER,
        lambda t: f"/rooms/{t.room_id}/guests",
        lambda _t: {
            "id": str(new_id()),
            "name": "Amira Said",
            "role": "interpreter",
            "language": "arabiska",
            "may_write": True,
            "may_call": False,
        },
    ),
    ("PUT", "/people/{account_id}/competences"): Route(
        only(STAFF, supervisor=IN, holder=NOT_ALLOWED, colleague=NOT_ALLOWED, nurse_elsewhere=NOT_ALLOWED),
        lambda t: f"/people/{t.colleague_id}/competences",
        lambda _t: {"competences": ["diabetes"]},
    ),
    ("PUT", "/presence"): _at(ANYBODY, "/presence", {"declared": "away"}),
    # A picture that was uploaded and not sent is its writer's alone; who is no party of a call gets no relay.
    # What comes in parts is its sender's alone as well.
    **_shared(
        UNIT,
        WRITER,
        only(STAFF, holder=IN, supervisor=NOT_ALLOWED, colleague=NOT_ALLOWED),
        only(STAFF),
        {**WRITER, "holder": GONE},
    ),
}


GUEST_ROUTES: Mapping[tuple[str, str], Route] = {
    ("POST", "/look"): _at(None, "/look", {"token": "nothing"}),
    ("POST", "/enter"): _at(None, "/enter", {"key": {"token": "nothing"}, "promises": True}),
    # By the browser alone, since whoever is no guest any more is told why.
    ("GET", "/me"): _at(None, "/me"),
    ("POST", "/leave"): _at(dict.fromkeys(GUESTS, IN), "/leave"),
    ("GET", "/rooms/{room_id}/messages"): Route(SITTING_IN, lambda t: f"/rooms/{t.room_id}/messages"),
    # For those who may join calls.
    ("GET", "/ice"): Route(NO_GUEST, lambda t: f"/ice?call_id={t.call_id}"),
    # What was sent before they came in, or to nobody.
    ("GET", "/files/{file_id}"): Route(only(GUESTS), lambda t: f"/files/{t.picture_id}"),
}


# --- over the socket -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Knock:
    """`frame` are the fields of the command beside type and id."""

    told: Told
    frame: Callable[[Things], dict[str, Any]]


def _both(residents: Told, staff: Told, guests: Told = NO_GUEST) -> Told:
    return {**residents, **staff, **guests}


def _room(told: Told, **fields: Any) -> Knock:
    return Knock(told, lambda t: {"room_id": t.room_id, **fields})


def _call(told: Told, **fields: Any) -> Knock:
    return Knock(told, lambda t: {"room_id": t.room_id, "call_id": t.call_id, **fields})


def _message(told: Told, **fields: Any) -> Knock:
    return Knock(told, lambda t: {"room_id": t.room_id, "message_id": t.message_id, **fields})


NO_RESIDENT: Told = only(RESIDENTS, owner=NOT_ALLOWED)
PARTY: Told = only(STAFF, holder=IN)
COMMANDS: Mapping[type, Knock] = {
    rooms.SendMessage: Knock(
        _both(OWNER, WRITER, WRITING_GUEST),
        lambda t: {
            "room_id": t.room_id,
            "shown_room_id": t.room_id,
            "client_message_id": new_id(),
            "text": "Hej",
            "picture_id": None,
        },
    ),
    rooms.AdvanceReceipt: _room(_both(OWNER, WRITER, SITTING_IN), delivered=1, read=1),
    rooms.CorrectMessage: _message(
        _both({**OWNER, "owner": NOT_ALLOWED}, WRITER, {**NO_GUEST, "guest": GONE}), text="Hej igen"
    ),
    rooms.RedactMessage: _message(
        _both(NO_RESIDENT, {**UNIT, "colleague": NOT_HOLDER}), reason="wrong_person", explanation=""
    ),
    rooms.AddNote: _room(_both(NO_RESIDENT, UNIT), text="En anteckning"),
    rooms.ClaimCase: _room(_both(NO_RESIDENT, UNIT)),
    # Whoever was not asked is told that there is no such offer.
    rooms.AcceptOffer: Knock(_both(NO_RESIDENT, UNIT), lambda t: {"room_id": t.room_id, "offer_id": new_id()}),
    rooms.DeclineOffer: Knock(
        _both(NO_RESIDENT, UNIT), lambda t: {"room_id": t.room_id, "offer_id": new_id(), "reason": "busy"}
    ),
    # Johan is not here; whoever may not hand over is told so first. Nothing has been handed over to anybody.
    rooms.OfferTransfer: Knock(
        _both(NO_RESIDENT, WRITER),
        lambda t: {
            "room_id": t.room_id,
            "to_account_id": t.colleague_id,
            "profession": None,
            "summary": {"situation": "Halsont", "background": "", "assessment": "", "recommendation": "Undersök"},
        },
    ),
    **{
        kind: Knock(_both(NO_RESIDENT, told), lambda t: {"room_id": t.room_id, "transfer_id": new_id()})
        for kind, told in ((rooms.AcceptTransfer, UNIT), (rooms.WithdrawTransfer, WRITER))
    },
    rooms.DeclineTransfer: Knock(
        _both(NO_RESIDENT, UNIT), lambda t: {"room_id": t.room_id, "transfer_id": new_id(), "reason": "busy"}
    ),
    # No other unit may take it: whoever is of the unit is told so.
    overflow.TakeOverflow: _room(_both(NO_RESIDENT, UNIT)),
    # Nobody has been warned of anything: there is nothing to keep.
    rooms.KeepCase: _room(_both(NO_RESIDENT, WRITER)),
    rooms.AcknowledgeAlarm: _room(_both(NO_RESIDENT, UNIT)),
    rooms.SayWorse: _room(_both(OWNER, NO_STAFF)),
    callback.AskCallback: _room(_both(OWNER, NO_STAFF), phone="070-174 06 05", from_at=None, until_at=None),
    # Nobody asked to be called; whoever could go back or call is told so.
    callback.ForgoCallback: _room(_both(OWNER, NO_STAFF)),
    callback.BeginCallback: _room(_both(NO_RESIDENT, WRITER)),
    callback.EndCallback: _room(_both(NO_RESIDENT, WRITER), attempt_id=new_id(), outcome="reached"),
    withdrawal.WithdrawCase: _room(_both(OWNER, NO_STAFF), why="better", text=""),
    rooms.SettleReach: _room(_both(NO_RESIDENT, UNIT)),
    # Nobody is known not to answer: there is nothing to take on.
    absences.TakeAbsence: _room(_both(NO_RESIDENT, UNIT)),
    rooms.RecordAttempt: _room(_both(NO_RESIDENT, UNIT), outcome="no_answer"),
    rooms.ReleaseCase: _room(
        _both(NO_RESIDENT, only(STAFF, holder=IN, supervisor=IN, colleague=NOT_HOLDER)), reason=""
    ),
    rooms.ReassignCase: Knock(
        _both(NO_RESIDENT, only(STAFF, supervisor=IN, holder=NOT_ALLOWED, colleague=NOT_ALLOWED)),
        lambda t: {"room_id": t.room_id, "to_account_id": t.colleague_id, "reason": ""},
    ),
    rooms.ConcludeCase: _room(
        _both(NO_RESIDENT, WRITER), outcome="advice_given", text="Vila", seek_care="Om det blir värre"
    ),
    # Whoever has it is told that a case does not go on in itself.
    merged.MergeCases: Knock(_both(NO_RESIDENT, WRITER), lambda t: {"room_id": t.room_id, "other_id": t.room_id}),
    # The room is open: whoever could reopen it is told that there is nothing to reopen.
    rooms.ReopenCase: _room(_both(OWNER, UNIT), reason=""),
    rooms.PrioritiseCase: _room(
        _both(NO_RESIDENT, {**UNIT, "colleague": NOT_HOLDER}), priority=1, reason="Svårare att svälja"
    ),
    contacts.NameContact: Knock(
        _both(NO_RESIDENT, {**UNIT, "colleague": NOT_HOLDER}),
        lambda t: {"room_id": t.room_id, "account_id": t.colleague_id},
    ),
    triage.SendForm: _room(_both(NO_RESIDENT, WRITER), form_id="follow_up_today"),
    # No form was sent into the room.
    rooms.WithdrawForm: _room(_both(NO_RESIDENT, {**WRITER, "holder": GONE}), sent_form_id=new_id()),
    # Nothing of Anna's was sent: what lies unsent is its writer's alone.
    rooms.HideFile: Knock(
        _both(NO_RESIDENT, only(STAFF)),
        lambda t: {"room_id": t.room_id, "file_id": t.picture_id, "reason": "sensitive", "text": "Fel bild"},
    ),
    **{
        kind: Knock(_both(NO_RESIDENT, told), lambda t: {"room_id": t.room_id, "invitation_id": t.invitation_id})
        for kind, told in ((rooms.AdmitGuest, WRITER), (rooms.RefuseGuest, WRITER), (rooms.WithdrawGuest, UNIT))
    },
    rooms.ShortenNames: _room(_both(NO_RESIDENT, {**UNIT, "colleague": NOT_HOLDER}), shortened=True),
    rooms.CallColleague: _room(_both(NO_RESIDENT, WRITER)),
    rooms.IntroduceColleague: _room(_both(NO_RESIDENT, WRITER)),
    rooms.EndCompany: _room(_both(NO_RESIDENT, WRITER)),
    # Nobody asks: whoever may come is told so.
    rooms.ComeAsColleague: _room(_both(NO_RESIDENT, UNIT)),
    calls.StartCall: _room(_both(NO_RESIDENT, WRITER), peer_id=new_id(), video=False),
    calls.AcceptCall: _call(_both(OWNER, {**WRITER, "holder": NOT_ALLOWED}), peer_id=new_id()),
    calls.DeclineCall: _call(_both(OWNER, {**WRITER, "holder": NOT_ALLOWED})),
    calls.RejoinCall: _call(_both(only(RESIDENTS), PARTY), peer_id=new_id()),
    calls.ReportCall: _call(_both(only(RESIDENTS), PARTY), observed="connected"),
    # Whether they may join is said with each invitation.
    calls.JoinCall: _call(_both(NO_RESIDENT, NO_STAFF), peer_id=new_id()),
    calls.LeaveCall: _call(_both(NO_RESIDENT, NO_STAFF)),
    # Nobody of that name is in it.
    calls.RemoveFromCall: _call(_both(NO_RESIDENT, only(STAFF)), account_id=new_id()),
    calls.EndCall: _call(_both(OWNER, {**PARTY, "supervisor": NOT_ALLOWED, "colleague": NOT_ALLOWED})),
}
OPENS: Mapping[type, Knock] = {
    rooms.OpenRoom: _room(_both(OWNER, UNIT, SITTING_IN), cursors=None),
    rooms.OpenWorklist: Knock(
        _both(only(RESIDENTS), UNIT, only(GUESTS)), lambda t: {"unit_id": t.unit_id, "cursor": None}
    ),
}
CLOSES: Mapping[type, Knock] = {
    # Ends what the connection itself has open, and says nothing about anything else.
    rooms.CloseRoom: _room(ANYBODY),
    rooms.CloseWorklist: Knock(ANYBODY, lambda t: {"unit_id": t.unit_id}),
}
# To whoever has the room open; others could not open it. Descriptions and candidates are judged by their receiver.
SIGNALS: Mapping[type, Knock] = {
    rooms.Typing: _room(_both(OWNER, {**UNIT, "supervisor": NOT_ALLOWED, "colleague": NOT_ALLOWED}, WRITING_GUEST)),
    calls.Description: _call(_both(OWNER, UNIT), generation=0, offer=0, to_peer=new_id(), kind="offer", sdp="v=0"),
    calls.Candidate: _call(
        _both(OWNER, UNIT), generation=0, to_peer=new_id(), candidate=None, mid=None, line=None, ufrag=None
    ),
    calls.MediaState: _call(_both(OWNER, UNIT), to_peer=new_id(), sound=True, picture=False),
}
