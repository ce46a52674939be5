"""Faults in the middle of calls, of many pairs at once: nothing is dropped, and afterwards both ends agree (I11)."""

import signal
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from tests.browser.database import connect
from tests.calls.heard import (
    END_SEEN,
    EXPECT_SOUND,
    FIRST,
    FORGET,
    FROM_NOW,
    SILENCE,
    SOUND_AGAIN,
)
from tests.calls.place import HOUSE, NURSE, RESIDENT, Place
from tests.calls.record import Record
from tests.calls.seats import FAILURES, TICK_SECONDS, Pair, calls_of, settled
from tests.calls.sides import Side
from tests.calls.singly import missed
from tests.calls.tally import FaultTally, Seen
from tests.support.processes import ServerProcess

CUT_SECONDS = 60
MOST_TRIES = 2
# How the page looks while the call is on, and what must not stand there.
END_BUTTON = {RESIDENT: "Avsluta videosamtalet", NURSE: "Avsluta samtalet"}
SHOWS_CALL = """
([name, words]) => [...document.querySelectorAll('button')].some((one) =>
  (one.ariaLabel || one.textContent).trim() === name) && !words.some((one) => document.body.textContent.includes(one))
"""
NOT_ON = ["Kopplar upp", "ansluter igen"]
DATABASE_SECONDS = 20


@dataclass(frozen=True)
class Fault:
    """`strike` gets the round's number and comes back when the fault is over. `relayed`: through the relay alone."""

    strike: Callable[[Place, int], None]
    relayed: bool = False


def cut_sockets(where: Place, number: int) -> None:
    """The resident's, the nurse's, and both by turns."""
    where.cut_off((RESIDENT, NURSE, HOUSE)[number % 3])
    time.sleep(CUT_SECONDS)
    where.becomes("open")


def restart_server(where: Place, number: int) -> None:
    restart(where.house, number)


def restart_relay(where: Place, number: int) -> None:
    restart(where.relay, number)


def restart(process: ServerProcess, number: int) -> None:
    """Killed and asked to end by turns."""
    if number % 2:
        process.interrupt(signal.SIGTERM)
    else:
        process.kill()
    process.restart()


FAULTS = {
    "socket_cut": Fault(cut_sockets),
    "server_restart": Fault(restart_server),
    "turn_restart": Fault(restart_relay, relayed=True),
}


def run(where: Place, record: Record, name: str, pairs: list[Pair], calls: int, tally: FaultTally) -> None:
    fault = FAULTS[name]
    relay_alone(where, fault.relayed)
    number = 0
    # What does not connect is no call of the fault's, and is made up for, but not without end.
    while tally.calls < calls and tally.tried < MOST_TRIES * calls:
        # Over UDP and, where that is blocked, TCP.
        where.becomes("udp_blocked" if fault.relayed and number % 2 else "open")
        some = pairs[: calls - tally.calls]
        talking = connected(record, name, some, number, tally)
        if talking:
            one_round(where, record, name, talking, number, tally)
        for pair in some:
            made_ready(record, pair)
        record.begins(f"{name}: {tally.calls} of {calls}: {tally.told()}")
        number += 1
    where.becomes("open")
    relay_alone(where, False)


def relay_alone(where: Place, whether: bool) -> None:
    """The units' calls go through the relay alone, or as browsers find their way best."""
    with closing(connect(where.deployment)) as connection:
        connection.execute("DELETE FROM signaling_unitcalls")
        if whether:
            connection.execute("INSERT INTO signaling_unitcalls (unit_id, relay_only) SELECT id, TRUE FROM people_unit")
        connection.commit()


def connected(record: Record, name: str, pairs: list[Pair], number: int, tally: FaultTally) -> list[Pair]:
    """Those who now talk, both heard and seen."""
    rings, answers = (RESIDENT, NURSE) if number % 2 else (NURSE, RESIDENT)
    called, talking = [], []
    for pair in pairs:
        tally.tried += 1
        try:
            for side in pair.sides.values():
                side.evaluate(FORGET)
            pair.sides[rings].press(pair.ring_of(rings))
            pair.sides[answers].press("Svara med video")
            called.append(pair)
        except FAILURES as failure:
            record.say(f"  {name}: pair {pair.number}: {str(failure).splitlines()[0]}")
    for pair in called:
        if missing := missed({who: side.evaluate(FIRST) for who, side in pair.sides.items()}):
            record.say(f"  {name}: pair {pair.number} did not connect: {', '.join(missing)}")
        else:
            talking.append(pair)
    return talking


def one_round(where: Place, record: Record, name: str, talking: list[Pair], number: int, tally: FaultTally) -> None:
    """One fault for all who talk; then each call must be whole, and end at both sides when one hangs up."""
    for pair in talking:
        on_all(pair, FROM_NOW)
    FAULTS[name].strike(where, number)
    healed = time.time() * 1000
    for pair in talking:
        on_all(pair, EXPECT_SOUND)
    found = [(pair, seen_after(where, pair)) for pair in talking]
    for pair, seen in found:
        if not seen.wrong():
            # Not by the side that a cut was about in every round.
            seen.hung_up = pair.sides[who_hangs_up(pair, number)].press(END_BUTTON[who_hangs_up(pair, number)])
    for pair, seen in found:
        if not seen.wrong():
            seen.ends = [pair.sides[who].evaluate(END_SEEN) for who in (RESIDENT, NURSE)]
            seen.ended_in_database = ended_at(where, pair.room_id)
        for words in tally.after(healed, seen):
            record.say(f"  {name}, round {number}, pair {pair.number}: {words}")


def who_hangs_up(pair: Pair, number: int) -> str:
    return (RESIDENT, NURSE)[(pair.number + number) % 2]


def on_all(pair: Pair, function: str) -> None:
    for side in pair.sides.values():
        side.evaluate(function)


def seen_after(where: Place, pair: Pair) -> Seen:
    both = [pair.sides[who] for who in (RESIDENT, NURSE)]
    sounds = [side.evaluate(SOUND_AGAIN) for side in both]
    return Seen(
        sounds=sounds,
        silences=[side.evaluate(SILENCE) for side in both],
        shown=[shows_call(pair.sides[who], who) for who in (RESIDENT, NURSE)],
        state=settled(where, pair.room_id),
    )


def shows_call(side: Side, who: str) -> bool:
    return bool(side.evaluate(SHOWS_CALL, [END_BUTTON[who], NOT_ON]))


def ended_at(where: Place, room_id: str) -> float | None:
    """When the database said that the room's call had ended, in ms; None if it did not within `DATABASE_SECONDS`."""
    until = time.monotonic() + DATABASE_SECONDS
    while time.monotonic() < until:
        calls = calls_of(where, room_id)
        if calls and calls[0].ended_ms is not None:
            return calls[0].ended_ms
        time.sleep(TICK_SECONDS)
    return None


def made_ready(record: Record, pair: Pair) -> None:
    """If it cannot be, the others go on; its next call does not connect."""
    try:
        pair.find_back()
    except FAILURES as failure:
        record.say(f"  pair {pair.number}: {str(failure).splitlines()[0]}")
