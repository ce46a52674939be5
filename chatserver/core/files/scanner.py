"""clamd, where the operator has one: a file is streamed to it and it says what it is (clamd(8), INSTREAM).

A file is passed only by its word. When it does not answer, nobody knows, and the file is held.
"""

import asyncio
import logging
import struct
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

log = logging.getLogger("vardrum.files")

CHUNK = 64 * 1024
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 30.0
# "stream: Eicar-Test-Signature FOUND": a longer answer is none of clamd's.
MAX_ANSWER = 1_000


class Verdict(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"


class ScannerAway(Exception):
    """It is not there, is too slow, or says what is no verdict: the file is held."""


def scanned(source: Path) -> Verdict:
    """Clean at once where no scanner is configured."""
    address: str = settings.ENVIRONMENT.clamd
    if not address:
        return Verdict.CLEAN
    if not source.exists():
        # The scanner is not to blame for bytes that are lost.
        raise FileNotFoundError(source)
    try:
        answer = asyncio.run(asyncio.wait_for(_ask(address, source), ANSWER_SECONDS))
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as failure:
        log.warning("file.scanner_away", extra={"type": type(failure).__name__})
        raise ScannerAway from failure
    if answer == b"stream: OK":
        return Verdict.CLEAN
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        return Verdict.INFECTED
    log.warning("file.scanner_away", extra={"type": "no verdict"})
    raise ScannerAway


async def _ask(address: str, source: Path) -> bytes:
    """z: the answer ends with a null byte. Each chunk has its length before it; one of no length is the end."""
    reader, writer = await asyncio.wait_for(_connect(address), CONNECT_SECONDS)
    try:
        writer.write(b"zINSTREAM\0")
        with source.open("rb") as data:
            while chunk := data.read(CHUNK):
                writer.write(struct.pack(">I", len(chunk)) + chunk)
                await writer.drain()
        writer.write(struct.pack(">I", 0))
        await writer.drain()
        return (await reader.readuntil(b"\0")).rstrip(b"\0\n")
    finally:
        writer.close()


async def _connect(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """unix:///run/clamav/clamd.ctl or tcp://clamav:3310"""
    place = urlsplit(address)
    if place.scheme == "unix":
        return await asyncio.open_unix_connection(place.path, limit=MAX_ANSWER)
    return await asyncio.open_connection(place.hostname, place.port, limit=MAX_ANSWER)
