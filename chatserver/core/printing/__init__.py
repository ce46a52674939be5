"""Sets a document as PDF in a limited process of its own: tagged, with its fonts in it, from a template of ours and
data that is never read as markup. Touches no row and no network.

Typst sets it (ADR 0020). Fonts are the Noto families in `fonts/`, SIL Open Font License.
"""

import json
import logging
import subprocess
import sys
import threading
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
_printers = threading.BoundedSemaphore(MAX_PRINTERS)


def pdf(template: Path, data: dict[str, Any]) -> bytes:
    """The document. UNAVAILABLE while all printers are taken; INTERNAL, with a log line and nothing of the content in
    it, where the process ends without one."""
    if not _printers.acquire(timeout=WAIT_SECONDS):
        raise DomainError(ErrorCode.UNAVAILABLE)
    try:
        return _printed(template, json.dumps(legible(data)).encode())
    finally:
        _printers.release()


def _printed(template: Path, data: bytes) -> bytes:
    limits = json.dumps({"address_space": ADDRESS_SPACE_BYTES, "cpu_seconds": CPU_SECONDS})
    try:
        # -I would hide typst, which is no part of Python; the environment is ours alone all the same.
        done = subprocess.run(  # noqa: S603 our own program; what is printed comes by its standard input
            [sys.executable, "-B", str(PROGRAM), limits, str(template), str(FONTS)],
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
