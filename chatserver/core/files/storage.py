"""Bytes in a folder, named by the file's id alone; a name that a client chose never reaches the disk.

A file appears whole or not at all: it is written beside its place, synced, then renamed.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
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
