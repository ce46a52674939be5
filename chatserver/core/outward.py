"""Settings of what leaves the house: e-mail, SMS and web push. Each way is off until all it needs is given."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

MIN_TOKEN = 20
# The services of the browsers that are in use. A subscription names its own address, and the server would otherwise
# call whatever a page gives it.
PUSH_HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
)


class OutwardError(Exception):
    """The sentence says which variable is wrong and what it should hold."""


@dataclass(frozen=True, slots=True)
class Smtp:
    host: str
    port: int
    user: str
    password: str
    use_tls: bool
    sender: str


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """`url` takes a POST of from, to, message; `reports` is where it tells what became of it."""

    url: str
    user: str
    password: str
    sender: str
    reports: str


@dataclass(frozen=True, slots=True)
class WebPush:
    """`key` is the raw private key of VAPID (RFC 8292) in base64url; `subject` a mailto: or https: of the operator."""

    key: str
    subject: str
    hosts: tuple[str, ...]
    insecure: bool


@dataclass(frozen=True, slots=True)
class Outward:
    """`report_token` is what providers prove themselves with when they report a bounce or a delivery."""

    smtp: Smtp | None
    sms: SmsGateway | None
    push: WebPush | None
    report_token: str


def read(source: Mapping[str, str], mode: str, origins: tuple[str, ...]) -> Outward:
    token = source.get("VARDRUM_REPORT_TOKEN", "")
    if token and len(token) < MIN_TOKEN:
        raise OutwardError(f"VARDRUM_REPORT_TOKEN must hold at least {MIN_TOKEN} random characters.")
    return Outward(
        smtp=_smtp(source),
        sms=_sms(source, mode, token, origins),
        push=_push(source, mode),
        report_token=token,
    )


def _smtp(source: Mapping[str, str]) -> Smtp | None:
    url, sender = source.get("VARDRUM_SMTP_URL", ""), source.get("VARDRUM_MAIL_FROM", "")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not port:
        raise OutwardError(
            "VARDRUM_SMTP_URL must look like smtps://user:password@mail.example:587 (smtp: without TLS)."
        )
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", sender):
        raise OutwardError("VARDRUM_MAIL_FROM must be the address that notices come from, such as no-reply@example.se.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Smtp(parts.hostname, port, user, password, parts.scheme == "smtps", sender)


def _sms(source: Mapping[str, str], mode: str, token: str, origins: tuple[str, ...]) -> SmsGateway | None:
    url = source.get("VARDRUM_SMS_URL", "")
    if not url:
        return None
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in (("https",) if mode == "production" else ("https", "http")):
        raise OutwardError("VARDRUM_SMS_URL must be the https address of the gateway's sending call.")
    user, _, password = source.get("VARDRUM_SMS_LOGIN", "").partition(":")
    if not user or not password:
        raise OutwardError("VARDRUM_SMS_LOGIN must hold the gateway's user:password.")
    sender = source.get("VARDRUM_SMS_SENDER", "Vardrum")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{2,10}|\+[0-9]{6,15}", sender):
        raise OutwardError("VARDRUM_SMS_SENDER must be 3 to 11 letters and digits, or a number such as +46766861004.")
    if not token:
        raise OutwardError("VARDRUM_REPORT_TOKEN must be set with VARDRUM_SMS_URL; the gateway's reports come with it.")
    return SmsGateway(url, user, password, sender, f"{origins[0]}/hooks/sms" if origins else "")


def _push(source: Mapping[str, str], mode: str) -> WebPush | None:
    key, subject = source.get("VARDRUM_VAPID_KEY", ""), source.get("VARDRUM_VAPID_SUBJECT", "")
    if not key:
        return None
    try:
        raw = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise OutwardError("VARDRUM_VAPID_KEY must be a key that manage.py make_vapid_key has made.")
    if not subject.startswith(("mailto:", "https://")):
        raise OutwardError("VARDRUM_VAPID_SUBJECT must be a mailto: or https: address of whoever runs the service.")
    given = source.get("VARDRUM_PUSH_HOSTS", "")
    hosts = tuple(part.strip() for part in given.split(",") if part.strip()) or PUSH_HOSTS
    return WebPush(key, subject, hosts, insecure=mode == "test")
