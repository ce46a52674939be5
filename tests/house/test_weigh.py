"""A page that has grown beyond its limit is found, with all that it imports, and named."""

import json
import random
from pathlib import Path

import pytest

from tools.weigh import Page, Weight, too_heavy, weigh

PAGE = Page("room", "resident", "src/Room.tsx", limit=3_000, script_limit=2_000)
CHUNKS = {
    "resident.html": {
        "file": "start.js",
        "css": ["start.css"],
        "imports": ["_shared.js"],
        "dynamicImports": ["src/Room.tsx"],
    },
    "_shared.js": {"file": "shared.js"},
    "src/Room.tsx": {"file": "room.js", "css": ["room.css"], "imports": ["_shared.js", "resident.html"]},
}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """Noise, which no compression makes smaller."""
    (tmp_path / "resident.manifest.json").write_text(json.dumps(CHUNKS))
    noise = random.Random(1)  # the same bytes each time
    for name in ("resident.html", "start.js", "start.css", "shared.js", "room.js", "room.css"):
        (tmp_path / name).write_bytes(noise.randbytes(500))
    return tmp_path


def test_a_page_weighs_its_entry_and_its_code_with_what_they_import_each_once(dist: Path) -> None:
    weight = weigh(dist, PAGE)
    assert 6 * 500 < weight.total < 6 * 540
    assert 3 * 500 < weight.script < 3 * 540


def test_the_first_page_does_not_carry_what_comes_later(dist: Path) -> None:
    first = weigh(dist, Page("start", "resident", None, limit=1))
    assert 4 * 500 < first.total < 4 * 540


def test_a_page_without_its_code_is_a_mistake(dist: Path) -> None:
    with pytest.raises(SystemExit, match=r"no src/Gone\.tsx"):
        weigh(dist, Page("gone", "resident", "src/Gone.tsx", limit=1))


def test_too_much_is_named() -> None:
    assert too_heavy(PAGE, Weight(total=3_000, script=2_000)) == []
    assert too_heavy(PAGE, Weight(total=3_001, script=2_001)) == [
        "room weighs 3001 bytes compressed; its limit is 3000.",
        "room has 2001 bytes of script compressed; its limit is 2000.",
    ]
