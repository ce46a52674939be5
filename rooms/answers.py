"""How a stored file leaves by HTTP, to whomever."""

from urllib.parse import quote

from django.http import HttpResponse

from chatserver.core.models import StoredFile


def disposition(file: StoredFile) -> str:
    """Always a download. A document bears its own name (RFC 6266, RFC 5987), which is in no address."""
    plain = f'attachment; filename="{file.id}.{file.media_type.partition("/")[2]}"'
    return f"{plain}; filename*=UTF-8''{quote(file.name, safe='')}" if file.name else plain


def as_file(file: StoredFile, data: bytes) -> HttpResponse:
    """A page may show it as an image; opened by itself it is a download without any rights."""
    return HttpResponse(
        data,
        content_type=file.media_type,
        headers={
            "Content-Disposition": disposition(file),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
