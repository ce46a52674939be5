"""Sets a document as PDF in a limited process of its own: tagged, with its fonts in it, from a template of ours and
data that is never read as markup. Pictures are made small in that process. Touches no row and no network.

Typst sets it (ADR 0020). Fonts are the Noto families in `fonts/`, SIL Open Font License.
"""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.printing.letters import legible

log = logging.getLogger("vardrum.printing")

PROGRAM = Path(__file__).with_name("typeset.py")
FONTS = Path(__file__).with_name("fonts")
ADDRESS_SPACE_BYTES = 2 * 1024 * 1024 * 1024
CPU_SECONDS = 30
WALL_SECONDS = 45.0
MAX_PRINTERS = 2
MAX_OUTPUT_BYTES = 32 * 1024 * 1024
WAIT_SECONDS = 15.0
MAX_PICTURE_BYTES = 64 * 1024 * 1024
_printers = threading.BoundedSemaphore(MAX_PRINTERS)


def pdf(template: Path, data: dict[str, Any], pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The document. `pictures` are files of ours by the names that the data has for them, of MAX_PICTURE_BYTES together
    at most; in place of one that cannot be read there is an empty frame with its words. UNAVAILABLE while all printers
    are taken; INTERNAL, with a log line and nothing of the content in it, where the process ends without a document."""
    if not _printers.acquire(timeout=WAIT_SECONDS):
        raise DomainError(ErrorCode.UNAVAILABLE)
    try:
        with tempfile.TemporaryDirectory(prefix="vardrum-printing-") as folder:
            return _printed(template, folder, _packed(legible(data), pictures or {}))
    finally:
        _printers.release()


def _packed(data: Any, pictures: Mapping[str, bytes]) -> bytes:
    """One line of JSON, and the pictures behind it in its order."""
    sizes = {name: len(bytes_) for name, bytes_ in pictures.items()}
    if sum(sizes.values()) > MAX_PICTURE_BYTES:
        raise ValueError("more pictures than a document takes")
    head = json.dumps({"data": json.dumps(data), "pictures": sizes}).encode()
    return b"\n".join([head, b"".join(pictures.values())])


def _printed(template: Path, folder: str, data: bytes) -> bytes:
    limits = json.dumps({"address_space": ADDRESS_SPACE_BYTES, "cpu_seconds": CPU_SECONDS})
    try:
        # -I would hide typst, which is no part of Python; the environment is ours alone all the same.
        done = subprocess.run(  # noqa: S603 our own program; what is printed comes by its standard input
            [sys.executable, "-B", str(PROGRAM), limits, str(template), str(FONTS), folder],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"MALLOC_ARENA_MAX": "1", "RAYON_NUM_THREADS": "1"},
            cwd="/",
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("printing.timed_out")
        raise DomainError(ErrorCode.INTERNAL) from None
    if done.returncode or not done.stdout.startswith(b"%PDF-") or len(done.stdout) > MAX_OUTPUT_BYTES:
        log.warning("printing.failed", extra={"code": done.returncode})
        raise DomainError(ErrorCode.INTERNAL)
    return done.stdout
