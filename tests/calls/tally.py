"""What calls came to, and how it is told."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

# Within so much of a fault's end both sides and the database agree (I11).
AGREE_MS = 10_000


def ranks(values: list[float]) -> dict[str, int] | None:
    if not values:
        return None
    ordered = sorted(values)
    return {"p50": round(statistics.median(ordered)), "p95": round(ordered[max(0, -(-len(ordered) * 95 // 100) - 1)])}


def upper_bound(failed: int, of: int) -> float:
    """Of the rate of failures, with 95 % certainty: 3/n for none (the rule of three)."""
    return round(min(1, (3 if failed == 0 else failed + 2 * failed**0.5 + 2) / max(1, of)), 4)


@dataclass
class Added:
    """Numbers and lists of numbers, added field by field."""

    def add(self, other: "Added") -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass
class Tally(Added):
    """Calls one after another. `dropped` are those whose sound did not come back after a change of address."""

    calls: int = 0
    connected: int = 0
    dropped: int = 0
    sound_ms: list[float] = field(default_factory=list)
    picture_ms: list[float] = field(default_factory=list)
    recovery_ms: list[float] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        return {
            "calls": self.calls,
            "connected": self.connected,
            "failed": self.calls - self.connected,
            "failed_upper_bound": upper_bound(self.calls - self.connected, self.calls),
            "first_sound_ms": ranks(self.sound_ms),
            "first_picture_ms": ranks(self.picture_ms),
            "recovery_ms": ranks(self.recovery_ms),
            "dropped": self.dropped,
        }


@dataclass
class FaultTally(Added):
    """Calls that a fault came into. What never connected is no call of the fault's; it is told beside them.

    `silence_ms`: the longest time without a packet of sound, from the fault on. `recovery_ms`: from the fault's end to
    sound at both sides. `agreed_ms`: from its end, or from the hanging up if that was later, until both pages and the
    database said that the call had ended."""

    tried: int = 0
    calls: int = 0
    dropped: int = 0
    disagreed: int = 0
    silence_ms: list[float] = field(default_factory=list)
    recovery_ms: list[float] = field(default_factory=list)
    agreed_ms: list[float] = field(default_factory=list)

    def after(self, healed: float, seen: "Seen") -> list[str]:
        """Counts one call that had connected; gives what was wrong with it."""
        wrong = seen.wrong()
        self.calls += 1
        self.dropped += bool(wrong)
        self.silence_ms += [silence for silence in seen.silences if silence is not None]
        if wrong:
            return wrong
        self.recovery_ms.append(max(0.0, seen.last_sound - healed))
        agreed = seen.agreed_ms(healed)
        if agreed is not None:
            self.agreed_ms.append(agreed)
        if agreed is None or agreed > AGREE_MS:
            self.disagreed += 1
            return [f"no agreement within {AGREE_MS // 1000} s: {seen.ends}, database {seen.ended_in_database}"]
        return []

    def told(self) -> dict[str, Any]:
        return {
            "calls": self.calls,
            "not_connected": self.tried - self.calls,
            "dropped": self.dropped,
            "dropped_upper_bound": upper_bound(self.dropped, self.calls),
            "disagreed": self.disagreed,
            "silence_ms": ranks(self.silence_ms),
            "recovery_ms": ranks(self.recovery_ms),
            "agreed_ms": ranks(self.agreed_ms),
        }


@dataclass
class Seen:
    """One call after a fault, by what its two pages and the database say. Moments in ms since the epoch, None for what
    did not come; the lists have one entry a side, resident first."""

    sounds: list[float | None]
    silences: list[float | None]
    shown: list[bool]
    state: str
    hung_up: float = 0.0
    ends: list[float | None] = field(default_factory=list)
    ended_in_database: float | None = None

    @property
    def last_sound(self) -> float:
        return max(sound for sound in self.sounds if sound is not None)

    def wrong(self) -> list[str]:
        """Why the call counts as dropped: media, a page, or the database."""
        found = [f"no sound at the {who}" for who, sound in zip(WHO, self.sounds, strict=True) if sound is None]
        found += [f"not shown as on at the {who}" for who, on in zip(WHO, self.shown, strict=True) if not on]
        return found if self.state == "connected" else [*found, f"{self.state or 'gone'} in the database"]

    def agreed_ms(self, healed: float) -> float | None:
        moments = [*self.ends, self.ended_in_database]
        known = [moment for moment in moments if moment is not None]
        return None if len(known) < len(moments) else max(0.0, max(known) - max(healed, self.hung_up))


WHO = ("resident", "nurse")


@dataclass
class PressTally(Added):
    """Both pressed "call". `crossed`: both presses were made before either side had heard of the other's."""

    calls: int = 0
    one_call: int = 0
    crossed: int = 0
    pressed_apart_ms: list[float] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        failed = self.calls - self.one_call
        return {
            "calls": self.calls,
            "one_call": self.one_call,
            "failed_upper_bound": upper_bound(failed, self.calls),
            "crossed": self.crossed,
            "pressed_apart_ms": ranks(self.pressed_apart_ms),
        }


def total(tallies: Iterable[Tally]) -> dict[str, Any]:
    together = Tally()
    for tally in tallies:
        together.add(tally)
    return together.told()


def shares(calls: int, browsers: list[str], networks: int) -> dict[str, int]:
    """How many calls on each network each combination of browsers gets: those with one Firefox are halves of one
    combination, so both in Chromium have as many as both of them together. One at least."""
    weights = {who: 2 if who == "" and len(browsers) > 1 else 1 for who in browsers}
    whole = sum(weights.values()) * networks
    return {who: max(1, round(calls * weight / whole)) for who, weight in weights.items()}
