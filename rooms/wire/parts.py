"""The parts that snapshots and events of a room are made of."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Localized, Wire
from rooms.wire.attempts import AttemptLine
from rooms.wire.callback import CalledLine, RoomCallback, StaffCallback
from rooms.wire.closing import AfterHours
from rooms.wire.contacts import PermanentContact
from rooms.wire.guests import GuestLine
from rooms.wire.merged import CaseName, JoinedLine
from rooms.wire.reasons import OfferReason
from rooms.wire.summary import CaseSummary
from rooms.wire.transfers import TransferLine
from rooms.wire.vocabulary import (
    AlarmAim,
    CardOutcome,
    CaseState,
    CustodyMove,
    HideReason,
    ParticipantRole,
    RedactionReason,
    SentFormState,
    WithdrawReason,
)


class Participant(Wire):
    """Somebody in the room as everybody there may see them."""

    id: UUID
    role: ParticipantRole
    name: str
    title: Localized | None
    initials: str


class PictureRef(Wire):
    """A picture that is ready; its bytes are at /api/<audience>/files/<id>."""

    id: UUID
    media_type: str
    width: int
    height: int


class CopyOf(Wire):
    """The picture that a marked copy was drawn on: when it came, and the message it stands in (null: a form). It is as
    it was when the copy was sent; whether the original is shown still is seen where it stands."""

    file_id: UUID
    at: datetime
    message_id: UUID | None
    sequence: int | None


class Quote(Wire):
    """The message that a reply answers, in one line. Of one that was redacted there is nothing but that it was."""

    message_id: UUID
    sequence: int
    sender: Participant
    line: str
    picture: bool
    redacted: bool


class Redacted(Wire):
    """That staff took a message away: when, by whom as the room may know them, and why."""

    at: datetime
    by_name: str
    reason: RedactionReason


class DocumentRef(Wire):
    """A PDF to download, at the same address as a picture. `name` is its sender's, made safe; it may be empty."""

    id: UUID
    name: str
    pages: int
    size: int


class HiddenFile(Wire):
    """In place of a picture or document that staff have hidden from everybody."""

    reason: HideReason
    at: datetime


class Message(Wire):
    """A message as it stands now: `text` is the corrected one, and empty once it is redacted."""

    id: UUID
    client_message_id: UUID
    sequence: int
    sender: Participant
    at: datetime
    text: str
    picture: PictureRef | None
    reply_to: Quote | None
    corrected_at: datetime | None
    redacted: Redacted | None
    document: DocumentRef | None = None
    hidden: HiddenFile | None = None
    copy_of: CopyOf | None = None


class Receipt(Wire):
    """How far a participant has come; both figures are sequences of the room stream and only rise."""

    participant_id: UUID
    delivered: int
    read: int


class ClosingCard(Wire):
    """What the resident keeps: what we think, what to do, when to seek care again. Of a merged case it is without
    words, and `continues_in` is where it goes on."""

    outcome: CardOutcome
    text: str
    seek_care: str
    concluded_at: datetime
    concluded_by: Participant
    # Not in what was told before cases were merged.
    continues_in: CaseName | None = None


class CallMember(Wire):
    """A guest who is in the call beside the two. `generation` rises with each time they come in from a page."""

    account_id: UUID
    peer_id: UUID
    generation: int


class CallState(Wire):
    """The room's call as everybody there sees it. Peers are browser tabs; `polite_peer` yields at glare. `generation`
    numbers the peer connection between them: it rises when one of them has to be built anew. It rings for the side that
    did not start it: `by_resident` says whether that is staff's, and is false in calls kept from before it was told.

    With `others` every two have a connection of their own. All in the call stand in one order: who began it, who
    answered, `others`. Of two the earlier one offers first, and the one with the lower peer id yields, as `polite_peer`
    does. The connection of two has the sum of their own generations as its generation: a member's, `caller_generation`,
    and for whoever answered what is left of `generation`."""

    id: UUID
    generation: int
    state: Literal["ringing", "connecting", "connected", "reconnecting", "ended"]
    started_by: UUID
    caller_peer: UUID
    answered_by: UUID | None
    callee_peer: UUID | None
    polite_peer: UUID | None
    video: bool
    rings_until: datetime
    connected_at: datetime | None
    end_reason: Literal["declined", "missed", "cancelled", "hung_up", "failed", "room_concluded"] | None
    by_resident: bool = False
    caller_generation: int = 0
    others: list[CallMember] = []
    # Guests who were taken out of it; none of them can come back.
    removed: list[UUID] = []
    ended_at: datetime | None = None


class FormLine(Wire):
    """A form that was added to the case while it was open; what it says is for staff (`AddedSummary`)."""

    sequence: int
    at: datetime
    by: Participant
    reason: Localized
    # The red flags asked again of somebody who said that they are worse.
    worse: bool = False


class WorseLine(Wire):
    """One time that the resident, or whoever acts for them, said that it is worse."""

    sequence: int
    at: datetime
    by: Participant


class WithdrawalLine(Wire):
    """One time that the resident, or whoever acts for them, did not want the case any more. `concluded`: it ended by
    it; else staff look at it first."""

    sequence: int
    at: datetime
    by: Participant
    why: WithdrawReason
    text: str
    concluded: bool


class ToldAnswer(Wire):
    """One answer as everybody in the room reads it. What was written freely is in one language and stands in both."""

    question: Localized
    answer: Localized


class SentForm(Wire):
    """A form that staff sent into the room, told whole each time. Only `to_id` answers it. `told` is empty until it is
    answered; pictures among the answers are counted, and shown where the case is."""

    id: UUID
    sequence: int
    at: datetime
    by: Participant
    to_id: UUID
    form_id: str
    title: Localized
    state: SentFormState
    changed_at: datetime
    told: list[ToldAnswer]
    pictures: int


class HelpLine(Wire):
    """A number to call, and when to call it."""

    number: str
    name: Localized
    says: Localized


class HelpNumbers(Wire):
    """What a resident is shown at once when alarm words are in what they wrote, at any hour. It says nothing of whether
    anybody has read it."""

    says: list[Localized]
    lines: list[HelpLine]


class HelpCard(HelpNumbers):
    """The same in a room; `sequence` is its own place in the room stream."""

    sequence: int
    at: datetime


class AlarmLine(Wire):
    """Alarm words of one category, for staff: how often, since when, by which pattern of which list, and who has opened
    the room since. `message_sequence` is the newest message with one; null where it was in a form."""

    id: UUID
    category: str
    title: Localized
    aim: AlarmAim
    raised_at: datetime
    last_at: datetime
    times: int
    message_sequence: int | None
    list_name: str
    pattern: str
    acknowledged_at: datetime | None
    acknowledged_by: str | None


class RoomView(Wire):
    """What resident and staff both see of a room.

    `closing_card` is null while the case is open; the cards of conclusions that were reopened stay in `earlier_cards`.
    `reopen_until` is set while it is concluded. `forms` are those added later, not the first. `guests` are all that
    were ever invited, those in the room among the participants too; `interpreter_asked` is the language as the resident
    wrote it. A guest is shown neither why the case is there nor what was said before they came in. `residents_call` is
    whether the resident may call whoever has the case. `voice` is false for whoever asked to be written to or
    signs: nothing may then lead them to a call of sound alone or to a telephone.
    """

    id: UUID
    number: int
    state: CaseState
    reason: Localized
    resident: Participant
    unit_name: str
    holder: Participant | None
    participants: list[Participant]
    receipts: list[Receipt]
    closing_card: ClosingCard | None
    earlier_cards: list[ClosingCard]
    reopen_until: datetime | None
    forms: list[FormLine]
    sent_forms: list[SentForm]
    call: CallState | None
    help: HelpCard | None
    arrived_at: datetime
    guests: list[GuestLine] = []
    interpreter_asked: Localized | None = None
    # The newest message before a guest came in, which is not theirs to read: receipts of others stand on it.
    said_before: int = 0
    residents_call: bool = False
    voice: bool = True
    # Not in what was told before closing time was a rule.
    after_hours: AfterHours | None = None
    worse: list[WorseLine] = []
    joined: list[JoinedLine] = []
    # How often the clinic has tried to reach the resident in vain.
    sought: int = 0
    callback: RoomCallback | None = None
    called: list[CalledLine] = []
    withdrawals: list[WithdrawalLine] = []


class Note(Wire):
    id: UUID
    sequence: int
    author: Participant
    at: datetime
    text: str


class CustodyStep(Wire):
    """One change of responsibility or priority with who did it and why, for staff; `priority` is the one after it.
    `reasons` are those of an offer: why that person was asked."""

    sequence: int
    at: datetime
    move: CustodyMove
    by_name: str
    holder_name: str | None
    reason: str
    priority: int | None
    reasons: list[OfferReason] = []


class AddedSummary(Wire):
    """What a form that was added to the open case told."""

    sequence: int
    at: datetime
    summary: CaseSummary
    worse: bool = False


UnreachedWhy = Literal["unread", "failed"]


class Unreached(Wire):
    """The resident has read nothing for a day, or could be told of it by none of their ways."""

    why: UnreachedWhy
    at: datetime


class HiddenSurnames(Wire):
    """That residents and guests are shown staff by first names alone in this room: by whose wish and since when."""

    by_name: str
    at: datetime


class CompanyLine(Wire):
    """A colleague asked to keep somebody company in the room, told whole each time. `came_id` is null until somebody
    has answered, and stays so if nobody did. Residents are told of whoever came from `introduced_at` on."""

    id: UUID
    asked_by_id: UUID
    asked_by: str
    asked_at: datetime
    came_id: UUID | None
    came: str
    came_at: datetime | None
    introduced_at: datetime | None
    ended_at: datetime | None
    ended_by: str


class StaffView(Wire):
    """What only staff see: who the resident is, triage's answers, notes, custody and the number of its last change."""

    personal_number: str
    age: int
    guardian: Participant | None
    priority: int | None
    administrative: bool
    summary: CaseSummary
    added: list[AddedSummary]
    notes: list[Note]
    custody: list[CustodyStep]
    alarms: list[AlarmLine]
    # Not in what was told before residents were sent notices.
    unreached: Unreached | None = None
    # Not in what was told before surnames could be hidden and colleagues asked in.
    hidden_surnames: HiddenSurnames | None = None
    companies: list[CompanyLine] = []
    # Not in what was told before cases were handed over.
    transfers: list[TransferLine] = []
    # Not in what was told before attempts were recorded.
    attempts: list[AttemptLine] = []
    callback: StaffCallback | None = None
    contact: PermanentContact | None = None
    epoch: int | None = None
