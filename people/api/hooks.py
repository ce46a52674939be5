"""What providers tell afterwards: /hooks/sms when a message was delivered or not, /hooks/mail when one came back.

They prove themselves by HTTP Basic with the report token as the password, never by anything in the address.
"""

import base64
import binascii
import hmac
import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from people.actions import notices

MAX_REPORT_BYTES = 64 * 1024
FAILED = frozenset({"failed", "undelivered", "expired", "rejected"})
BOUNCED = frozenset({"bounce", "bounced", "dropped", "failed", "complaint"})


def _proven(request: HttpRequest) -> bool:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    try:
        password = base64.b64decode(given, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return False
    token = settings.OUTWARD.report_token.encode()
    return kind == "Basic" and bool(token) and hmac.compare_digest(password, token)


def _report(request: HttpRequest, read: Callable[[HttpRequest], tuple[str, bool]], code: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    if not _proven(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="reports"'})
    if int(request.headers.get("Content-Length") or 0) > MAX_REPORT_BYTES:
        return HttpResponse(status=413)
    try:
        provider_id, failed = read(request)
    except (ValueError, AttributeError):
        return HttpResponse(status=400)
    if failed:
        notices.report_failure(provider_id, code)
    # Also where nothing is known of it: a provider would else tell the same for days.
    return HttpResponse(status=204)


def sms_report(request: HttpRequest) -> HttpResponse:
    """A form of `id` and `status` (delivered, failed ...), as 46elks has it."""
    return _report(request, _of_sms, "sms_undelivered")


def _of_sms(request: HttpRequest) -> tuple[str, bool]:
    return str(request.POST.get("id", "")), request.POST.get("status") in FAILED


def mail_report(request: HttpRequest) -> HttpResponse:
    """JSON of `event` and `message_id`, the one the message was sent with."""
    return _report(request, _of_mail, "mail_bounced")


def _of_mail(request: HttpRequest) -> tuple[str, bool]:
    report = json.loads(request.body)
    return str(report.get("message_id", "")), report.get("event") in BOUNCED
