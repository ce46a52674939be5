"""Where the bytes of a key are when they are kept in a folder."""

from pathlib import Path

from chatserver.core.files import storage


def path_of(key: str) -> Path:
    return storage.root() / key
