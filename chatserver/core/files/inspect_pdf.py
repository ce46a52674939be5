"""A program of its own: reads one PDF from standard input and says how many pages it has, or why it is not taken.

A PDF is passed on as it is, so everything that acts by itself is refused: scripts, programs to start, files inside it,
addresses that open with it, and what is locked and so cannot be looked into. It knows objects where they lie open and
in object streams, which a reader finds by `/N` and `/First`; names are looked for in all bytes, so that no disagreement
about where something ends can hide one. It imports nothing of ours; `pictures.py` starts it with the limits.
"""

import json
import re
import resource
import sys
import zlib
from collections.abc import Iterator
from typing import Any

END_WITHIN = 1024
# Each in ISO 32000-1: 12.6.4 actions, 7.11.4 embedded files, 13 multimedia, 12.7.8 forms of XML.
ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia\w*|SubmitForm|ImportData|GoToE|GoToR|Rendition|XFA|Movie|GoTo3DView"
    rb"|Filespec)(?![A-Za-z0-9])"
)
# Short enough to turn up in the bytes of a picture by chance: looked for in objects only.
ACTIVE_IN_OBJECTS = re.compile(rb"/(JS|AA|EF)(?![A-Za-z0-9])")
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
OPENING = re.compile(rb"/OpenAction\s*(?:(\d+)\s+(\d+)\s+R|(\[|<<))")
HARMLESS_OPENING = re.compile(rb"\s*(\[|<<(?=.{0,200}/S\s*/GoTo(?![A-Za-z0-9])))", re.DOTALL)
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z0-9])")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
OBJECT_STREAM = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class Refused(Exception):
    """The code that the uploader is told."""


def main() -> None:
    limits = json.loads(sys.argv[1])
    for what, most in (
        (resource.RLIMIT_AS, limits["address_space"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))
    try:
        said = {
            "media_type": "application/pdf",
            "pages": pages_of(sys.stdin.buffer.read(limits["input_bytes"] + 1), limits),
        }
    except Refused as refusal:
        said = {"refusal": str(refusal)}
    except MemoryError:
        said = {"refusal": "too_large"}
    sys.stdout.write(json.dumps(said) + "\n")


def pages_of(data: bytes, limits: dict[str, Any]) -> int:
    if len(data) > limits["input_bytes"]:
        raise Refused("too_large")
    # Nothing before and little after: what is also something else is not taken for a document.
    if not data.startswith(b"%PDF-") or not data[-END_WITHIN:].rstrip(b"\0\t\n\f\r ").endswith(b"%%EOF"):
        raise Refused("pdf_unreadable")
    whole = plain(data)
    objects = [plain(one) for one in object_streams(data, limits["inflated_bytes"])]
    if len(OBJECT_STREAM.findall(whole)) > len(objects):
        # One is named where none was found: somebody hides it.
        raise Refused("pdf_unreadable")
    if ENCRYPTED.search(whole):
        raise Refused("pdf_locked")
    texts = [b"".join(outside_streams(whole)), *objects]
    if any(ACTIVE.search(text) for text in (whole, *objects)) or any(acts(text, texts) for text in texts):
        raise Refused("pdf_active")
    pages = sum(len(PAGE.findall(text)) for text in texts)
    if pages == 0:
        raise Refused("pdf_unreadable")
    if pages > limits["pages"]:
        raise Refused("pdf_too_many_pages")
    return pages


def acts(text: bytes, texts: list[bytes]) -> bool:
    if ACTIVE_IN_OBJECTS.search(text):
        return True
    return not all(opens_harmlessly(opening, text, texts) for opening in OPENING.finditer(text))


def plain(data: bytes) -> bytes:
    """A name may be written with codes: /J#61vaScript."""
    return ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), data)


def outside_streams(data: bytes) -> Iterator[bytes]:
    place = 0
    for start in STREAM.finditer(data):
        if start.start() < place:
            continue
        yield data[place : start.start()]
        end = data.find(b"endstream", start.end())
        place = len(data) if end < 0 else end
    yield data[place:]


def object_streams(data: bytes, most: int) -> Iterator[bytes]:
    """What is in them. Everything else that is packed are pictures, fonts and drawing, which cannot act."""
    left = most
    for start in STREAM.finditer(data):
        head = plain(data[max(0, data.rfind(b"obj", 0, start.start())) : start.start()])
        if b"/ObjStm" not in head and not (b"/First" in head and re.search(rb"/N(?![A-Za-z0-9])", head)):
            continue
        filters = re.findall(rb"/(\w+Decode)", head)
        if (b"/Filter" in head and filters != [b"FlateDecode"]) or b"/Predictor" in head or b"/Crypt" in head:
            raise Refused("pdf_unreadable")
        if b"/Filter" not in head:
            yield data[start.end() : data.find(b"endstream", start.end())]
            continue
        inflated = inflate(data[start.end() :], left)
        left -= len(inflated)
        yield inflated


def inflate(packed: bytes, most: int) -> bytes:
    opener = zlib.decompressobj()
    try:
        text = opener.decompress(packed, most + 1)
    except zlib.error:
        raise Refused("pdf_unreadable") from None
    if len(text) > most:
        raise Refused("too_large")
    return text


def opens_harmlessly(opening: "re.Match[bytes]", text: bytes, texts: list[bytes]) -> bool:
    """A page to begin with is a place in the document; everything else acts."""
    number, generation, _ = opening.groups()
    if number is None:
        return HARMLESS_OPENING.match(text, opening.start(3)) is not None
    named = re.compile(rb"(?<!\d)" + number + rb"\s+" + generation + rb"\s+obj")
    found = [
        match
        for one in texts
        for match in [HARMLESS_OPENING.match(one, named_at.end()) for named_at in named.finditer(one)]
    ]
    return bool(found) and all(found)


if __name__ == "__main__":
    main()
