"""A file in parts: cut anywhere, asked for twice, by two at once, given up. It arrives once and whole or not at all."""

import io
import itertools
import os
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatserver.core import clock, files
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.files import actions, limits, storage, uploads
from chatserver.core.files.uploads import Owner
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from chatserver.core.models import AuditEntry, StoredFile, Upload, UploadPart
from tests.core.kept import path_of
from tests.core.pictures import quarters, saved

pytestmark = pytest.mark.django_db(transaction=True)

ANNA = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Anna Lind")
BO = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Bo Ek")
PICTURE = saved(quarters(), "JPEG")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(storage, "root", lambda: tmp_path / "files")
    for module in (actions, uploads):
        monkeypatch.setattr(module, "SHARED", Limits())
    return tmp_path / "files"


def owner(actor: Actor = ANNA) -> Owner:
    return Owner(actor, "room", new_id(), actor.person)


def send(to: Owner, upload_id: UUID, start: int, end: int, body: bytes = PICTURE) -> Upload:
    return uploads.append(to, upload_id, start, io.BytesIO(body[start:end]))


@contextmanager
def refused(code: ErrorCode) -> Iterator[None]:
    with pytest.raises(DomainError) as refusal:
        yield
    assert refusal.value.code is code


def parts() -> int:
    return sum(1 for path in path_of(storage.PARTS).rglob("*") if path.is_file())


def test_parts_become_the_picture_they_were(folder: Path) -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), len(PICTURE))
    half = len(PICTURE) // 2
    assert send(to, upload.id, 0, half).offset == half
    assert (uploads.find(to, upload.id).offset, StoredFile.objects.count()) == (half, 0)
    assert send(to, upload.id, half, len(PICTURE)).offset == len(PICTURE)
    file = files.get(upload.id)
    assert (file.state, file.owner_id, file.uploader_id) == ("ready", to.id, ANNA.account_id)
    assert parts() == 0
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == ["file.receive", "file.accept"]


class Unlimited(Limits):
    """All examples of a property run within moments."""

    def take(self, actor: Hashable, action: str) -> None: ...


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, len(PICTURE) - 1), unique=True, max_size=8), st.integers(0, 8))
def test_wherever_it_is_cut_what_came_is_what_was_sent(
    monkeypatch: pytest.MonkeyPatch, cuts: list[int], lost: int
) -> None:
    """After each part the sender asks again from the beginning; one of the parts is sent twice."""
    monkeypatch.setattr(uploads, "SHARED", Unlimited())
    to, name, came = owner(), new_id(), b""
    places = [0, *sorted(cuts), len(PICTURE)]
    for number, (start, end) in enumerate(itertools.pairwise(places)):
        upload = uploads.begin(to, name, len(PICTURE))
        assert upload.offset == start
        came = b"".join(
            path_of(storage.part_key(upload.id, part.id)).read_bytes() for part in upload.parts.order_by("offset")
        )
        assert came == PICTURE[:start]
        send(to, upload.id, start, end)
        if number == lost:
            with refused(ErrorCode.CONFLICT):
                send(to, upload.id, start, end)
    assert files.get(uploads.begin(to, name, len(PICTURE)).id).state == "ready"


def test_a_part_that_ends_early_counts_for_what_came_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that breaks off leaves neither bytes nor a place."""

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("the line is gone")

    to = owner()
    upload = uploads.begin(to, new_id(), len(PICTURE))
    with refused(ErrorCode.UNAVAILABLE):
        uploads.append(to, upload.id, 0, Broken())
    assert (uploads.find(to, upload.id).offset, parts()) == (0, 0)


def test_a_lost_answer_doubles_nothing() -> None:
    to, name = owner(), new_id()
    first = uploads.begin(to, name, len(PICTURE))
    assert uploads.begin(to, name, len(PICTURE)).id == first.id
    send(to, first.id, 0, len(PICTURE))
    again = uploads.begin(to, name, len(PICTURE))
    assert (again.id, again.offset) == (first.id, len(PICTURE))
    uploads.append(to, first.id, len(PICTURE), io.BytesIO())
    assert (Upload.objects.count(), StoredFile.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="file.receive").count() == 1


def test_another_length_under_the_same_name_is_refused() -> None:
    to, name = owner(), new_id()
    uploads.begin(to, name, 10)
    with refused(ErrorCode.CONFLICT):
        uploads.begin(to, name, 11)


def test_what_was_refused_may_be_tried_again() -> None:
    to, name = owner(), new_id()
    first = uploads.begin(to, name, 100)
    uploads.append(to, first.id, 0, io.BytesIO(bytes(100)))
    assert files.get(first.id).refusal == "not_a_picture"
    second = uploads.begin(to, name, len(PICTURE))
    assert (second.id != first.id, second.offset) == (True, 0)


@pytest.mark.parametrize(("length", "code"), [(0, ErrorCode.BAD_REQUEST), (limits.MAX_BYTES + 1, ErrorCode.TOO_LARGE)])
def test_a_length_that_cannot_be_is_refused(length: int, code: ErrorCode) -> None:
    with refused(code):
        uploads.begin(owner(), new_id(), length)


def test_a_part_is_never_more_than_what_is_left() -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), 10)
    for body, code in ((bytes(11), ErrorCode.TOO_LARGE), (b"", ErrorCode.BAD_REQUEST)):
        with refused(code):
            uploads.append(to, upload.id, 0, io.BytesIO(body))
    big = uploads.begin(to, new_id(), limits.MAX_BYTES)
    with refused(ErrorCode.TOO_LARGE):
        uploads.append(to, big.id, 0, io.BytesIO(bytes(limits.MAX_PART_BYTES + 1)))
    assert (parts(), UploadPart.objects.count()) == (0, 0)


def test_an_upload_is_its_senders_and_its_owners_alone() -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), 10)
    for other in (Owner(BO, "room", to.id, BO.person), owner(ANNA)):
        with refused(ErrorCode.NOT_FOUND):
            uploads.append(other, upload.id, 0, io.BytesIO(b"x"))
        with refused(ErrorCode.NOT_FOUND):
            uploads.cancel(other, upload.id)


def test_what_is_given_up_leaves_nothing() -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), 10)
    send(to, upload.id, 0, 4)
    uploads.cancel(to, upload.id)
    assert (Upload.objects.count(), UploadPart.objects.count(), parts()) == (0, 0, 0)
    with refused(ErrorCode.NOT_FOUND):
        uploads.find(to, upload.id)


def test_how_many_one_may_leave_unfinished_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one untouched for longest gives way; a finished one does not count."""
    monkeypatch.setattr(limits, "MAX_UPLOADS", 2)
    to, names = owner(), [new_id() for _ in range(4)]
    done = uploads.begin(to, names[0], len(PICTURE))
    send(to, done.id, 0, len(PICTURE))
    begun = [uploads.begin(to, name, 10) for name in names[1:]]
    assert set(Upload.objects.values_list("id", flat=True)) == {done.id, begun[1].id, begun[2].id}


def test_what_nobody_goes_on_with_is_forgotten() -> None:
    to, name = owner(), new_id()
    upload = uploads.begin(to, name, 10)
    send(to, upload.id, 0, 4)
    stray = storage.part_key(new_id(), new_id())
    storage.write(stray, io.BytesIO(b"of no row"), 100)
    os.utime(path_of(stray), (0, 0))
    uploads.forget()
    assert (uploads.find(to, upload.id).offset, parts()) == (4, 1)
    with clock.shifted(timedelta(hours=limits.UPLOAD_HOURS, seconds=1)):
        uploads.forget()
    assert (Upload.objects.count(), parts()) == (0, 0)
    assert uploads.begin(to, name, 10).offset == 0


def test_parts_that_are_lost_are_asked_for_again() -> None:
    to, name = owner(), new_id()
    upload = uploads.begin(to, name, 10)
    send(to, upload.id, 0, 4)
    storage.remove_parts(upload.id)
    with refused(ErrorCode.NOT_FOUND):
        send(to, upload.id, 4, 10)
    assert uploads.begin(to, name, 10).offset == 0


def test_a_process_that_dies_at_the_last_part_is_made_good(monkeypatch: pytest.MonkeyPatch) -> None:
    to, name = owner(), new_id()
    upload = uploads.begin(to, name, len(PICTURE))
    with monkeypatch.context() as patched:
        patched.setattr(uploads, "finish", lambda *_: None)
        send(to, upload.id, 0, len(PICTURE))
    assert StoredFile.objects.count() == 0
    uploads.begin(to, name, len(PICTURE))
    assert files.get(upload.id).state == "ready"


def at_once(call: Callable[[], object], times: int = 4) -> list[object]:
    answers: list[object] = []

    def one() -> None:
        try:
            answers.append(call())
        except DomainError as refusal:
            answers.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_several_at_once_begin_one_upload() -> None:
    to, name = owner(), new_id()
    begun = at_once(lambda: uploads.begin(to, name, len(PICTURE)).id)
    assert (len(set(begun)), Upload.objects.count()) == (1, 1)


def test_several_at_once_bring_one_part() -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), len(PICTURE))
    answers = at_once(lambda: send(to, upload.id, 0, len(PICTURE)).offset)
    assert answers.count(len(PICTURE)) == 1
    assert set(answers) == {len(PICTURE), ErrorCode.CONFLICT}
    assert StoredFile.objects.count() == 1


def test_several_at_once_finish_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    to, name = owner(), new_id()
    upload = uploads.begin(to, name, len(PICTURE))
    with monkeypatch.context() as patched:
        patched.setattr(uploads, "finish", lambda *_: None)
        send(to, upload.id, 0, len(PICTURE))
    at_once(lambda: uploads.begin(to, name, len(PICTURE)))
    assert (StoredFile.objects.count(), files.get(upload.id).state) == (1, "ready")
    assert AuditEntry.objects.filter(action="file.receive").count() == 1
