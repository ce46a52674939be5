"""Web push (RFC 8030) encrypted to the device (RFC 8291), signed by VAPID (RFC 8292). The Topic is the notice's, so
that a repetition takes the place of the first while the device is away; the service worker shows one id once."""

import base64
import json
from urllib.parse import urlsplit
from uuid import UUID

import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPusher

from chatserver.core.outward import WebPush
from people.carriers.letter import Outgoing, Subscription
from people.outbox import Answer

SECONDS = 10.0
# For all devices of a person together, to connect and once more to wait for the answer: a notice is another worker's
# after its lease (outbox.LEASE).
ALL_SECONDS = 12.0
# A day: whoever looks at the telephone later sees what is new by logging in.
KEPT_SECONDS = 24 * 3600
GONE = (404, 410)


def application_server_key() -> str | None:
    """What a browser has to be given to subscribe, in base64url; None where push is off."""
    push = settings.OUTWARD.push
    return None if push is None else public_key(push.key)


def public_key(private: str) -> str:
    raw = base64.urlsafe_b64decode(private + "=" * (-len(private) % 4))
    key = ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def allowed(endpoint: str) -> bool:
    """Whether this is an address of a push service, and not of whatever a page would like the server to call."""
    push = settings.OUTWARD.push
    if push is None:
        return False
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
        named = parts.username is None and (parts.port in (None, 443) or push.insecure)
    except (ValueError, AttributeError):
        return False
    known = any(host == one or host.endswith(f".{one}") for one in push.hosts)
    return named and known and (parts.scheme == "https" or push.insecure)


def topic(notice_id: UUID) -> str:
    """At most 32 characters of base64url (RFC 8030, 5.4)."""
    return base64.urlsafe_b64encode(notice_id.bytes).decode().rstrip("=")


def send(letter: Outgoing) -> Answer:
    """To all devices of the person. Sent if one has it; for good only when there is none left."""
    push = settings.OUTWARD.push
    if push is None:
        return Answer(sent=False, lasting=True, code="off")
    each = min(SECONDS, ALL_SECONDS / max(1, len(letter.devices)))
    results = [(device, _send_to(push, device, letter, each)) for device in letter.devices]
    gone = tuple(device.id for device, status in results if status in GONE)
    if any(status // 100 == 2 for _, status in results):
        return Answer(sent=True, gone_devices=gone)
    worst = max((status for _, status in results), default=410)
    lasting = len(gone) == len(results) or all(status in (*GONE, 400, 413) for _, status in results)
    return Answer(sent=False, lasting=lasting, code=f"push_{worst or 'unreachable'}", gone_devices=gone)


def _send_to(push: WebPush, device: Subscription, letter: Outgoing, seconds: float) -> int:
    """The answer's HTTP code, or 0 where there was none."""
    parts = urlsplit(device.endpoint)
    vapid = Vapid02.from_raw(push.key.encode())
    signed = vapid.sign({"sub": push.subject, "aud": f"{parts.scheme}://{parts.netloc}"})
    pusher = WebPusher(
        {"endpoint": device.endpoint, "keys": {"p256dh": device.p256dh, "auth": device.auth}},
        requests_session=_session(),
    )
    said = json.dumps({"n": str(letter.id), "title": letter.title, "text": letter.text}, ensure_ascii=False)
    headers = {**signed, "Topic": topic(letter.id), "Urgency": "high" if letter.urgent else "normal"}
    try:
        response = pusher.send(said.encode(), headers, ttl=KEPT_SECONDS, content_encoding="aes128gcm", timeout=seconds)
    except requests.RequestException:
        return 0
    except ValueError:
        # Keys with which nothing can be encrypted: such a device will never hear anything.
        return 410
    return int(response.status_code)


def _session() -> requests.Session:
    session = requests.Session()
    # A push service that sends us elsewhere would get around `allowed`.
    session.max_redirects = 0
    return session
