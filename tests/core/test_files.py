"""Receiving and settling: what is stored, what is recorded, and what happens when a process dies in between."""

import io
import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from chatserver.core import clock, files
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.files import actions, jobs, limits, pictures, storage
from chatserver.core.files.lifecycle import MOVES, FileMove, FileState, IllegalFileMove, after
from chatserver.core.files.pictures import CleanPicture, Decoder, Refusal
from chatserver.core.ids import new_id
from chatserver.core.limits import RATES, Limits
from chatserver.core.models import AuditEntry, StoredFile
from tests.core.kept import path_of
from tests.core.pictures import exif, leftovers, quarters, saved

pytestmark = pytest.mark.django_db(transaction=True)

ANNA = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Anna Lind")
PICTURE = saved(quarters(), "JPEG", exif=exif(6))


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(storage, "root", lambda: tmp_path / "files")
    monkeypatch.setattr(actions, "SHARED", Limits())
    return tmp_path / "files"


def received(body: bytes = PICTURE) -> StoredFile:
    assert ANNA.account_id is not None
    return files.receive(ANNA, "room", new_id(), ANNA.account_id, body)


def stored() -> list[str]:
    return sorted(Path(kept.key).name for _, kept in storage.everything())


def audited() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("id").values_list("actor_kind", "action"))


# --- the table ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", FileState)
@pytest.mark.parametrize("move", FileMove)
def test_every_cell_of_the_table(state: FileState, move: FileMove) -> None:
    if (state, move) in MOVES:
        assert after(state, move) is MOVES[state, move]
    else:
        with pytest.raises(IllegalFileMove):
            after(state, move)


def test_only_an_accepted_scan_makes_a_file_ready() -> None:
    assert [cell for cell, state in MOVES.items() if state is FileState.READY] == [
        (FileState.SCANNING, FileMove.ACCEPT)
    ]


# --- the way of a picture -------------------------------------------------------------------------------------------
def test_a_picture_is_received_then_settled() -> None:
    file = received()
    assert (file.state, file.size, file.uploader_id) == ("received", len(PICTURE), ANNA.account_id)
    assert stored() == [f"{file.id}.original"]
    with pytest.raises(DomainError) as refusal:
        files.ready_bytes(file)
    assert refusal.value.code is ErrorCode.FILE_NOT_READY
    file = files.settle(file.id)
    assert (file.state, file.media_type, file.width, file.height) == ("ready", "image/jpeg", 160, 240)
    assert stored() == [str(file.id)]
    data = files.ready_bytes(files.get(file.id))
    assert len(data) == file.size
    assert leftovers(data) == []
    assert audited() == [("resident", "file.receive"), ("system", "file.accept")]


def test_a_refused_picture_leaves_no_bytes_behind() -> None:
    file = files.settle(received(b"GIF89a" + bytes(100)).id)
    assert (file.state, file.refusal) == ("refused", "unsupported_format")
    assert stored() == []
    with pytest.raises(DomainError) as refusal:
        files.ready_bytes(file)
    assert (refusal.value.code, refusal.value.params) == (ErrorCode.FILE_REFUSED, {"refusal": "unsupported_format"})
    assert audited()[-1] == ("system", "file.refuse")


def test_a_stream_is_stored_and_one_too_long_leaves_nothing() -> None:
    assert ANNA.account_id is not None
    file = files.receive(ANNA, "intake", new_id(), ANNA.account_id, io.BytesIO(PICTURE))
    assert path_of(storage.original_key(file.id)).read_bytes() == PICTURE
    with pytest.raises(DomainError) as refusal:
        files.receive(ANNA, "intake", new_id(), ANNA.account_id, io.BytesIO(bytes(limits.MAX_BYTES + 1)))
    assert refusal.value.code is ErrorCode.TOO_LARGE
    assert stored() == [f"{file.id}.original"]
    assert StoredFile.objects.count() == 1


def test_a_full_disk_is_a_refusal_that_may_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "write", full)
    with pytest.raises(DomainError) as refusal:
        received()
    assert refusal.value.code is ErrorCode.UNAVAILABLE
    assert StoredFile.objects.count() == 0


def test_a_disk_that_fills_up_while_settling_puts_the_file_back(monkeypatch: pytest.MonkeyPatch) -> None:
    file = received()

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storage, "write", full)
        with pytest.raises(DomainError):
            files.settle(file.id)
    assert files.get(file.id).state == "received"
    assert files.settle(file.id).state == "ready"


def test_settling_twice_changes_nothing() -> None:
    first = files.settle(received().id)
    again = files.settle(first.id)
    assert (again.state, again.changed_at) == ("ready", first.changed_at)
    assert len(audited()) == 2


def test_nobody_adds_a_file_without_an_account() -> None:
    with pytest.raises(DomainError):
        files.receive(Actor(kind=ActorKind.SYSTEM), "room", new_id(), new_id(), PICTURE)
    assert StoredFile.objects.count() == 0


def test_how_many_files_somebody_may_send_is_limited() -> None:
    burst = RATES["file.receive"].burst
    for _ in range(burst):
        received(b"x")
    with pytest.raises(DomainError) as refusal:
        received(b"x")
    assert refusal.value.code is ErrorCode.TOO_MANY
    assert StoredFile.objects.count() == burst == len(stored())


def test_what_does_not_exist_or_was_withdrawn_is_not_found() -> None:
    file = received()
    StoredFile.objects.filter(id=file.id).update(state="withdrawn")
    for file_id in (file.id, new_id()):
        with pytest.raises(DomainError) as refusal:
            files.get(file_id)
        assert refusal.value.code is ErrorCode.NOT_FOUND


# --- decoders -------------------------------------------------------------------------------------------------------
@pytest.fixture
def all_decoders_taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 0.01)
    taken = [Decoder().__enter__() for _ in range(limits.MAX_DECODERS)]
    yield
    for decoder in taken:
        decoder.__exit__()


def test_without_a_free_decoder_the_file_stays_received(all_decoders_taken: None) -> None:
    assert files.settle(received().id).state == "received"


def fake_program(folder: Path, body: str) -> Path:
    program = folder / "program.py"
    program.write_text(body)
    return program


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "timed_out"),
        ("import threading; threading.Event().wait()", "timed_out"),
        ("print('no json')", "damaged"),
        ("print('[1]')", "damaged"),
        ("print('{}')", "damaged"),
        ('print(\'{"media_type": "text/html", "width": 9, "height": 9}\'); print("<script>")', "damaged"),
        ('print(\'{"media_type": "image/png", "width": 9000, "height": 9}\'); print("x")', "damaged"),
        ('print(\'{"media_type": "image/png", "width": 9, "height": 9}\')', "damaged"),
    ],
)
def test_a_program_that_dies_or_lies_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, refusal: str
) -> None:
    monkeypatch.setattr(pictures, "PROGRAM", fake_program(tmp_path, body))
    monkeypatch.setattr(limits, "WALL_SECONDS", 1.0)
    assert files.settle(received().id).refusal == refusal


def test_two_settlings_at_once_decode_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[Path] = []

    def decode(self: Decoder, source: Path, *, documents: bool) -> CleanPicture | Refusal:
        del self, documents
        decoded.append(source)
        return Refusal("damaged")

    monkeypatch.setattr(Decoder, "decode", decode)
    file = received()
    threads = [threading.Thread(target=in_own_connection, args=(lambda: files.settle(file.id),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(decoded) == 1
    assert files.get(file.id).state == "refused"


def in_own_connection(call: Callable[[], object]) -> None:
    try:
        call()
    finally:
        connection.close()


def test_a_file_withdrawn_while_it_is_decoded_stays_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    file = received()

    def decode(self: Decoder, source: Path, *, documents: bool) -> CleanPicture | Refusal:
        del self, source, documents
        StoredFile.objects.filter(id=file.id).update(state="withdrawn")
        return CleanPicture("image/jpeg", 1, 1, b"x")

    monkeypatch.setattr(Decoder, "decode", decode)
    assert files.settle(file.id).state == "withdrawn"


# --- repair ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["received", "scanning"])
def test_what_a_dead_process_left_is_settled_after_a_minute(state: str) -> None:
    file = received()
    StoredFile.objects.filter(id=file.id).update(state=state)
    jobs.repair()
    assert files.get(file.id).state == state
    with clock.shifted(jobs.STUCK + timedelta(seconds=1)):
        jobs.repair()
    assert files.get(file.id).state == "ready"


def test_a_file_whose_bytes_are_lost_is_refused_and_holds_up_nothing() -> None:
    lost, whole = received(), received()
    path_of(storage.original_key(lost.id)).unlink()
    with clock.shifted(jobs.STUCK + timedelta(seconds=1)):
        jobs.repair()
    assert (files.get(lost.id).state, files.get(lost.id).refusal) == ("refused", "damaged")
    assert files.get(whole.id).state == "ready"


def test_one_file_that_cannot_be_settled_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = received(), received()
    settle = actions.settle

    def failing(file_id: UUID) -> StoredFile:
        if file_id == first.id:
            raise DomainError(ErrorCode.UNAVAILABLE)
        return settle(file_id)

    monkeypatch.setattr(actions, "settle", failing)
    with clock.shifted(jobs.STUCK + timedelta(seconds=1)):
        jobs.repair()
    assert [files.get(file.id).state for file in (first, second)] == ["received", "ready"]


def age(path: Path) -> None:
    long_ago = path.stat().st_mtime - 7_200
    os.utime(path, (long_ago, long_ago))


def test_the_sweep_removes_only_what_no_row_needs(empty_folder: Path) -> None:
    ready, waiting, fresh = files.settle(received().id), received(), new_id()
    orphan, leftover = new_id(), path_of(storage.original_key(ready.id))
    unfinished = path_of(storage.original_key(orphan)).with_name(f"{orphan}.original.0f0f.part")
    for path in (path_of(storage.key(orphan)), leftover, unfinished, path_of(storage.original_key(fresh))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    foreign = empty_folder / "aa" / "notes.txt"
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_bytes(b"x")
    for path in [path for path in empty_folder.glob("??/*") if path != path_of(storage.original_key(fresh))]:
        age(path)
    jobs.sweep()
    kept = {f"{fresh}.original", str(ready.id), f"{waiting.id}.original"}
    assert set(stored()) == kept
    assert foreign.exists()


def test_files_live_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    file_id = UUID("0193f000-1234-7000-8000-1234567890ab")
    assert path_of(storage.key(file_id)) == settings.ENVIRONMENT.data / "files" / "ab" / str(file_id)
