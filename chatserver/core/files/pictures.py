"""Has a picture decoded, or a PDF looked through, by a limited process of its own. Touches no row."""

import json
import logging
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from chatserver.core.files import limits

log = logging.getLogger("vardrum.files")

PROGRAM = Path(__file__).with_name("decode_picture.py")
PDF_PROGRAM = Path(__file__).with_name("inspect_pdf.py")
PDF_MARK = b"%PDF-"
PDF = "application/pdf"
# One arena: each thread's own would be 64 MiB of address space that is never used.
ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
WAIT_SECONDS = 15.0
_decoders = threading.BoundedSemaphore(limits.MAX_DECODERS)


class NoDecoder(Exception):
    """All decoders are taken; the picture can be tried again."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    media_type: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """Nothing in it acts by itself; its bytes are those that came."""

    pages: int
    data: bytes
    media_type: str = PDF


Clean = CleanPicture | CleanDocument


@dataclass(frozen=True, slots=True)
class Refusal:
    """too_large, too_many_pixels, animated, not_a_picture, damaged, unsupported_format or timed_out; of a PDF
    pdf_active, pdf_locked, pdf_unreadable or pdf_too_many_pages; by the scanner's word infected."""

    code: str


class Decoder:
    """One of the few places to decode in; held as a context so that waiting happens before a file is claimed."""

    def __enter__(self) -> "Decoder":
        if not _decoders.acquire(timeout=WAIT_SECONDS):
            raise NoDecoder
        return self

    def __exit__(self, *_failure: object) -> None:
        _decoders.release()

    def decode(self, source: Path, *, documents: bool = False) -> Clean | Refusal:
        """`documents`: a PDF is taken as well, where it belongs."""
        with source.open("rb", buffering=0) as data, tempfile.TemporaryFile() as answer:
            is_document = documents and data.read(len(PDF_MARK)) == PDF_MARK
            data.seek(0)
            try:
                # -I: neither our environment nor any folder of ours can change what the program imports.
                done = subprocess.run(  # noqa: S603 our own program; nothing of the picture is in its arguments
                    [sys.executable, "-I", "-B", str(PDF_PROGRAM if is_document else PROGRAM), limits.for_decoder()],
                    stdin=data,
                    stdout=answer,
                    stderr=subprocess.DEVNULL,
                    env=ENVIRONMENT,
                    cwd="/",
                    timeout=limits.WALL_SECONDS,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return Refusal("timed_out")
            if done.returncode:
                log.warning("picture.decoder_died", extra={"code": done.returncode})
                in_time = "pdf_unreadable" if is_document else "damaged"
                return Refusal("timed_out" if done.returncode in OUT_OF_TIME else in_time)
            answer.seek(0)
            if is_document:
                return _read_document(answer.readline(), source)
            return _read(answer.readline(), answer.read(limits.MAX_OUTPUT_BYTES))


def _read_document(head: bytes, source: Path) -> CleanDocument | Refusal:
    try:
        said = json.loads(head)
        if "refusal" in said:
            return Refusal(str(said["refusal"])[:40])
        return CleanDocument(int(said["pages"]), source.read_bytes())
    except (ValueError, KeyError, TypeError):
        return Refusal("pdf_unreadable")


def _read(head: bytes, body: bytes) -> CleanPicture | Refusal:
    """The answer of a process that may have been taken over by what it decoded: believed as little as possible."""
    try:
        said = json.loads(head)
        if "refusal" in said:
            return Refusal(str(said["refusal"])[:40])
        picture = CleanPicture(str(said["media_type"]), int(said["width"]), int(said["height"]), body)
    except (ValueError, KeyError, TypeError):
        return Refusal("damaged")
    if picture.media_type not in limits.MEDIA_TYPES or not body:
        return Refusal("damaged")
    if not (0 < picture.width <= limits.LONGEST_SIDE and 0 < picture.height <= limits.LONGEST_SIDE):
        return Refusal("damaged")
    return picture
