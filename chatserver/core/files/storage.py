"""Bytes in a folder, named by the file's id alone; a name that a client chose never reaches the disk.

A file appears whole or not at all: it is written beside its place, synced, then renamed.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.conf import settings

CHUNK = 64 * 1024
UNTREATED = ".original"
UNFINISHED = ".part"


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class TooLarge(Exception):
    """More bytes came than may be stored; nothing was kept."""


def root() -> Path:
    folder: Path = settings.ENVIRONMENT.data / "files"
    return folder


def path(file_id: UUID) -> Path:
    """Where the clean bytes are. The last digits of a UUIDv7 are random, so the folders fill evenly."""
    return root() / file_id.hex[-2:] / str(file_id)


def original_path(file_id: UUID) -> Path:
    """Where the bytes are as they came, until they are settled."""
    return path(file_id).with_suffix(UNTREATED)


def part_path(upload_id: UUID, part_id: UUID) -> Path:
    """Where one part of a file is that has not come whole yet."""
    return parts_folder() / str(upload_id) / str(part_id)


def parts_folder() -> Path:
    return root() / "parts"


def uploads_untouched_since(moment: float) -> list[UUID]:
    """The uploads to which no part has come since."""
    return [UUID(one.name) for one in parts_folder().glob("*-*-*-*-*") if one.stat().st_mtime < moment]


def remove_parts(upload_id: UUID) -> None:
    shutil.rmtree(parts_folder() / str(upload_id), ignore_errors=True)


class Joined:
    """Several stored pieces read as one, in their order."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = iter(paths)
        self._open: BinaryIO | None = None

    def read(self, size: int, /) -> bytes:
        while True:
            if self._open is None:
                following = next(self._paths, None)
                if following is None:
                    return b""
                self._open = following.open("rb")
            if chunk := self._open.read(size):
                return chunk
            self._open.close()
            self._open = None


def write(target: Path, body: Readable, limit: int) -> int:
    """Stores `body` under `target`; gives its size."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            size = 0
            while chunk := body.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLarge
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(*paths: Path) -> None:
    for one in paths:
        one.unlink(missing_ok=True)


def everything() -> Iterator[tuple[UUID, Path]]:
    """Each stored path with the file it belongs to; what bears no id of ours is left alone."""
    for found in root().glob("??/*"):
        name = found.name.removesuffix(UNFINISHED).removesuffix(UNTREATED)
        try:
            yield UUID(name), found
        except ValueError:
            continue
