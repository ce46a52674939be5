"""Files made to break what opens them, through the way that a telephone takes: each is made clean, or refused with a
code that its sender is told. VARDRUM_TEST_HOSTILE=all sends many more of those that chance makes."""

import logging
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chatserver.core import files
from chatserver.core.files import pictures, storage, uploads
from chatserver.core.models import StoredFile
from tests.core.hostile_files import ANY, READY, Hostile, all_of_them
from tests.core.pictures import CANARY, leftovers
from tests.core.test_corpora_uploaded import Unlimited, sent_bytes

pytestmark = [pytest.mark.either_database, pytest.mark.django_db(transaction=True)]

CODES = {
    "too_large", "too_many_pixels", "animated", "not_a_picture", "damaged", "unsupported_format", "timed_out",
    "pdf_active", "pdf_locked", "pdf_unreadable", "pdf_too_many_pages",
}  # fmt: skip
BY_CHANCE = 600 if os.environ.get("VARDRUM_TEST_HOSTILE") == "all" else 24


def wrong_with(one: Hostile, file: StoredFile) -> str | None:
    became = READY if file.state == "ready" else file.refusal
    if one.means not in (ANY, became):
        return f"{one.label}: {became}, not {one.means}"
    if became != READY:
        return None if became in CODES else f"{one.label}: {file.state} {became}"
    data = files.ready_bytes(file)
    if file.media_type == pictures.PDF:
        return None if data == one.data else f"{one.label}: another PDF"
    left = leftovers(data)
    return f"{one.label}: {left} is left" if left or CANARY[:13].encode() in data else None


def test_each_is_made_clean_or_refused_with_a_code(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(storage, "root", lambda: tmp_path / "files")
    monkeypatch.setattr(uploads, "SHARED", Unlimited())
    hostile = all_of_them(BY_CHANCE)
    with caplog.at_level(logging.WARNING, "vardrum.files"), ThreadPoolExecutor(max_workers=2) as threads:
        became = list(threads.map(lambda one: sent_bytes(one.data, one.name), hostile))
    wrong = [told for one, file in zip(hostile, became, strict=True) if (told := wrong_with(one, file))]
    refused = Counter(file.refusal for file in became if file.state == "refused")
    deaths = [record.__dict__["code"] for record in caplog.records if record.msg == "picture.decoder_died"]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(hostile)} hostile files: {sum(file.state == READY for file in became)} taken clean, refused "
            f"{dict(sorted(refused.items()))}, decoders that died {deaths}, otherwise than meant {len(wrong)}\n"
        )
    assert (wrong, deaths) == ([], [])
