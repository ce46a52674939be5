"""Every file of the corpora through the way that a telephone takes: in parts, whole, decoded; counted and printed."""

import io
import logging
import sys
from collections import Counter
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from PIL import Image, ImageChops, ImageStat

from chatserver.core import files
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.files import storage, uploads
from chatserver.core.files.uploads import Owner
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from chatserver.core.models import StoredFile
from tests.core.kept import path_of
from tests.core.pictures import CORPORA, leftovers
from tests.core.test_picture_corpora import FOLDERS, ORIENTATIONS

pytestmark = [
    pytest.mark.either_database,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the picture corpora are not on this machine"),
    pytest.mark.django_db(transaction=True),
]
PART = 256 * 1024


class Unlimited(Limits):
    def take(self, actor: Hashable, action: str) -> None: ...


def sent(path: Path) -> StoredFile | None:
    """None for a file of no bytes, which cannot be begun."""
    data = path.read_bytes()
    return sent_bytes(data, path.name) if data else None


def sent_bytes(data: bytes, name: str) -> StoredFile:
    """Into a room, by a telephone of its own."""
    actor = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Anna Lind")
    to = Owner(actor, "room", new_id(), actor.person)
    try:
        upload = uploads.begin(to, new_id(), len(data), name)
        for start in range(0, len(data), PART):
            uploads.append(to, upload.id, start, io.BytesIO(data[start : start + PART]))
        return StoredFile.objects.get(id=upload.id)
    finally:
        connection.close()


def upright(file: StoredFile, shape: str) -> bool:
    seen = Image.open(path_of(storage.key(file.id))).convert("RGB")
    meant = Image.open(ORIENTATIONS / f"{shape}_1.jpg").convert("RGB")
    return seen.size == meant.size and max(ImageStat.Stat(ImageChops.difference(seen, meant)).mean) < 12


def test_every_file_arrives_clean_or_is_refused_with_a_code(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(storage, "root", lambda: tmp_path / "files")
    monkeypatch.setattr(uploads, "SHARED", Unlimited())
    paths = [path for folder in FOLDERS for path in sorted((CORPORA / folder).rglob("*")) if path.is_file()]
    with caplog.at_level(logging.WARNING, "vardrum.files"), ThreadPoolExecutor(max_workers=2) as threads:
        found = {path: file for path, file in zip(paths, threads.map(sent, paths), strict=True) if file is not None}
    ready = {path: file for path, file in found.items() if file.state == "ready"}
    pictures = {path: file for path, file in ready.items() if file.pages is None}
    left = {path: leftovers(files.ready_bytes(file)) for path, file in pictures.items()}
    turned = [
        upright(found[ORIENTATIONS / f"{shape}_{number}.jpg"], shape)
        for shape in ("landscape", "portrait")
        for number in range(1, 9)
    ]
    refused = Counter(file.refusal for file in found.values() if file.state == "refused")
    deaths = Counter(record.__dict__.get("code") for record in caplog.records if record.msg == "picture.decoder_died")
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(paths)} files: {len(ready)} re-encoded, refused {dict(sorted(refused.items()))}, "
            f"decoders that died {sum(deaths.values())}, with place, serial or comment left "
            f"{sum(map(bool, left.values()))}, upright {sum(turned)} of {len(turned)}\n"
        )
    assert {file.state for file in found.values()} == {"ready", "refused"}
    assert (sum(deaths.values()), [path for path, rest in left.items() if rest], all(turned)) == (0, [], True)
    assert len(ready) > 200
