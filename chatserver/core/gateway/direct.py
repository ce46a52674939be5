"""A short way between the socket and its connection, which our uvicorn workers give as an ASGI extension: a frame is
handed over at once where nothing waits before it. To wake a task for each cost as much as to read or write it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

NAME = "vardrum.direct"
# Takes a text or says that it cannot: then it goes the long way, through ASGI.
WriteNow = Callable[[str], bool]
ReadNow = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Direct:
    """`write` writes a text; `read_with` names whoever is given what is read from then on."""

    write: WriteNow
    read_with: Callable[[ReadNow], None]

    def as_extension(self) -> dict[object, object]:
        return {"direct": self}


def direct_of(scope: Mapping[str, Any]) -> Direct | None:
    """Where the server has it; Daphne has not."""
    extensions: Mapping[str, Mapping[str, Direct]] = scope.get("extensions") or {}
    return extensions.get(NAME, {}).get("direct")
