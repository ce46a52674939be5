"""Addresses of the form under /api/resident/intakes. One small PUT an answer; the whole form comes back."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Status

from chatserver.core import files
from chatserver.core.files import tus
from people.auth import ActorRequest, resident_auth, staff_auth
from rooms.queries import attachments
from rooms.wire import FileView
from triage import wire
from triage.actions import answers, follow_ups, outcomes, pictures
from triage.queries import follow_ups as offers
from triage.queries import intakes, transcript
from triage.transcript_words import Language

resident_router = Router(auth=resident_auth)
staff_router = Router(auth=staff_auth)


# --- beginning -----------------------------------------------------------------------------------------------------
@resident_router.get("/intakes/reasons", response=wire.Reasons)
def reasons(request: ActorRequest, subject_id: UUID) -> wire.Reasons:
    return intakes.reasons(request.actor, subject_id)


@resident_router.get("/intakes", response=wire.Intakes)
def my_intakes(request: ActorRequest) -> wire.Intakes:
    return intakes.my_intakes(request.actor)


@resident_router.get("/intakes/of-case/{uuid:case_id}", response=wire.CaseForms)
def forms_of_case(request: ActorRequest, case_id: UUID) -> wire.CaseForms:
    return intakes.forms_of_case(request.actor, case_id)


@resident_router.post("/intakes", response=wire.IntakeView)
def start_intake(request: ActorRequest, body: wire.StartIntake) -> wire.IntakeView:
    return intakes.after_write(request.actor, answers.start_intake(request.actor, body))


@resident_router.post("/intakes/of-form/{uuid:sent_form_id}", response=wire.IntakeView)
def open_form(request: ActorRequest, sent_form_id: UUID) -> wire.IntakeView:
    """The form that staff sent into a room, begun if this is the first time."""
    return intakes.after_write(request.actor, follow_ups.open_form(request.actor, sent_form_id))


@staff_router.get("/rooms/{uuid:room_id}/follow-ups", response=wire.FollowUps)
def offered_forms(request: ActorRequest, room_id: UUID) -> wire.FollowUps:
    return offers.follow_ups(request.actor, room_id)


@resident_router.get("/intakes/{uuid:intake_id}", response=wire.IntakeView)
def open_intake(request: ActorRequest, intake_id: UUID) -> wire.IntakeView:
    return intakes.open_intake(request.actor, intake_id)


@resident_router.delete("/intakes/{uuid:intake_id}", response={204: None})
def abandon_intake(request: ActorRequest, intake_id: UUID) -> Status[None]:
    answers.abandon_intake(request.actor, intake_id)
    return Status(204, None)


# --- answering -----------------------------------------------------------------------------------------------------
@resident_router.put("/intakes/{uuid:intake_id}/answers/{question_id}", response=wire.IntakeView)
def give_answer(request: ActorRequest, intake_id: UUID, question_id: str, body: wire.GiveAnswer) -> wire.IntakeView:
    answers.give_answer(request.actor, intake_id, question_id, body.answer)
    return intakes.after_write(request.actor, intake_id)


@resident_router.delete("/intakes/{uuid:intake_id}/answers/{question_id}", response=wire.IntakeView)
def withdraw_answer(request: ActorRequest, intake_id: UUID, question_id: str) -> wire.IntakeView:
    answers.withdraw_answer(request.actor, intake_id, question_id)
    return intakes.after_write(request.actor, intake_id)


# --- where it leads ------------------------------------------------------------------------------------------------
@resident_router.get("/intakes/{uuid:intake_id}/open-cases", response=wire.OpenCaseNotices)
def open_cases(request: ActorRequest, intake_id: UUID) -> wire.OpenCaseNotices:
    return intakes.open_cases(request.actor, intake_id)


@resident_router.post("/intakes/{uuid:intake_id}/submit", response=wire.IntakeView)
def submit_intake(request: ActorRequest, intake_id: UUID, body: wire.SubmitIntake) -> wire.IntakeView:
    outcomes.submit_intake(request.actor, intake_id, body)
    return intakes.after_write(request.actor, intake_id)


@resident_router.post("/intakes/{uuid:intake_id}/called-112", response=wire.IntakeView)
def called_112(request: ActorRequest, intake_id: UUID) -> wire.IntakeView:
    outcomes.called_112(request.actor, intake_id)
    return intakes.after_write(request.actor, intake_id)


@resident_router.post("/intakes/{uuid:intake_id}/answered-wrong", response=wire.IntakeView)
def answered_wrong(request: ActorRequest, intake_id: UUID, body: wire.AnsweredWrong | None = None) -> wire.IntakeView:
    outcomes.answered_wrong(request.actor, intake_id, body or wire.AnsweredWrong(corrections=[]))
    return intakes.after_write(request.actor, intake_id)


@resident_router.post("/intakes/{uuid:intake_id}/want-contact", response=wire.IntakeView)
def want_contact(request: ActorRequest, intake_id: UUID) -> wire.IntakeView:
    outcomes.want_contact(request.actor, intake_id)
    return intakes.after_write(request.actor, intake_id)


# --- pictures ------------------------------------------------------------------------------------------------------
@resident_router.post("/intakes/{uuid:intake_id}/files", response={201: FileView})
def receive_picture(request: ActorRequest, intake_id: UUID) -> Status[FileView]:
    """The body is the picture itself, whatever type it claims to be. The file's id is then given as the answer."""
    return Status(201, attachments.view(pictures.receive_picture(request.actor, intake_id, request)))


@resident_router.post("/intakes/{uuid:intake_id}/uploads")
def begin_upload(request: ActorRequest, intake_id: UUID) -> HttpResponse:
    """The same in parts; the upload's id becomes the file's."""
    return tus.begin(request, partial(pictures.owner_of, request.actor, intake_id))


@resident_router.api_operation(["OPTIONS"], "/intakes/{uuid:intake_id}/uploads")
def upload_options(request: ActorRequest, intake_id: UUID) -> HttpResponse:
    del request, intake_id
    return tus.options()


@resident_router.api_operation(["HEAD"], "/intakes/{uuid:intake_id}/uploads/{uuid:upload_id}")
def upload_offset(request: ActorRequest, intake_id: UUID, upload_id: UUID) -> HttpResponse:
    return tus.tell(request, partial(pictures.owner_of, request.actor, intake_id), upload_id)


@resident_router.patch("/intakes/{uuid:intake_id}/uploads/{uuid:upload_id}")
def append_part(request: ActorRequest, intake_id: UUID, upload_id: UUID) -> HttpResponse:
    return tus.append(request, partial(pictures.owner_of, request.actor, intake_id), upload_id)


@resident_router.delete("/intakes/{uuid:intake_id}/uploads/{uuid:upload_id}")
def cancel_upload(request: ActorRequest, intake_id: UUID, upload_id: UUID) -> HttpResponse:
    return tus.cancel(request, partial(pictures.owner_of, request.actor, intake_id), upload_id)


@resident_router.get("/intakes/{uuid:intake_id}/files/{uuid:file_id}/state", response=FileView)
def picture_state(request: ActorRequest, intake_id: UUID, file_id: UUID) -> FileView:
    return attachments.view(intakes.picture(request.actor, intake_id, file_id))


@resident_router.get("/intakes/{uuid:intake_id}/files/{uuid:file_id}")
def picture_bytes(request: ActorRequest, intake_id: UUID, file_id: UUID) -> HttpResponse:
    """A page may show it as an image; opened by itself it is a download without any rights."""
    file = intakes.picture(request.actor, intake_id, file_id)
    return HttpResponse(
        files.ready_bytes(file),
        content_type=file.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file.id}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


# --- a copy of the case --------------------------------------------------------------------------------------------
@resident_router.get("/cases/{uuid:case_id}/transcript")
def own_transcript(request: ActorRequest, case_id: UUID, language: Language = "sv") -> HttpResponse:
    return _as_download(transcript.for_resident(request.actor, case_id, language))


@staff_router.get("/cases/{uuid:case_id}/transcript")
def staff_transcript(
    request: ActorRequest, case_id: UUID, language: Language = "sv", notes: bool = False
) -> HttpResponse:
    return _as_download(transcript.for_staff(request.actor, case_id, language, notes=notes))


def _as_download(pdf: bytes) -> HttpResponse:
    """The file's name says nothing of whom or what it is about: it stays in a folder that others may see."""
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="vardrum.pdf"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
