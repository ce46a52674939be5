"""The built entries as they are sent: each with links to what its address needs first, code and answers of the API.

Vite's manifest says what a page's code consists of. Without the links a browser would find that code only after it had
read and run the entry, and ask for its data after that: round trips, on a network where each takes a fifth of a second.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

MANIFEST = "resident.manifest.json"
SOURCES = "src/resident/"
API = "/api/resident/"
# What of an address goes into a page; nothing else of it does.
ID = "([0-9a-f-]{36})"


@dataclass(frozen=True)
class Page:
    """A page of src/resident/App.tsx that is fetched when it is first needed, and what it then asks the API for."""

    address: re.Pattern[str]
    code: str
    answers: tuple[str, ...]


PAGES = (
    Page(re.compile("new|errand"), "form/BeginPage.tsx", ("me", "subjects", "intakes")),
    Page(re.compile(f"form/{ID}"), "form/FormPage.tsx", ("me", "intakes/{}")),
    Page(re.compile("cases"), "cases/CasesPage.tsx", ("me", "cases", "intakes")),
    Page(re.compile("reach"), "reach/ReachPage.tsx", ("me", "reach")),
    Page(re.compile(f"n/{ID}"), "reach/NoticePage.tsx", ("me", "notices/{}")),
    Page(re.compile(f"cases/{ID}"), "room/CasePage.tsx", ("me", "cases/{}/timeline")),
)


def entry(html: Path, address: str = "", *, logged_in: bool = False) -> bytes:
    """The entry for an address. Only somebody who may be logged in is spared the wait for answers."""
    for page in PAGES:
        if found := page.address.fullmatch(address.strip("/")):
            links = _code(html.with_name(MANIFEST), html.stat().st_mtime_ns, html.name, page.code)
            answers = [_answer(name.format(*found.groups())) for name in page.answers] if logged_in else []
            return html.read_text().replace("</head>", "".join([*links, *answers, "</head>"]), 1).encode()
    return html.read_bytes()


def _answer(name: str) -> str:
    return f'<link rel="preload" as="fetch" crossorigin href="{API}{name}">'


@lru_cache(maxsize=32)
def _code(manifest: Path, _built: int, own: str, page: str) -> list[str]:
    """Read anew when a build has replaced it."""
    if not manifest.is_file():
        return []
    chunks = json.loads(manifest.read_text())
    there = files(chunks, own)
    return [
        f'<link rel="stylesheet" crossorigin href="/{name}">'
        if name.endswith(".css")
        else f'<link rel="modulepreload" crossorigin href="/{name}">'
        for name in files(chunks, SOURCES + page)
        if name not in there
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
