"""Carries the outbox out of the house: takes by lease, sends in threads without any database, records.

A worker that dies between sending and recording leaves a lease behind; the next one sends the same notice with the same
id (docs/adr/0022-notices-are-sent-at-least-once.md).
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed

from django.conf import settings

from people import outbox_queries
from people.actions import notices
from people.carriers import mail, push, sms
from people.carriers.letter import Outgoing
from people.models import Notice
from people.outbox import Answer, Channel

AT_ONCE = 16
# One run of the job: well within the job's lease, whatever the last attempts take.
RUN_SECONDS = 10.0
Carrier = Callable[[Outgoing], Answer]
CARRIERS: Mapping[Channel, Carrier] = {Channel.PUSH: push.send, Channel.EMAIL: mail.send, Channel.SMS: sms.send}


def send_due() -> int:
    """Sends what is due until nothing is, or the run is over; gives how many attempts were made."""
    began, made = time.monotonic(), 0
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="notice") as threads:
        while time.monotonic() - began < RUN_SECONDS:
            taken = notices.take(AT_ONCE)
            if not taken.seen:
                break
            letters = [(notice, outbox_queries.outgoing(notice)) for notice in taken.leased]
            running = {threads.submit(_carry, Channel(notice.channel), letter): notice for notice, letter in letters}
            for done in as_completed(running):
                notices.record(running[done].id, running[done].attempts, done.result())
                _keep(running[done], letters, done.result())
            made += len(taken.leased)
    return made


def _carry(way: Channel, letter: Outgoing) -> Answer:
    if not _configured(way):
        return Answer(sent=True, provider_id="letter")
    return CARRIERS[way](letter)


def _configured(way: Channel) -> bool:
    outward = settings.OUTWARD
    return {Channel.PUSH: outward.push, Channel.EMAIL: outward.smtp, Channel.SMS: outward.sms}[way] is not None


def _keep(notice: Notice, letters: list[tuple[Notice, Outgoing]], answer: Answer) -> None:
    """Where nothing is sent, whoever develops reads it on a page."""
    if answer.provider_id != "letter":
        return
    letter = next(letter for one, letter in letters if one.id == notice.id)
    notices.keep_letter(letter.id, notice.channel, letter.to, letter.title, letter.text)
