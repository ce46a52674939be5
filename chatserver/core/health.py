"""`/healthz`: the process answers. `/readyz`: it can do its work, and is not on its way out."""

from collections.abc import Callable

from django.db import Error as DatabaseError
from django.http import HttpRequest, JsonResponse

from chatserver.core.models import Stream


def _not_draining() -> bool:
    return False


_is_draining: Callable[[], bool] = _not_draining


def connect(is_draining: Callable[[], bool]) -> None:
    global _is_draining
    _is_draining = is_draining


def healthz(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


def readyz(_request: HttpRequest) -> JsonResponse:
    try:
        Stream.objects.exists()
        database = True
    except DatabaseError:
        database = False
    draining = _is_draining()
    return JsonResponse({"database": database, "draining": draining}, status=200 if database and not draining else 503)
