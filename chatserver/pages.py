"""The entries of the front end. Every address below one is answered with its page; the router does the rest."""

import gzip
import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from chatserver import entries
from chatserver.core.errors import not_found
from chatserver.core.http import refusal_response
from people.models import AccountKind
from people.outbox_queries import letters
from people.sessions import session_key_of

DIST = Path(__file__).resolve().parent.parent / "frontend" / "dist"
YEAR_SECONDS = 31_536_000
RESIDENT = AccountKind.RESIDENT.value
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


OUTBOX = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Outbox</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/assets/outbox-1.css">'
    "</head><body><main><h1>Outbox</h1>"
    "<p>What this house would have sent by text message and e-mail, newest first. Nothing here has left it.</p>"
    "{}</main></body></html>"
)
OUTBOX_LETTER = "<article><h2>{}</h2><p class=meta>{} to {}, <time>{}</time></p><p>{}</p></article>"


def built() -> bool:
    return (DIST / "resident.html").is_file() and (DIST / "staff.html").is_file()


def resident(request: HttpRequest, rest: str = "") -> HttpResponse:
    return _page(request, "resident.html", rest)


def staff(request: HttpRequest, rest: str = "") -> HttpResponse:
    del rest
    return _page(request, "staff.html")


def showcase(request: HttpRequest, framework: str = "preact") -> HttpResponse:
    """Every shared component on one page, for those who build with them; in production an address like any other."""
    if settings.PRODUCTION:
        return resident(request)
    return _page(request, f"showcase.{framework}.html")


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may answer for every page; browsers ask each time for a newer one."""
    path = DIST / "worker.js"
    if not path.is_file():
        raise Http404
    response = _answer(request, path.read_bytes(), None, "text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def outbox(request: HttpRequest) -> HttpResponse:
    """What would have been sent, for whoever develops; in production an address like any other."""
    if settings.PRODUCTION:
        return resident(request)
    rows = [(row.title, row.channel, row.to, f"{row.at:%Y-%m-%d %H:%M:%S} UTC", row.text) for row in letters()]
    body = format_html_join("", OUTBOX_LETTER, rows) or mark_safe("<p>Nothing has been sent yet.</p>")
    return HttpResponse(format_html(OUTBOX, body), headers={"Cache-Control": "no-store"})


def nothing(_request: HttpRequest, rest: str) -> HttpResponse:
    """An unknown address below /api is not a page."""
    del rest
    return refusal_response(not_found())


def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Names carry a hash of their content, so they never change."""
    assets = (DIST / "assets").resolve()
    try:
        path = (assets / name).resolve()
        found = path.is_relative_to(assets) and path.is_file()
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a null character.
        found = False
    if not found:
        raise Http404
    compressed = path.with_name(path.name + ".gz")
    content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # Read whole: a streaming answer would be read in the event loop, and an asset is some hundred kilobytes at most.
    smaller = compressed.read_bytes() if compressed.is_file() else None
    response = _answer(request, path.read_bytes(), smaller, content_type)
    response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response


def _page(request: HttpRequest, name: str, address: str = "") -> HttpResponse:
    path = DIST / name
    if not path.is_file():
        raise Http404
    html = entries.entry(path, address, logged_in=session_key_of(request.COOKIES, RESIDENT) is not None)
    response = _answer(request, html, gzip.compress(html, mtime=0), "text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _answer(request: HttpRequest, plain: bytes, compressed: bytes | None, content_type: str) -> HttpResponse:
    use_compressed = compressed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(compressed if use_compressed else plain, content_type=content_type)
    if use_compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response
