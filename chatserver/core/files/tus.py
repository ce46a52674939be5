"""Uploads in parts over HTTP: tus 1.0.0 with creation and termination (https://tus.io/protocols/resumable-upload).

Turns headers into calls and back; `Upload-Metadata` may name the file by a `client_id`, and the same name again gets
the same upload with its offset, so that a lost answer costs nothing.
"""

import base64
import binascii
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.files import limits, uploads
from chatserver.core.files.uploads import Owner
from chatserver.core.http import refusal_response
from chatserver.core.ids import new_id

VERSION = "1.0.0"
EXTENSIONS = "creation,termination"
PART_TYPE = "application/offset+octet-stream"
OwnerOf = Callable[[], Owner]


def begin(request: HttpRequest, owner_of: OwnerOf) -> HttpResponse:
    def answer() -> HttpResponse:
        name = metadata(request).get("filename", "")
        upload = uploads.begin(owner_of(), client_id(request), number(request, "Upload-Length"), name)
        headers = {"Location": f"{request.path}/{upload.id}", "Upload-Offset": str(upload.offset)}
        return HttpResponse(status=201, headers=headers)

    return _answered(request, answer)


def tell(request: HttpRequest, owner_of: OwnerOf, upload_id: UUID) -> HttpResponse:
    def answer() -> HttpResponse:
        upload = uploads.find(owner_of(), upload_id)
        headers = {
            "Upload-Offset": str(upload.offset),
            "Upload-Length": str(upload.length),
            "Cache-Control": "no-store",
        }
        return HttpResponse(headers=headers)

    return _answered(request, answer)


def append(request: HttpRequest, owner_of: OwnerOf, upload_id: UUID) -> HttpResponse:
    def answer() -> HttpResponse:
        if request.content_type != PART_TYPE:
            return HttpResponse(status=415)
        upload = uploads.append(owner_of(), upload_id, number(request, "Upload-Offset"), request)
        return HttpResponse(status=204, headers={"Upload-Offset": str(upload.offset)})

    return _answered(request, answer)


def cancel(request: HttpRequest, owner_of: OwnerOf, upload_id: UUID) -> HttpResponse:
    def answer() -> HttpResponse:
        uploads.cancel(owner_of(), upload_id)
        return HttpResponse(status=204)

    return _answered(request, answer)


def options() -> HttpResponse:
    """What is spoken here; the only answer that is given to every version."""
    headers = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(limits.MAX_BYTES)}
    return HttpResponse(status=204, headers={"Tus-Resumable": VERSION, **headers})


def _answered(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    if request.headers.get("Tus-Resumable") != VERSION:
        return HttpResponse(status=412, headers={"Tus-Version": VERSION})
    try:
        response = answer()
    except DomainError as refusal:
        response = refusal_response(refusal)
    response.headers["Tus-Resumable"] = VERSION
    return response


def number(request: HttpRequest, name: str) -> int:
    said = request.headers.get(name, "")
    # Nothing that is sent here is as long as this; int() would take any length.
    if not (said.isascii() and said.isdigit() and len(said) <= 15):
        raise DomainError(ErrorCode.BAD_REQUEST, field=name.lower().replace("-", "_"))
    return int(said)


def client_id(request: HttpRequest) -> UUID:
    """The client's own name for what it sends; without one every beginning is a new upload."""
    said = metadata(request).get("client_id")
    if said is None:
        return new_id()
    try:
        return UUID(said)
    except ValueError:
        raise DomainError(ErrorCode.BAD_REQUEST, field="upload_metadata") from None


def metadata(request: HttpRequest) -> dict[str, str]:
    """`key base64,key base64`, as the protocol has it."""
    pairs = (pair.strip().partition(" ") for pair in request.headers.get("Upload-Metadata", "").split(","))
    try:
        return {key: base64.b64decode(value, validate=True).decode() for key, _, value in pairs if key}
    except (binascii.Error, ValueError):
        raise DomainError(ErrorCode.BAD_REQUEST, field="upload_metadata") from None
