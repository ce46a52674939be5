"""The HTTP edge of rooms, mounted by the shell: one router an audience. Conversations themselves go over the socket."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Status

from chatserver.core.files import tus
from chatserver.core.limits import SHARED
from people.auth import ActorRequest, resident_auth, staff_auth
from people.wire import NoticeTarget, PersonReach
from rooms import policy, wire
from rooms.actions import attachments as uploads
from rooms.actions import choice, presence
from rooms.actions import phrases as phrase_actions
from rooms.answers import as_file
from rooms.queries import (
    attachments,
    cases,
    closing,
    earlier,
    history,
    overflow,
    phrases,
    reaching,
    search,
    staff,
    timeline,
    versions,
)
from rooms.queries import transfers as handed_over
from rooms.queries import waiting as waiting_room
from rooms.wire.overflow import OverflowView
from rooms.wire.transfers import UnitsToAsk

resident_router = Router(auth=resident_auth)
staff_router = Router(auth=staff_auth)


# --- residents -----------------------------------------------------------------------------------------------------
@resident_router.get("/cases", response=wire.CaseLines)
def my_cases(request: ActorRequest) -> wire.CaseLines:
    return cases.my_cases(request.actor)


@resident_router.get("/cases/{case_id}/waiting", response=wire.WaitingView)
def waiting(request: ActorRequest, case_id: UUID) -> wire.WaitingView:
    return waiting_room.waiting(request.actor, case_id)


@resident_router.get("/cases/{case_id}/timeline", response=wire.CaseTimeline)
def case_timeline(request: ActorRequest, case_id: UUID) -> wire.CaseTimeline:
    return timeline.case_timeline(request.actor, case_id)


@resident_router.get("/notices/{notice_id}", response=NoticeTarget)
def notice_target(request: ActorRequest, notice_id: UUID) -> NoticeTarget:
    """Where a click on a notice leads. The id tells nothing to anybody else who finds it."""
    return reaching.notice_target(request.actor, notice_id)


# --- staff ---------------------------------------------------------------------------------------------------------
@staff_router.get("/loads", response=wire.StaffLoads)
def staff_loads(request: ActorRequest) -> wire.StaffLoads:
    """Of the unit that was chosen at login."""
    return staff.staff_loads(request.actor, policy.unit_of(request.actor))


@staff_router.get("/closing", response=wire.ClosingView)
def closing_time(request: ActorRequest) -> wire.ClosingView:
    """What closing time does to the open cases of the unit that was chosen at login."""
    return closing.closing_view(request.actor, policy.unit_of(request.actor))


@staff_router.get("/cases/{case_id}/reach", response=PersonReach)
def person_reach(request: ActorRequest, case_id: UUID) -> PersonReach:
    """How the resident can be reached, and what became of the case's notices."""
    return reaching.person_reach(request.actor, case_id)


@staff_router.get("/cases/{case_id}/transfer", response=wire.TransferLine)
def transfer_of(request: ActorRequest, case_id: UUID) -> wire.TransferLine:
    """What is handed over to whoever asks, before they take it."""
    return handed_over.transfer_of(request.actor, case_id)


@staff_router.get("/units", response=UnitsToAsk)
def units_to_ask(request: ActorRequest) -> UnitsToAsk:
    """Where a case can be handed over to beside the own unit, and when it is open."""
    return handed_over.units_to_ask(request.actor)


@staff_router.get("/overflow", response=OverflowView)
def overflow_view(request: ActorRequest) -> OverflowView:
    """Who helps the unit that was chosen at login with cases that wait, and whom it helps."""
    return overflow.overflow_view(request.actor)


@staff_router.put("/presence", response={204: None})
def set_presence(request: ActorRequest, body: wire.SetPresence) -> Status[None]:
    presence.set_presence(request.actor, body)
    return Status(204, None)


@staff_router.get("/phrases", response=wire.Phrases)
def all_phrases(request: ActorRequest) -> wire.Phrases:
    """One's own, and those of the unit that was chosen at login and of its care provider."""
    return phrases.phrases(request.actor)


@staff_router.get("/phrases/revision", response=wire.PhrasesRevision)
def phrases_revision(request: ActorRequest) -> wire.PhrasesRevision:
    return phrases.revision(request.actor)


@staff_router.get("/phrases/withdrawn", response=wire.WithdrawnPhrases)
def withdrawn_phrases(request: ActorRequest) -> wire.WithdrawnPhrases:
    return phrases.withdrawn(request.actor)


@staff_router.get("/phrases/{phrase_id}/versions", response=wire.PhraseVersions)
def phrase_versions(request: ActorRequest, phrase_id: UUID) -> wire.PhraseVersions:
    return phrases.versions(request.actor, phrase_id)


@staff_router.put("/phrases/{phrase_id}", response=wire.Phrase)
def save_phrase(request: ActorRequest, phrase_id: UUID, body: wire.SavePhrase) -> wire.Phrase:
    SHARED.take(request.actor.person, "phrase.save")
    phrase_actions.save_phrase(request.actor, phrase_id, body)
    return phrases.phrase(request.actor, phrase_id)


@staff_router.post("/phrases/{phrase_id}/withdraw", response=wire.Phrase)
def withdraw_phrase(request: ActorRequest, phrase_id: UUID, body: wire.WithdrawPhrase) -> wire.Phrase:
    SHARED.take(request.actor.person, "phrase.save")
    phrase_actions.withdraw_phrase(request.actor, phrase_id, body)
    return phrases.phrase(request.actor, phrase_id)


@staff_router.get("/cases/{case_id}/earlier", response=wire.EarlierCases)
def earlier_cases(request: ActorRequest, case_id: UUID) -> wire.EarlierCases:
    return earlier.earlier_cases(request.actor, case_id)


@staff_router.post("/cases/{case_id}/choice", response={204: None})
def make_choice(request: ActorRequest, case_id: UUID, body: wire.MakeChoice) -> Status[None]:
    choice.make_choice(request.actor, case_id, body)
    return Status(204, None)


@staff_router.get("/concluded", response=wire.ConcludedCases)
def concluded_cases(request: ActorRequest, cursor: str | None = None) -> wire.ConcludedCases:
    return earlier.concluded_cases(request.actor, cursor)


@staff_router.get("/rooms/{room_id}/messages/{message_id}/versions", response=wire.MessageVersions)
def message_versions(request: ActorRequest, room_id: UUID, message_id: UUID) -> wire.MessageVersions:
    return versions.message_versions(request.actor, room_id, message_id)


# --- both ----------------------------------------------------------------------------------------------------------
@resident_router.get("/rooms/{room_id}/messages", response=wire.History)
@staff_router.get("/rooms/{room_id}/messages", response=wire.History)
def messages(request: ActorRequest, room_id: UUID, before: int | None = None, after: int | None = None) -> wire.History:
    return history.history(request.actor, room_id, before, after)


@resident_router.post("/search", response=wire.FoundMessages)
@staff_router.post("/search", response=wire.FoundMessages)
def search_messages(request: ActorRequest, body: wire.SearchMessages) -> wire.FoundMessages:
    return search.search(request.actor, body)


@resident_router.post("/rooms/{room_id}/files", response={201: wire.FileView})
@staff_router.post("/rooms/{room_id}/files", response={201: wire.FileView})
def upload(request: ActorRequest, room_id: UUID) -> Status[wire.FileView]:
    """The body is the picture itself, whatever type it claims to be."""
    return Status(201, attachments.view(uploads.receive_picture(request.actor, room_id, request)))


@resident_router.post("/rooms/{room_id}/uploads")
@staff_router.post("/rooms/{room_id}/uploads")
def begin_upload(request: ActorRequest, room_id: UUID) -> HttpResponse:
    return tus.begin(request, partial(uploads.owner_of, request.actor, room_id))


@resident_router.api_operation(["OPTIONS"], "/rooms/{room_id}/uploads")
@staff_router.api_operation(["OPTIONS"], "/rooms/{room_id}/uploads")
def upload_options(request: ActorRequest, room_id: UUID) -> HttpResponse:
    del request, room_id
    return tus.options()


@resident_router.api_operation(["HEAD"], "/rooms/{room_id}/uploads/{upload_id}")
@staff_router.api_operation(["HEAD"], "/rooms/{room_id}/uploads/{upload_id}")
def upload_offset(request: ActorRequest, room_id: UUID, upload_id: UUID) -> HttpResponse:
    return tus.tell(request, partial(uploads.owner_of, request.actor, room_id), upload_id)


@resident_router.patch("/rooms/{room_id}/uploads/{upload_id}")
@staff_router.patch("/rooms/{room_id}/uploads/{upload_id}")
def append_part(request: ActorRequest, room_id: UUID, upload_id: UUID) -> HttpResponse:
    return tus.append(request, partial(uploads.owner_of, request.actor, room_id), upload_id)


@resident_router.delete("/rooms/{room_id}/uploads/{upload_id}")
@staff_router.delete("/rooms/{room_id}/uploads/{upload_id}")
def cancel_upload(request: ActorRequest, room_id: UUID, upload_id: UUID) -> HttpResponse:
    return tus.cancel(request, partial(uploads.owner_of, request.actor, room_id), upload_id)


@resident_router.get("/files/{file_id}/state", response=wire.FileView)
@staff_router.get("/files/{file_id}/state", response=wire.FileView)
def file_state(request: ActorRequest, file_id: UUID) -> wire.FileView:
    return attachments.state_of(request.actor, file_id)


@resident_router.get("/files/{file_id}")
@staff_router.get("/files/{file_id}")
def file_bytes(request: ActorRequest, file_id: UUID) -> HttpResponse:
    return as_file(*attachments.open_file(request.actor, file_id))
