"""Stored bytes by their key, which is made of ids alone: a name that a client chose never reaches the store.

Where they are is the operator's choice: a folder (`folder.py`) or a bucket of a store that speaks S3 (`bucket.py`, see
docs/adr/0023-files-in-a-bucket.md). Either way a key holds all of its bytes or does not exist.

What a store cannot do just now raises `OSError`; bytes that are not there raise `FileNotFoundError`, which is one.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from chatserver.core.files.folder import Folder
from chatserver.core.places import BucketPlace

log = logging.getLogger("vardrum.files")

CHUNK = 64 * 1024
UNTREATED = ".original"
PARTS = "parts/"
ID_LENGTH = 36


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class TooLarge(Exception):
    """More bytes came than may be stored; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored under a key, and since when, in seconds since 1970 by the store's clock."""

    key: str
    since: float


class Store(Protocol):
    def write(self, key: str, pieces: Iterable[bytes]) -> None:
        """All of it or nothing; what was there is replaced. A failure of `pieces` keeps nothing."""

    def read(self, key: str) -> bytes: ...

    def local(self, key: str) -> AbstractContextManager[Path]:
        """A file of this machine with these bytes, to be read within the context."""

    def remove(self, keys: Iterable[str]) -> None:
        """What is not there is removed already."""

    def listed(self, prefix: str) -> Iterator[tuple[str, float]]:
        """Keys and since when; also of what was left unfinished, if the store can leave such."""


def root() -> Path:
    folder: Path = settings.ENVIRONMENT.data / "files"
    return folder


def store() -> Store:
    """The one that is configured."""
    return Folder(root()) if settings.ENVIRONMENT.bucket is None else _bucket(settings.ENVIRONMENT.bucket)


@lru_cache(maxsize=4)
def _bucket(place: BucketPlace) -> Store:
    # By name: its library takes 20 MB of memory, which whoever has a folder should not pay.
    made: Store = import_string("chatserver.core.files.bucket.Bucket")(place)
    return made


def key(file_id: UUID) -> str:
    """Where the clean bytes are. The last digits of a UUIDv7 are random, so the folders fill evenly."""
    return f"{file_id.hex[-2:]}/{file_id}"


def original_key(file_id: UUID) -> str:
    """Where the bytes are as they came, until they are settled."""
    return key(file_id) + UNTREATED


def part_key(upload_id: UUID, part_id: UUID) -> str:
    """Where one part of a file is that has not come whole yet."""
    return f"{PARTS}{upload_id}/{part_id}"


def write(target: str, body: Readable, limit: int) -> int:
    """Stores `body` under the key `target`; gives its size."""
    bounded = _Bounded(body, limit)
    store().write(target, bounded)
    return bounded.size


class _Bounded:
    def __init__(self, body: Readable, limit: int) -> None:
        self._body = body
        self._limit = limit
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._body.read(CHUNK):
            self.size += len(chunk)
            if self.size > self._limit:
                raise TooLarge
            yield chunk


class Joined:
    """Several stored pieces read as one, in their order. A piece is small: it is held whole."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = iter(keys)
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        while not self._rest:
            following = next(self._keys, None)
            if following is None:
                return b""
            self._rest = read(following)
        chunk, self._rest = self._rest[:size], self._rest[size:]
        return chunk


def read(source: str) -> bytes:
    return store().read(source)


def local(source: str) -> AbstractContextManager[Path]:
    return store().local(source)


def remove(*keys: str) -> None:
    """Comes after what decided it was committed: a store that is away is no failure of that. The sweep tries again."""
    try:
        store().remove(keys)
    except OSError as failure:
        log.warning("file.not_removed", extra={"count": len(keys), "type": type(failure).__name__})


def remove_parts(upload_id: UUID) -> None:
    try:
        keys = [found for found, _ in store().listed(f"{PARTS}{upload_id}/")]
    except OSError as failure:
        log.warning("file.not_removed", extra={"upload": upload_id, "type": type(failure).__name__})
        return
    remove(*keys)


def uploads_untouched_since(moment: float) -> list[UUID]:
    """The uploads to which no part has come since."""
    latest: dict[UUID, float] = {}
    for found, since in store().listed(PARTS):
        upload_id = _as_id(found.removeprefix(PARTS).partition("/")[0])
        if upload_id is not None:
            latest[upload_id] = max(since, latest.get(upload_id, 0.0))
    return [upload_id for upload_id, since in latest.items() if since < moment]


def everything() -> Iterator[tuple[UUID, Kept]]:
    """Each stored key with the file it belongs to; what bears no id of ours is left alone."""
    for found, since in store().listed(""):
        if found.startswith(PARTS):
            continue
        file_id = _as_id(found.rpartition("/")[2][:ID_LENGTH])
        if file_id is not None:
            yield file_id, Kept(found, since)


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
