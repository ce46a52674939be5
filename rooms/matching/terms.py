"""The terms of an offer: how long it stands, and how long whoever let one pass is left alone. Pure."""

from datetime import timedelta

from rooms.matching.parties import Need
from rooms.urgency import NO_ALARM

# Long enough to end a sentence and read the offer, short enough that the next person is asked in time.
ALARMED_STANDS = timedelta(seconds=30)
STANDS = {1: timedelta(seconds=30), 2: timedelta(seconds=45)}
OTHERS_STAND = timedelta(seconds=90)
# Whoever declined is never asked about the same case again; whoever missed it or gave it back may be, after this.
REST = timedelta(minutes=5)
# So many unanswered offers one after the other, and the person counts as away.
MISSED_IN_A_ROW = 2
# One question at a time: two countdowns at once would let one of them run out unread.
ASKS_AT_ONCE = 1

# A colleague who was asked by name looks when they have ended what they are at; a profession is asked as a queue is,
# where whoever is free looks. What is urgent comes back while there is time to ask somebody else.
URGENT_TRANSFER_STANDS = {True: timedelta(minutes=2), False: timedelta(minutes=5)}
TRANSFER_STANDS = {True: timedelta(minutes=10), False: timedelta(minutes=30)}


def transfer_stands(priority: int | None, alarm_rank: int, *, to_person: bool) -> timedelta:
    """How long a handing over waits for somebody to take over."""
    urgent = alarm_rank != NO_ALARM or priority in STANDS
    return (URGENT_TRANSFER_STANDS if urgent else TRANSFER_STANDS)[to_person]


def stands(case: Need) -> timedelta:
    """How long an offer of this case waits for an answer."""
    if case.alarm_rank != NO_ALARM:
        return ALARMED_STANDS
    return STANDS.get(case.priority or 0, OTHERS_STAND)
