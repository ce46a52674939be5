"""The product with one thing in it spoiled, or with a wrong clock. It has no switch for any of this: servers of the
campaign are started with settings that are the product's and one app more, which does it.
"""

import struct
from pathlib import Path

SETTINGS = "tests.chaos.tampered.settings"
WHAT, CLOCKS = "CHAOS_TAMPERED", "CHAOS_CLOCKS"
_SECONDS = struct.Struct("<d")


def environment(*what: str, clocks: Path | None = None) -> dict[str, str]:
    """For servers that are to have these things spoiled; `clocks` is the folder that says by how much each is wrong."""
    told = {"DJANGO_SETTINGS_MODULE": SETTINGS, WHAT: ",".join(what)}
    return told if clocks is None else {**told, CLOCKS: str(clocks)}


def set_clock(clocks: Path, pid: int, seconds: float) -> None:
    """From now on the clock of this process is wrong by so much: a step, as when a machine is told the time."""
    (clocks / str(pid)).write_bytes(_SECONDS.pack(seconds))


def wrong_by(file: Path) -> float:
    told = file.read_bytes() if file.exists() else b""
    return float(_SECONDS.unpack(told)[0]) if len(told) == _SECONDS.size else 0.0
