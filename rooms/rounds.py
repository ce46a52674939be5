"""Rounds of offers: after everything that can change who is asked, and again by the clock for what was missed."""

import logging
from uuid import UUID

from rooms.actions import offers
from rooms.queries import offers as questions

log = logging.getLogger("vardrum.rooms")

# Offers of one transaction: with more, those who write in these rooms would wait.
AT_ONCE = 25
# What changes while a round is on its way is taken up at once so often; after that by the next sweep.
AGAIN = 8


def offer_waiting(unit_id: UUID) -> None:
    """All offers that can be made at the unit now. What is urgent and fits nobody with a hand free then takes the place
    of an offer that can wait."""
    _play(unit_id)
    gave_way = [room_id for room_id in questions.in_the_way(unit_id) if offers.give_way(room_id)]
    if gave_way:
        _play(unit_id)


def _play(unit_id: UUID) -> None:
    wanted = questions.to_offer(unit_id)
    for _ in range(AGAIN):
        if not wanted:
            return
        wanted = offers.make_offers(unit_id, wanted[:AT_ONCE])


def queue_changed(unit_id: UUID) -> None:
    """After commit of what changed the queue; never raises, since that stands."""
    try:
        if questions.offers_at(unit_id):
            offer_waiting(unit_id)
    except Exception:
        # The sweep makes up for it.
        log.exception("reaction.failed", extra={"unit": str(unit_id)})


def sweep() -> None:
    """Offers that are over, offers to whoever has gone, and cases that nobody was asked about yet."""
    for room_id, _unit in questions.overdue():
        if offers.expire_offer(room_id):
            log.info("offer.expired", extra={"room": str(room_id)})
    for room_id, _unit in questions.unreachable():
        if offers.withdraw_offer(room_id):
            log.info("offer.withdrawn", extra={"room": str(room_id)})
    for unit_id in questions.waiting_units():
        offer_waiting(unit_id)
