"""Stored reasons as the wire tells them, in both languages."""

from collections.abc import Iterable, Mapping
from typing import Any

from chatserver.core.wire import Localized
from rooms import wire
from rooms.matching.reasons import Code, Reason


def offered(stored: Iterable[Mapping[str, Any]] | None) -> list[wire.OfferReason]:
    """As they were decided when the offer was made."""
    reasons = [Reason(Code(one["code"]), one["values"]) for one in stored or []]
    return [wire.OfferReason(code=one.code.value, says=words(one)) for one in reasons]


def words(reason: Reason) -> Localized:
    return Localized(sv=reason.text("sv"), en=reason.text("en"))
