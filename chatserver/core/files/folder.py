"""Stored bytes in a folder of this machine, a file for each key.

A file appears whole or not at all: it is written beside its place, synced, then renamed.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, key: str, pieces: Iterable[bytes]) -> None:
        target = self._root / key
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Two may write the same at once, and neither may rename what the other is in the middle of.
        unfinished = target.with_name(f"{target.name}.{secrets.token_hex(8)}.part")
        try:
            with unfinished.open("wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)

    def read(self, key: str) -> bytes:
        return (self._root / key).read_bytes()

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        path = self._root / key
        if not path.exists():
            raise FileNotFoundError(path)
        yield path

    def remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            (self._root / key).unlink(missing_ok=True)

    def listed(self, prefix: str) -> Iterator[tuple[str, float]]:
        for path in (self._root / prefix).rglob("*"):
            # Somebody may have removed it since it was listed.
            with suppress(FileNotFoundError):
                if path.is_file():
                    yield path.relative_to(self._root).as_posix(), path.stat().st_mtime


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
