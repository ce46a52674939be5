"""SMS by a gateway's HTTP call (POST of from, to, message; 46elks and its like). The gateway is given the notice's id
as an Idempotency-Key, and reports by a call of its own what became of it."""

import requests
from django.conf import settings

from people.carriers.letter import Outgoing
from people.outbox import Answer

SECONDS = 10
MAX_ID = 120


def send(letter: Outgoing) -> Answer:
    gateway = settings.OUTWARD.sms
    if gateway is None:
        return Answer(sent=False, lasting=True, code="off")
    form = {"from": gateway.sender, "to": letter.to, "message": letter.text, "whendelivered": gateway.reports}
    try:
        response = requests.post(
            gateway.url,
            data=form,
            auth=(gateway.user, gateway.password),
            headers={"Idempotency-Key": str(letter.id)},
            timeout=SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException:
        return Answer(sent=False, code="unreachable")
    if response.status_code // 100 != 2:
        # 400, 403 and 422 are about the number; what is about the login or the load is not the person's fault.
        return Answer(
            sent=False, lasting=response.status_code in (400, 403, 404, 422), code=f"http_{response.status_code}"
        )
    try:
        given = str(response.json().get("id", ""))
    except (ValueError, AttributeError):
        given = ""
    return Answer(sent=True, provider_id=given[:MAX_ID])
