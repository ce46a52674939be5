"""What has happened, by stream. An event and a later snapshot are built from the same parts (law 4)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import EventBody
from rooms.wire.parts import (
    AddedSummary,
    AlarmLine,
    ClosingCard,
    CopyOf,
    DocumentRef,
    FormLine,
    HelpCard,
    Participant,
    PictureRef,
    Quote,
    Receipt,
    Redacted,
    SentForm,
    Unreached,
)
from rooms.wire.reasons import OfferReason
from rooms.wire.snapshots import WorkItem
from rooms.wire.vocabulary import CustodyMove, HideReason, ReleaseReason


# --- events of the room stream -------------------------------------------------------------------------------------
class CaseQueued(EventBody):
    """The first event of a room."""

    type: Literal["case.queued"]
    state: Literal["waiting"]


class CaseClaimed(EventBody):
    type: Literal["case.claimed"]
    state: Literal["active"]
    holder: Participant
    # As in `CaseReassigned`.
    residents_call: bool | None = None


class OfferMade(EventBody):
    """Somebody has been asked about the case. Who it is stands on the work list."""

    type: Literal["offer.made"]
    state: Literal["offered"]


class OfferEnded(EventBody):
    """Declined, run out or withdrawn: the case waits where it waited."""

    type: Literal["offer.ended"]
    state: Literal["waiting"]


class CaseReleased(EventBody):
    type: Literal["case.released"]
    state: Literal["waiting"]
    reason: ReleaseReason


class CaseReassigned(EventBody):
    """By a supervisor, or taken over from whoever handed it over."""

    type: Literal["case.reassigned"]
    state: Literal["active"]
    holder: Participant
    # Not in what was told before cases were handed over.
    handed_over: bool = False
    # The unit that has the case now; null where it is the same unit as before.
    unit_name: str | None = None
    # Whether residents may call there. Not in everything that was told before units could change it.
    residents_call: bool | None = None


class CaseConcluded(EventBody):
    type: Literal["case.concluded"]
    state: Literal["concluded"]
    closing_card: ClosingCard
    # Not in what was told before cases could be reopened.
    reopen_until: datetime | None = None


class CaseReopened(EventBody):
    """The case waits again with its priority and arrival time; its closing card becomes an earlier one."""

    type: Literal["case.reopened"]
    state: Literal["waiting"]


class FormAdded(EventBody):
    """A form was added to the open case, instead of opening another about the same."""

    type: Literal["form.added"]
    form: FormLine


class FormSent(EventBody):
    """Staff ask something by a form; its card stands in the conversation."""

    type: Literal["form.sent"]
    form: SentForm


class FormChanged(EventBody):
    """The form was opened, answered or withdrawn, or the case was concluded before it was answered."""

    type: Literal["form.changed"]
    form: SentForm


class MessageSent(EventBody):
    """The sender has thereby delivered and read up to this sequence."""

    type: Literal["message.sent"]
    id: UUID
    client_message_id: UUID
    sender: Participant
    text: str
    picture: PictureRef | None
    document: DocumentRef | None = None
    # Not in what was told before messages could be answered one by one.
    reply_to: Quote | None = None
    copy_of: CopyOf | None = None

    def told(self) -> str:
        """Most messages are no document, answer none and copy none; of those it is not said, since each byte goes to
        everybody. Nothing else here or within has a default."""
        return self.model_dump_json(exclude_defaults=True)


class MessageCorrected(EventBody):
    """The author wrote it anew; author, time and place are the message's own, which stands at `message_sequence`.
    `line` is what replies quote now."""

    type: Literal["message.corrected"]
    message_id: UUID
    text: str
    line: str
    # Not in what was told before there were guests.
    message_sequence: int = 0


class MessageRedacted(EventBody):
    """Nobody is shown the message any more, nor what replies quote of it."""

    type: Literal["message.redacted"]
    message_id: UUID
    redacted: Redacted


class FileHidden(EventBody):
    """A picture or document of a message or a form is gone from view, for everybody."""

    type: Literal["file.hidden"]
    file_id: UUID
    reason: HideReason


class ReceiptAdvanced(EventBody):
    type: Literal["receipt.advanced"]
    receipt: Receipt


class HelpShown(EventBody):
    """The resident is shown where to call; the newest card takes the place of the one before."""

    type: Literal["help.shown"]
    card: HelpCard


# --- events of the staff stream ------------------------------------------------------------------------------------
class NoteAdded(EventBody):
    type: Literal["note.added"]
    id: UUID
    author: Participant
    text: str


class SummaryAdded(EventBody):
    """What the form that was added told."""

    type: Literal["summary.added"]
    added: AddedSummary


class AlarmRaised(EventBody):
    """Alarm words in what the resident wrote: new, or once more of the same."""

    type: Literal["alarm.raised"]
    alarm: AlarmLine


class AlarmAcknowledged(EventBody):
    """Somebody has opened the room or taken the case."""

    type: Literal["alarm.acknowledged"]
    alarm: AlarmLine


class ResidentUnreached(EventBody):
    """The resident has not been reached, or has been by now."""

    type: Literal["resident.unreached"]
    unreached: Unreached | None


class CustodyChanged(EventBody):
    """The staff's side of a move: why, by whom, and what the priority is after it."""

    type: Literal["custody.changed"]
    move: CustodyMove
    holder_name: str | None
    reason: str
    priority: int | None
    reasons: list[OfferReason] = []
    # After the move. Not in what was told before commands said under which custody they were given.
    epoch: int | None = None


# --- events of a work list -----------------------------------------------------------------------------------------
class CaseListed(EventBody):
    """A case is new on the list or has changed: its whole row."""

    type: Literal["case.listed"]
    item: WorkItem


class CaseUnlisted(EventBody):
    type: Literal["case.unlisted"]
    case_id: UUID
    # The unit that has the case now, where it has gone to another one.
    unit_name: str | None = None


class PresenceSetAway(EventBody):
    """Somebody let offers pass, and is asked about nothing until they declare something themselves."""

    type: Literal["presence.set_away"]
    account_id: UUID


class PresenceDeclared(EventBody):
    """Whoever was set away has declared something themselves."""

    type: Literal["presence.declared"]
    account_id: UUID
