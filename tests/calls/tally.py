"""What calls came to, and how it is told."""

import statistics
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    calls: int = 0
    connected: int = 0
    dropped: int = 0
    sound_ms: list[float] = field(default_factory=list)
    picture_ms: list[float] = field(default_factory=list)
    recovery_ms: list[float] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.calls += other.calls
        self.connected += other.connected
        self.dropped += other.dropped
        for name in ("sound_ms", "picture_ms", "recovery_ms"):
            getattr(self, name).extend(getattr(other, name))

    def told(self) -> dict[str, Any]:
        failed = self.calls - self.connected
        return {
            "calls": self.calls,
            "connected": self.connected,
            "failed_upper_bound": round(
                min(1, (3 if failed == 0 else failed + 2 * failed**0.5 + 2) / max(1, self.calls)), 4
            ),
            "first_sound_ms": ranks(self.sound_ms),
            "first_picture_ms": ranks(self.picture_ms),
            "recovery_ms": ranks(self.recovery_ms),
            "dropped": self.dropped,
        }


def ranks(values: list[float]) -> dict[str, int] | None:
    if not values:
        return None
    ordered = sorted(values)
    return {"p50": round(statistics.median(ordered)), "p95": round(ordered[max(0, -(-len(ordered) * 95 // 100) - 1)])}
