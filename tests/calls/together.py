"""Both press "call" at one moment, again and again: one call each time, and both in it."""

import time
from typing import Any

from tests.calls.faults import made_ready
from tests.calls.heard import END_SEEN, FIRST, FORGET, FROM_NOW
from tests.calls.place import NURSE, RESIDENT, Place
from tests.calls.record import Record
from tests.calls.seats import FAILURES, Pair, calls_of, settled
from tests.calls.singly import missed
from tests.calls.tally import PressTally

# From the first page's being told until the moment for all of them.
AHEAD_MS = 2_000
# By the page's own clock, so that asking one page after the other does not keep them apart.
PRESS_AT = """
([name, at]) => {
  window.pressedAt = undefined;
  setTimeout(() => {
    const button = [...document.querySelectorAll('button')].find((one) =>
      (one.ariaLabel || one.textContent).trim() === name && !one.disabled && one.ariaDisabled !== 'true');
    window.pressedAt = button ? Date.now() : null;
    button?.click();
  }, at - Date.now());
}
"""
PRESSED_AT = """
async () => {
  while (window.pressedAt === undefined) await new Promise((r) => setTimeout(r, 20));
  return window.pressedAt;
}
"""
Presses = dict[str, float | None]


def run(where: Place, record: Record, pairs: list[Pair], calls: int, tally: PressTally) -> None:
    for _ in range(-(-calls // len(pairs))):
        one_round(where, record, pairs[: calls - tally.calls], tally)
        record.begins(f"both_press: {tally.calls} of {calls}: {tally.told()}")


def one_round(where: Place, record: Record, pairs: list[Pair], tally: PressTally) -> None:
    before = {pair.number: {call.id for call in calls_of(where, pair.room_id)} for pair in pairs}
    at = time.time() * 1000 + AHEAD_MS
    for pair in pairs:
        for who, side in pair.sides.items():
            side.evaluate(FORGET)
            side.evaluate(PRESS_AT, [pair.ring_of(who), at])
    pressed = {pair.number: {who: side.evaluate(PRESSED_AT) for who, side in pair.sides.items()} for pair in pairs}
    for pair in pairs:
        tally.calls += 1
        try:
            wrong = wrong_with(where, pair, pressed[pair.number], before[pair.number])
        except FAILURES as failure:
            wrong = str(failure).splitlines()[0]
        if wrong:
            record.say(f"  both_press: pair {pair.number}: {wrong}; pressed at {pressed[pair.number]}")
            made_ready(record, pair)
            continue
        tally.one_call += 1
        moments = [one for one in pressed[pair.number].values() if one is not None]
        if len(moments) == len(pair.sides):
            tally.crossed += 1
            tally.pressed_apart_ms.append(max(moments) - min(moments))
        made_ready(record, pair)


def wrong_with(where: Place, pair: Pair, pressed: Presses, before: set[str]) -> str:
    """What is not as it must be, in words; else it is one call with both in it, and has been ended."""
    for who, side in pair.sides.items():
        if pressed[who] is None:
            # The other's had come by then: one answers what rings.
            side.press("Svara med video")
    first: dict[str, Any] = {who: side.evaluate(FIRST) for who, side in pair.sides.items()}
    settled(where, pair.room_id)
    new = [call for call in calls_of(where, pair.room_id) if call.id not in before]
    if len(new) != 1:
        return f"{len(new)} calls"
    if new[0].state != "connected" or not new[0].callee_peer or new[0].callee_peer == new[0].caller_peer:
        return f"{new[0]}"
    if missing := missed(first):
        return f"not there: {', '.join(missing)}"
    for side in pair.sides.values():
        # What a page says of the call before is no end of this one.
        side.evaluate(FROM_NOW)
    pair.sides[RESIDENT].press("Avsluta videosamtalet")
    ends = [pair.sides[who].evaluate(END_SEEN) for who in (RESIDENT, NURSE)]
    return "" if None not in ends else f"not ended at both: {ends}"
