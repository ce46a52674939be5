"""A browser keeps what stands in a field in plain text on the disk, to have it when it is opened again, unless the
field says not to. What people write here is kept sealed by us (docs/architecture.md), and nowhere else."""

import re

from tests.support.processes import REPOSITORY

SOURCES = REPOSITORY / "frontend" / "src"
TAG = re.compile(r"<(form|textarea)\b")
# What a password manager fills in: a user name and a password, which are nobody's health.
LOGIN = SOURCES / "staff" / "login" / "LoginPage.tsx"


def test_every_form_and_text_area_is_told_not_to_be_kept() -> None:
    found = {}
    for path in SOURCES.rglob("*.tsx"):
        text = path.read_text()
        tags = len(TAG.findall(text))
        if tags and not path.name.endswith(".test.tsx") and path != LOGIN:
            found[path.relative_to(SOURCES).as_posix()] = tags - text.count("autoComplete")
    assert len(found) >= 8
    assert {name: missing for name, missing in found.items() if missing > 0} == {}
