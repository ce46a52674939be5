"""Pictures made for the tests, what a clean one may hold, and the decoding program run with its costs measured."""

import io
import json
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from chatserver.core.files import limits, pictures

# Beside the repository where there are such data; never shipped with it.
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
CANARY = "19920314-9829 kanariefågel"
SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Run:
    """One run of the decoding program: its answer and what it cost."""

    code: int
    head: dict[str, object]
    body: bytes
    peak_mib: int
    cpu_seconds: float

    @property
    def refusal(self) -> str | None:
        return str(self.head["refusal"]) if "refusal" in self.head else None

    def picture(self) -> Image.Image:
        assert self.refusal is None, self.head
        return Image.open(io.BytesIO(self.body))


# Between us and the program: a child counts what its parent held before it became another program.
MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
code = os.waitstatus_to_exitcode(status)
print(code, usage.ru_maxrss // 1024, usage.ru_utime + usage.ru_stime, file=sys.stderr)
"""


def decode(data: bytes, argument: str | None = None) -> Run:
    measured = [sys.executable, "-I", "-S", "-c", MEASURE]
    program = [sys.executable, "-I", "-B", str(pictures.PROGRAM), argument or limits.for_decoder()]
    done = subprocess.run([*measured, *program], input=data, capture_output=True, check=True, env=pictures.ENVIRONMENT)
    code, peak, seconds = done.stderr.decode().splitlines()[-1].split()
    line, _, body = done.stdout.partition(b"\n")
    return Run(int(code), json.loads(line) if line else {}, body, int(peak), float(seconds))


def exif(orientation: int = 1) -> bytes:
    """With a position, a camera's serial number, an owner and a comment that names somebody."""
    block = Image.Exif()
    block[0x0112], block[0x010E], block[0x8298], block[0x013B] = orientation, CANARY, CANARY, CANARY
    block.get_ifd(0x8825).update({1: "N", 2: (59.0, 19.0, 46.0), 3: "E", 4: (18.0, 4.0, 7.0)})
    block.get_ifd(0x8769).update({0xA431: CANARY, 0xA430: CANARY, 0x9286: CANARY.encode()})
    return block.tobytes()


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def quarters(width: int = 240, height: int = 160) -> Image.Image:
    """Red, green, blue and white quarters, so that each of the eight ways to hold a phone looks different."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height // 2))
    picture.paste("green", (width // 2, 0, width, height // 2))
    picture.paste("blue", (0, height // 2, width // 2, height))
    return picture


def leftovers(data: bytes) -> list[str]:
    """Everything in an encoded picture that is not needed to draw it."""
    return _in_jpeg(data) if data.startswith(b"\xff\xd8") else _in_webp(data)


def _in_jpeg(data: bytes) -> list[str]:
    found: list[str] = []
    place = 2
    while place < len(data):
        marker, length = data[place + 1], struct.unpack(">H", data[place + 2 : place + 4])[0]
        if marker == 0xDA:
            break
        if marker == 0xFE or 0xE1 <= marker <= 0xEF:
            found.append(f"segment {marker:#x}")
        place += 2 + length
    if not data.endswith(b"\xff\xd9"):
        found.append("bytes after the end")
    return found


def _in_webp(data: bytes) -> list[str]:
    found: list[str] = []
    place = 12
    while place < len(data):
        name, length = data[place : place + 4], struct.unpack("<I", data[place + 4 : place + 8])[0]
        if name not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH"):
            found.append(f"chunk {name!r}")
        place += 8 + length + length % 2
    return found
