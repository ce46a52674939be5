"""Where a login may send the browser afterwards: a path of this site, never another site. Pure."""

from urllib.parse import urlsplit

MAX_LENGTH = 500
START = "/"


def is_local(path: str) -> bool:
    """A path on this origin by every browser's reading: backslashes and control characters are read as slashes."""
    if not path.startswith("/") or len(path) > MAX_LENGTH or "\\" in path or not path.isprintable():
        return False
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not path.startswith("//")


def local_or_start(path: str) -> str:
    return path if is_local(path) else START
