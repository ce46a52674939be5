"""Files in a bucket of a real store: the same promises as in a folder, and what happens while the store is away."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import Settings

from chatserver.core import clock, files
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.files import actions, bucket, jobs, limits, storage, uploads
from chatserver.core.files.bucket import Bucket, StoreAway
from chatserver.core.files.uploads import Owner
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from chatserver.core.models import StoredFile, Upload
from tests.core import s3
from tests.core.pictures import leftovers, quarters, saved
from tests.core.s3 import S3

pytestmark = pytest.mark.django_db(transaction=True)

ANNA = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Anna Lind")
PICTURE = saved(quarters(), "JPEG")
HALF = len(PICTURE) // 2


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    made = s3.made(tmp_path_factory.mktemp("s3"))
    made.process.start()
    yield made
    made.process.close()


@pytest.fixture(autouse=True)
def store(running: S3, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> S3:
    """A bucket of the test's own."""
    # Whoever asks a store that is silent waits for this long.
    monkeypatch.setattr(bucket, "READ_SECONDS", 0.5)
    monkeypatch.setattr(bucket, "ATTEMPTS", 1)
    for module in (actions, uploads):
        monkeypatch.setattr(module, "SHARED", Limits())
    own = S3(replace(running.place, name=f"test-{new_id().hex}"), running.process)
    own.make_bucket()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, bucket=own.place)
    return own


def owner() -> Owner:
    return Owner(ANNA, "room", new_id(), ANNA.person)


def send(to: Owner, upload_id: UUID, start: int, end: int) -> Upload:
    return uploads.append(to, upload_id, start, io.BytesIO(PICTURE[start:end]))


def keys() -> set[str]:
    return {key for key, _ in storage.store().listed("")}


def received(body: bytes = PICTURE) -> StoredFile:
    return files.receive(ANNA, "room", new_id(), ANNA.person, body)


@contextmanager
def refused(code: ErrorCode) -> Iterator[None]:
    with pytest.raises(DomainError) as refusal:
        yield
    assert refusal.value.code is code


# --- what a store does ----------------------------------------------------------------------------------------------
def test_a_key_holds_all_of_its_bytes_or_does_not_exist() -> None:
    held = storage.store()
    body = bytes(range(256)) * 20_000
    # Larger than what waits in memory.
    assert len(body) > bucket.SPOOLED_BYTES
    assert storage.write("ab/one", io.BytesIO(body), len(body)) == len(body)
    assert held.read("ab/one") == body
    with held.local("ab/one") as path:
        assert path.read_bytes() == body
    assert not path.exists()
    with pytest.raises(storage.TooLarge):
        storage.write("ab/two", io.BytesIO(body), len(body) - 1)
    assert keys() == {"ab/one"}
    storage.write("ab/one", io.BytesIO(b"other"), 10)
    assert held.read("ab/one") == b"other"
    for missing in ("ab/two", "ab/on"):
        with pytest.raises(FileNotFoundError):
            held.read(missing)
        with pytest.raises(FileNotFoundError), held.local(missing):
            pass


def test_more_keys_than_one_answer_or_request_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket, "REMOVED_TOGETHER", 40)
    for number in range(90):
        storage.write(f"aa/{number:03}", io.BytesIO(b"x"), 1)
    assert len(list(storage.store().listed("aa/0"))) == 90
    assert len(list(storage.store().listed("aa/00"))) == 10
    storage.remove(*[f"aa/{number:03}" for number in range(89)], "aa/never")
    assert keys() == {"aa/089"}


# --- the way of a picture -------------------------------------------------------------------------------------------
def test_parts_become_the_picture_and_nothing_else_stays() -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), len(PICTURE))
    assert send(to, upload.id, 0, HALF).offset == HALF
    assert [key.startswith(f"parts/{upload.id}/") for key in keys()] == [True]
    send(to, upload.id, HALF, len(PICTURE))
    file = files.get(upload.id)
    assert (file.state, keys()) == ("ready", {storage.key(file.id)})
    data = files.ready_bytes(file)
    assert (len(data), leftovers(data)) == (file.size, [])


def test_nothing_is_kept_of_what_is_refused_or_given_up() -> None:
    assert files.settle(received(b"GIF89a" + bytes(100)).id).state == "refused"
    to = owner()
    upload = uploads.begin(to, new_id(), len(PICTURE))
    send(to, upload.id, 0, HALF)
    uploads.cancel(to, upload.id)
    assert keys() == set()


def test_the_sweeps_leave_what_a_row_needs() -> None:
    ready, waiting, to = files.settle(received().id), received(), owner()
    begun = uploads.begin(to, new_id(), len(PICTURE))
    send(to, begun.id, 0, HALF)
    needed = keys()
    for key in (storage.key(new_id()), storage.original_key(ready.id), storage.part_key(new_id(), new_id())):
        storage.write(key, io.BytesIO(b"x"), 1)
    storage.write("notes.txt", io.BytesIO(b"not ours"), 10)
    with clock.shifted(jobs.ORPHAN - timedelta(minutes=1)):
        jobs.sweep()
        uploads.forget()
    assert len(keys()) == len(needed) + 4
    with clock.shifted(jobs.ORPHAN + timedelta(minutes=1)):
        jobs.sweep()
    stray = {key for key in keys() - needed if key.startswith(storage.PARTS)}
    assert keys() == needed | stray | {"notes.txt"}
    assert len(stray) == 1
    with clock.shifted(timedelta(hours=limits.UPLOAD_HOURS, minutes=1)):
        uploads.forget()
    assert keys() == {storage.key(ready.id), storage.original_key(waiting.id), "notes.txt"}


# --- while it is away -----------------------------------------------------------------------------------------------
def test_a_part_that_finds_the_store_silent_is_sent_again(store: S3) -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), len(PICTURE))
    send(to, upload.id, 0, HALF)
    with store.silent(), refused(ErrorCode.UNAVAILABLE):
        send(to, upload.id, HALF, len(PICTURE))
    assert uploads.find(to, upload.id).offset == HALF
    send(to, upload.id, HALF, len(PICTURE))
    assert files.get(upload.id).state == "ready"


def test_a_whole_file_is_held_until_the_store_is_back(store: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store falls silent between the last part and the file: its sender is told, and the same call finishes it."""
    to, name = owner(), new_id()
    upload = uploads.begin(to, name, len(PICTURE))
    send(to, upload.id, 0, HALF)
    record = uploads._record_part

    with monkeypatch.context() as patched:
        silence = store.silent()

        def then_silent(*arguments: object) -> Upload:
            recorded: Upload = record(*arguments)  # type: ignore[arg-type]  # passed on as they came
            silence.__enter__()
            return recorded

        patched.setattr(uploads, "_record_part", then_silent)
        with refused(ErrorCode.UNAVAILABLE):
            send(to, upload.id, HALF, len(PICTURE))
        silence.__exit__(None, None, None)
    assert (uploads.find(to, upload.id).offset, StoredFile.objects.count()) == (len(PICTURE), 0)
    assert uploads.begin(to, name, len(PICTURE)).offset == len(PICTURE)
    assert files.get(upload.id).state == "ready"


def test_what_was_received_is_settled_by_the_repair_job(store: S3) -> None:
    file = received()
    with store.silent():
        with refused(ErrorCode.UNAVAILABLE):
            files.settle(file.id)
        assert files.get(file.id).state == "received"
        with clock.shifted(jobs.STUCK + timedelta(seconds=1)):
            jobs.repair()
        assert files.get(file.id).state == "received"
    with clock.shifted(2 * jobs.STUCK + timedelta(seconds=2)):
        jobs.repair()
    assert files.get(file.id).state == "ready"


def test_a_ready_picture_is_unavailable_and_not_gone(store: S3) -> None:
    file = files.settle(received().id)
    with store.silent(), refused(ErrorCode.UNAVAILABLE):
        files.ready_bytes(file)
    assert len(files.ready_bytes(file)) == file.size


def test_what_could_not_be_removed_is_swept_later(store: S3) -> None:
    to = owner()
    upload = uploads.begin(to, new_id(), len(PICTURE))
    send(to, upload.id, 0, HALF)
    with store.silent():
        uploads.cancel(to, upload.id)
    assert (Upload.objects.count(), len(keys())) == (0, 1)
    with clock.shifted(timedelta(hours=limits.UPLOAD_HOURS, minutes=1)):
        uploads.forget()
    assert keys() == set()


def test_a_sweep_that_finds_it_silent_removes_nothing(store: S3) -> None:
    files.settle(received().id)
    with store.silent(), clock.shifted(2 * jobs.ORPHAN), pytest.raises(StoreAway):
        jobs.sweep()
    assert len(keys()) == 1


# --- the operator's mistakes, and a store that has lost everything --------------------------------------------------
def test_a_bucket_that_is_not_there_is_no_lost_picture(store: S3, settings: Settings) -> None:
    file = received()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, bucket=replace(store.place, name="not-there"))
    with refused(ErrorCode.UNAVAILABLE):
        files.settle(file.id)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, bucket=store.place)
    assert files.settle(file.id).state == "ready"


def test_nobody_there_is_the_same(store: S3) -> None:
    nobody = Bucket(replace(store.place, endpoint="http://127.0.0.1:1"))
    for attempt in (lambda: nobody.read("aa/x"), lambda: nobody.write("aa/x", [b"x"]), lambda: nobody.remove(["aa/x"])):
        with pytest.raises(StoreAway):
            attempt()
    with pytest.raises(StoreAway):
        list(nobody.listed(""))


def test_neither_key_nor_secret_is_in_what_is_said_of_it(store: S3, caplog: pytest.LogCaptureFixture) -> None:
    nobody = Bucket(replace(store.place, endpoint="http://127.0.0.1:1", secret_key="a secret"))
    with pytest.raises(StoreAway) as failure:
        nobody.read("aa/named")
    said = f"{failure.value!r} {caplog.text} {store.place!r}"
    assert "aa/named" not in said
    assert "secret" not in said


def test_killed_and_started_empty(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    """Held while it is dead; when it comes back without the bytes, parts are asked for again and a file is refused."""
    own = s3.made(tmp_path_factory.mktemp("killed"))
    own.process.start()
    own.make_bucket()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, bucket=own.place)
    to, name = owner(), new_id()
    upload, file = uploads.begin(to, name, len(PICTURE)), received()
    send(to, upload.id, 0, HALF)
    own.process.kill()
    with refused(ErrorCode.UNAVAILABLE):
        send(to, upload.id, HALF, len(PICTURE))
    with refused(ErrorCode.UNAVAILABLE):
        files.settle(file.id)
    assert files.get(file.id).state == "received"
    own.process.restart()
    own.make_bucket()
    with refused(ErrorCode.NOT_FOUND):
        send(to, upload.id, HALF, len(PICTURE))
    again = uploads.begin(to, name, len(PICTURE))
    assert again.offset == 0
    send(to, again.id, 0, len(PICTURE))
    assert files.get(again.id).state == "ready"
    assert files.settle(file.id).refusal == "damaged"
    own.process.close()
