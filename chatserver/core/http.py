"""The base of every HTTP answer: exact Origin for unsafe methods, security headers, refusals as one JSON shape."""

import json
import logging
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as NinjaValidationError
from ninja.parser import Parser

from chatserver.core.commands import refused_field
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import ErrorBody

log = logging.getLogger("vardrum.http")

GetResponse = Callable[[HttpRequest], HttpResponse]
# The longest is a form of corrected answers; pictures are no JSON.
MAX_JSON_BYTES = 256 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Providers call here, not browsers: no cookie opens these, and each checks a token of its own.
NOT_FROM_PAGES = "/hooks/"

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ]
)
PERMISSIONS_POLICY = "camera=(self), microphone=(self), display-capture=(self), geolocation=(), interest-cohort=()"


def security_headers(path: str) -> dict[str, str]:
    """What every answer at this path has."""
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if path.startswith("/api/"):
        headers["Cache-Control"] = "no-store"
    if settings.PRODUCTION:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
    return headers


class SecurityHeadersMiddleware:
    """The same headers on every answer; a view may set a narrower policy of its own (a picture does)."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        for name, value in security_headers(request.path).items():
            response.headers.setdefault(name, value)
        return response


class ExactOriginMiddleware:
    """An unsafe request needs one Origin header, equal to one of ours (OWASP ASVS 5.0, 3.5; no tokens to leak)."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        self._origins = frozenset(settings.ENVIRONMENT.origins)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from_page = not request.path.startswith(NOT_FROM_PAGES)
        if from_page and request.method not in SAFE_METHODS and request.headers.get("Origin") not in self._origins:
            return refusal_response(DomainError(ErrorCode.ORIGIN_REFUSED))
        return self._get_response(request)


def refusal_response(refusal: DomainError) -> HttpResponse:
    body = ErrorBody(code=refusal.code, params=dict(refusal.params), retryable=refusal.retryable)
    response = HttpResponse(body.model_dump_json(), status=refusal.http_status, content_type="application/json")
    if "retry_after" in refusal.params:
        # RFC 9110, 10.2.3: for proxies and for programs that do not read the body.
        response.headers["Retry-After"] = str(refusal.params["retry_after"])
    return response


class JsonBodies(Parser):
    """JSON that says it is JSON, of a size that somebody may have typed."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        if request.content_type != "application/json" or len(request.body) > MAX_JSON_BYTES:
            raise ValueError("not a JSON body of ours")
        return cast(dict[str, Any], json.loads(request.body))


def _on_no_json(request: HttpRequest, _refusal: Any) -> HttpResponse:
    """What ninja says when a body cannot be read."""
    if len(request.body) > MAX_JSON_BYTES:
        return refusal_response(DomainError(ErrorCode.TOO_LARGE, limit=MAX_JSON_BYTES))
    return refusal_response(DomainError(ErrorCode.BAD_REQUEST, field="body"))


def _on_too_large(_request: HttpRequest, _refusal: Any) -> HttpResponse:
    return refusal_response(DomainError(ErrorCode.TOO_LARGE, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE))


def _on_database_error(_request: HttpRequest, failure: Any) -> HttpResponse:
    log.error("request.unavailable", exc_info=failure, extra={"type": type(failure).__name__})
    return refusal_response(DomainError(ErrorCode.UNAVAILABLE))


def _on_domain_error(_request: HttpRequest, refusal: Any) -> HttpResponse:
    return refusal_response(refusal)


def _on_wrong_body(_request: HttpRequest, refusal: Any) -> HttpResponse:
    """Says which field is wrong, never what was in it."""
    first: dict[str, Any] = refusal.errors[0] if refusal.errors else {"loc": ("body",), "type": "missing"}
    # Ninja puts "body" and the parameter's name before the field.
    path = [str(part) for part in first["loc"]]
    return refusal_response(refused_field(".".join(path[2:] or path), first["type"], first.get("ctx", {})))


def _on_fault(request: HttpRequest, failure: Any) -> HttpResponse:
    log.error("request.failed", exc_info=failure, extra={"type": type(failure).__name__, "method": request.method})
    return refusal_response(DomainError(ErrorCode.INTERNAL))


def make_api(name: str) -> NinjaAPI:
    """One API per audience; documentation pages are off, the OpenAPI document is exported by a command."""
    api = NinjaAPI(
        title=f"Vårdrum {name}", version="1", urls_namespace=name, docs_url=None, openapi_url=None, parser=JsonBodies()
    )
    api.exception_handler(DomainError)(_on_domain_error)
    api.exception_handler(NinjaValidationError)(_on_wrong_body)
    api.exception_handler(HttpError)(_on_no_json)
    api.exception_handler(RequestDataTooBig)(_on_too_large)
    api.exception_handler(DatabaseError)(_on_database_error)
    api.exception_handler(Exception)(_on_fault)
    return api
