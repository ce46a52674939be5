"""The pictures of a copy of a case: which may be in it, how large they stand there, and their bytes. What is hidden, or
was taken away with its message, is in none."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from chatserver.core import printing
from chatserver.core.files import storage
from chatserver.core.models import StoredFile

# Of one copy. The newest are shown; the others are named.
MAX_PICTURES = 120
# On paper, in centimetres.
HIGHEST, WIDEST = 6.0, 8.0

Data = dict[str, Any]


def told(answer: object) -> list[UUID]:
    """The pictures that a form's answer names and that are shown still, in order."""
    named = [UUID(str(one)) for one in answer] if isinstance(answer, list) else []
    ready = set(StoredFile.objects.filter(id__in=named, state="ready").values_list("id", flat=True))
    return [one for one in named if one in ready]


def placed(words: Iterable[tuple[UUID, str]]) -> list[Data]:
    """Each as the document wants it: its words are what stands below it and what a screen reader says."""
    wanted = dict(words)
    sizes = StoredFile.objects.filter(id__in=wanted, width__gt=0).values_list("id", "width", "height")
    heights = {file_id: min(HIGHEST, WIDEST * (height or 1) / width) for file_id, width, height in sizes if width}
    return [
        {"file": str(file_id), "words": said, "height": round(heights[file_id], 2)}
        for file_id, said in wanted.items()
        if file_id in heights
    ]


def gathered(data: Data) -> dict[str, bytes]:
    """The bytes of as many as there is room for, by name. Of the others, and of those whose bytes cannot be had, the
    words alone stand in the document."""
    places = [place for part in data["parts"] for place in (*part["rows"], *part["entries"])]
    found: dict[str, bytes] = {}
    room = printing.MAX_PICTURE_BYTES
    for place in reversed(places):
        shown = []
        for one in place["pictures"]:
            bytes_ = found.get(one["file"]) or (_read(one["file"]) if len(found) < MAX_PICTURES else None)
            if bytes_ is None or len(bytes_) > room:
                place["lines"].append({"text": f"[{one['words']}]", "right": False})
                continue
            if one["file"] not in found:
                found[one["file"]], room = bytes_, room - len(bytes_)
            shown.append(one)
        place["pictures"] = shown
    return found


def _read(name: str) -> bytes | None:
    try:
        return storage.read(storage.key(UUID(name)))
    except OSError:
        return None
