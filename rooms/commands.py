"""What rooms answer on the socket. `streams` names all that an opening may give; `fetch` gives cursors for what this
actor may have, and the gateway follows no other."""

from chatserver.core.actor import Actor
from chatserver.core.commands import CommandTable, Open
from rooms import relay, wire
from rooms.actions import (
    absences,
    alarms,
    amending,
    attempts,
    callback,
    conclusion,
    contacts,
    custody,
    guests,
    hiding,
    merging,
    messages,
    notes,
    offers,
    overflow,
    priority,
    reaching,
    reopening,
    sent_forms,
    silences,
    threats,
    together,
    transfers,
    withdrawal,
)
from rooms.queries import resuming, rooms, worklist
from rooms.streams import room_stream, staff_stream, worklist_stream
from rooms.wire import merged
from rooms.wire.absences import TakeAbsence
from rooms.wire.callback import AskCallback, BeginCallback, EndCallback, ForgoCallback
from rooms.wire.contacts import NameContact
from rooms.wire.overflow import TakeOverflow
from rooms.wire.withdrawal import WithdrawCase


def _room_streams(actor: Actor, command: wire.OpenRoom) -> list[str]:
    """Whoever is not staff is never let into a staff stream, so none is asked for."""
    both = _both_streams(command)
    return both if actor.is_staff else both[:1]


def _both_streams(command: wire.OpenRoom | wire.CloseRoom) -> list[str]:
    return [room_stream(command.room_id), staff_stream(command.room_id)]


def _worklist_streams(command: wire.OpenWorklist | wire.CloseWorklist) -> list[str]:
    return [worklist_stream(command.unit_id)]


TABLE = CommandTable(
    commands={
        wire.SendMessage: messages.send_message,
        wire.CorrectMessage: amending.correct_message,
        wire.RedactMessage: amending.redact_message,
        wire.AdvanceReceipt: messages.advance_receipt,
        wire.AddNote: notes.add_note,
        wire.ClaimCase: custody.claim_case,
        wire.AcceptOffer: offers.accept_offer,
        wire.DeclineOffer: offers.decline_offer,
        wire.ReleaseCase: custody.release_case,
        wire.ReassignCase: custody.reassign_case,
        wire.OfferTransfer: transfers.offer_transfer,
        wire.AcceptTransfer: transfers.accept_transfer,
        wire.DeclineTransfer: transfers.decline_transfer,
        wire.WithdrawTransfer: transfers.withdraw_transfer,
        TakeOverflow: overflow.take_overflow,
        wire.ConcludeCase: conclusion.conclude_case,
        merged.MergeCases: merging.merge_cases,
        wire.ReopenCase: reopening.reopen_case,
        wire.KeepCase: silences.keep_case,
        wire.PrioritiseCase: priority.prioritise_case,
        NameContact: contacts.name_contact,
        wire.AcknowledgeAlarm: alarms.acknowledge_alarm,
        wire.SettleReach: reaching.settle_reach,
        wire.RecordAttempt: attempts.record_attempt,
        TakeAbsence: absences.take_absence,
        wire.HideFile: hiding.hide_file,
        wire.AdmitGuest: guests.admit_guest,
        wire.RefuseGuest: guests.refuse_guest,
        wire.WithdrawGuest: guests.withdraw_guest,
        wire.WithdrawForm: sent_forms.withdraw_form,
        wire.ShortenNames: threats.shorten_names,
        wire.CallColleague: threats.call_colleague,
        wire.ComeAsColleague: threats.come_as_colleague,
        wire.IntroduceColleague: threats.introduce_colleague,
        wire.EndCompany: threats.end_company,
        AskCallback: callback.ask_callback,
        ForgoCallback: callback.forgo_callback,
        BeginCallback: callback.begin_callback,
        EndCallback: callback.end_callback,
        WithdrawCase: withdrawal.withdraw_case,
    },
    opens={
        wire.OpenRoom: Open(streams=_room_streams, fetch=rooms.open_room, fetch_all=resuming.resume_rooms),
        wire.OpenWorklist: Open(
            streams=lambda _actor, command: _worklist_streams(command), fetch=worklist.open_worklist
        ),
    },
    closes={wire.CloseRoom: _both_streams, wire.CloseWorklist: _worklist_streams},
    signals={wire.Typing: relay.show_typing},
    together=together.TOGETHER,
)
