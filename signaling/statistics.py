"""Figures of many calls together. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallFigures:
    """`outcomes` counts by end reason. Shares are in permille of what was measured."""

    calls: int
    answered: int
    connected: int
    outcomes: Mapping[str, int]
    talked_seconds_p50: int
    talked_seconds_p95: int
    lost_permille: int
    round_trip_ms: int
    uneven_permille: int
    poor_permille: int
    relayed_permille: int


def permille(part: int, whole: int) -> int:
    """Rounded; 0 of nothing."""
    return round(1000 * part / whole) if whole else 0


def percentile(ordered: Sequence[int], share: int) -> int:
    """The smallest value that `share` per cent do not exceed (nearest rank); 0 of nothing."""
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0
