"""One line for each HTTP request: method, route, status, time. Never the address itself, its query or a body."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

log = logging.getLogger("vardrum.http")

UNROUTED = "unrouted"


class RequestLogMiddleware:
    """The outermost middleware, so that it sees every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.monotonic()
        response = self._get_response(request)
        matched = request.resolver_match
        level = logging.WARNING if response.status_code >= 500 else logging.INFO
        log.log(
            level,
            "request.done",
            extra={
                "method": request.method,
                # The pattern, such as api/staff/files/<uuid:file_id>: it holds names of parts, never their values.
                "route": matched.route or "/" if matched is not None else UNROUTED,
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - started) * 1000),
            },
        )
        return response
