"""E-mail by SMTP. The Message-ID is the notice's own, so that a mailbox shows a repetition once (RFC 5322, 3.6.4)."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from people.carriers.letter import Outgoing
from people.outbox import Answer

SECONDS = 10


def message_id(notice_id: object, sender: str) -> str:
    return f"<{notice_id}@{sender.rpartition('@')[2]}>"


def send(letter: Outgoing) -> Answer:
    smtp = settings.OUTWARD.smtp
    if smtp is None:
        return Answer(sent=False, lasting=True, code="off")
    backend = EmailBackend(
        host=smtp.host,
        port=smtp.port,
        username=smtp.user,
        password=smtp.password,
        use_tls=smtp.use_tls,
        timeout=SECONDS,
    )
    own = message_id(letter.id, smtp.sender)
    headers = {"Message-ID": own, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    message = EmailMessage(letter.title, letter.text, smtp.sender, [letter.to], headers=headers, connection=backend)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _words in refused.recipients.values()]
        return _refused(codes[0] if codes else 0)
    except smtplib.SMTPResponseException as refused:
        return _refused(refused.smtp_code)
    except (OSError, smtplib.SMTPException):
        return Answer(sent=False, code="unreachable")
    return Answer(sent=True, provider_id=own)


def _refused(code: int) -> Answer:
    """5yz is for good, 4yz for now (RFC 5321, 4.2.1). A login that is refused says nothing about the address."""
    return Answer(sent=False, lasting=500 <= code < 600 and code not in (530, 534, 535), code=f"smtp_{code}")
