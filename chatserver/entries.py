"""The built entries as they are sent: each with links to the code that its address needs, compressed once.

Vite's manifest says what a page's code consists of. Without the links a browser would find that code only after it had
read and run the entry: one more round trip on a network where each takes a fifth of a second.
"""

import gzip
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

MANIFEST = "resident.manifest.json"
SOURCES = "src/resident/"
# As in src/resident/App.tsx, where these pages are fetched when they are first needed.
PAGES = (
    (re.compile(r"new|errand"), "form/BeginPage.tsx"),
    (re.compile(r"form/[^/]+"), "form/FormPage.tsx"),
    (re.compile(r"cases"), "cases/CasesPage.tsx"),
    (re.compile(r"cases/[^/]+"), "room/CasePage.tsx"),
)


@dataclass(frozen=True)
class Entry:
    plain: bytes
    compressed: bytes


def entry(html: Path, address: str = "") -> Entry:
    """The entry for an address. Read anew when a build has replaced it."""
    return _entry(html, html.stat().st_mtime_ns, _page_of(address))


def _page_of(address: str) -> str | None:
    return next((SOURCES + page for pattern, page in PAGES if pattern.fullmatch(address.strip("/"))), None)


@lru_cache(maxsize=32)
def _entry(html: Path, _written: int, page: str | None) -> Entry:
    text = html.read_text()
    if page is not None:
        text = text.replace("</head>", "".join(_links(html.with_name(MANIFEST), html.name, page)) + "</head>", 1)
    return Entry(text.encode(), gzip.compress(text.encode(), mtime=0))


def _links(manifest: Path, own: str, page: str) -> list[str]:
    if not manifest.is_file():
        return []
    chunks = json.loads(manifest.read_text())
    there = files(chunks, own)
    more = [name for name in files(chunks, page) if name not in there]
    return [
        f'<link rel="stylesheet" crossorigin href="/{name}">'
        if name.endswith(".css")
        else f'<link rel="modulepreload" crossorigin href="/{name}">'
        for name in more
    ]


def files(chunks: dict[str, Any], name: str) -> list[str]:
    """A chunk with all that it imports, scripts and styles, each once."""
    found: dict[str, None] = {}
    seen: set[str] = set()

    def gather(key: str) -> None:
        if key not in chunks or key in seen:
            return
        seen.add(key)
        found.update(dict.fromkeys([chunks[key]["file"], *chunks[key].get("css", [])]))
        for imported in chunks[key].get("imports", []):
            gather(imported)

    gather(name)
    return list(found)
