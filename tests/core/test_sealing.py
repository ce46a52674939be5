"""The audit chain: every way of tampering with it is found."""

import asyncio
import base64
import stat
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import call_command
from django.db.models import F

from chatserver.core import audit, clock, sealing
from chatserver.core.actor import SYSTEM
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry, AuditHead, AuditSeal
from chatserver.core.work import in_database

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sealing.KEY_VARIABLE, base64.b64encode(bytes(range(32))).decode())


def write(count: int) -> None:
    for _ in range(count):
        audit.record(
            SYSTEM, "room.read", kind="read", resident_id=new_id(), unit_id=None, object_type="room", object_id=new_id()
        )


def what_is_found() -> set[str]:
    return {finding.what for finding in sealing.verify().findings}


@pytest.fixture
def chain() -> list[UUID]:
    """Twelve sealed rows in the order of the chain, sealed in two runs."""
    write(7)
    assert sealing.seal() == 7
    write(5)
    assert sealing.seal() == 5
    assert sealing.verify() == sealing.Verification(12, [])
    return list(AuditSeal.objects.order_by("sequence").values_list("entry_id", flat=True))


def test_what_is_hashed_of_a_row_never_changes() -> None:
    """Chains that were begun years ago are verified with it."""
    row: dict[str, Any] = {name: None for name in sealing.FIELDS}
    at = datetime(2026, 11, 28, 23, 5, 1, 20, tzinfo=timezone(timedelta(hours=1)))
    row |= {"id": UUID(int=7), "at": at, "kind": "read", "action": 'a "quoted" \\ ö\n\x01\x7f'}
    assert sealing.canonical(row).decode() == (
        r'{"action":"a \"quoted\" \\ ö\n\u0001' + "\x7f"
        '","actor_id":null,"actor_kind":null,"at":"2026-11-28T22:05:01.000020+00:00",'
        '"id":"00000000-0000-0000-0000-000000000007","kind":"read","login_id":null,"object_id":null,'
        '"object_type":null,"resident_id":null,"unit_id":null}'
    )


def test_an_empty_chain_is_sound() -> None:
    assert sealing.seal() == 0
    assert sealing.verify() == sealing.Verification(0, [])


def test_sealing_again_adds_nothing(chain: list[UUID]) -> None:
    assert sealing.seal() == 0
    assert AuditSeal.objects.count() == len(chain)


def test_more_rows_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    write(10)
    assert sealing.seal() == 10
    assert sealing.verify() == sealing.Verification(10, [])


def test_what_is_written_meanwhile_is_left_for_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = sealing.chain

    def chain_while_others_write(links: sealing.Links) -> bool:
        write(1)
        return chain(links)

    monkeypatch.setattr(sealing, "chain", chain_while_others_write)
    write(3)
    assert (sealing.seal(), sealing.seal()) == (3, 1)


def test_a_row_committed_late_with_an_earlier_id_is_sealed_too(chain: list[UUID]) -> None:
    late = AuditEntry.objects.get(id=chain[3])
    late.pk = UUID(int=late.pk.int - 1)
    late.save(force_insert=True)
    assert sealing.seal() == 1
    assert AuditSeal.objects.get(sequence=len(chain) + 1).entry_id == late.pk
    assert sealing.verify().sound


def test_a_row_of_a_transaction_that_took_minutes_is_sealed_within_the_minute(chain: list[UUID]) -> None:
    late = AuditEntry.objects.get(id=chain[3])
    late.pk, late.at = new_id(), late.at - timedelta(minutes=5)
    late.save(force_insert=True)
    assert (sealing.seal(), sealing.seal_late()) == (0, 1)
    assert sealing.verify().sound


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain() -> None:
    write(300)
    barrier = threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        sealing.seal()

    async def all_at_once() -> None:
        await asyncio.gather(*(in_database(work) for _ in range(4)))

    asyncio.run(all_at_once())
    assert sealing.verify() == sealing.Verification(300, [])


def edit_a_row(chain: list[UUID]) -> None:
    AuditEntry.objects.filter(id=chain[4]).update(action="room.closed")


def edit_the_last_row(chain: list[UUID]) -> None:
    AuditEntry.objects.filter(id=chain[-1]).update(resident_id=None)


def move_a_row_in_time(chain: list[UUID]) -> None:
    AuditEntry.objects.filter(id=chain[4]).update(at=F("at") - timedelta(microseconds=1))


def delete_a_row(chain: list[UUID]) -> None:
    AuditEntry.objects.filter(id=chain[4]).delete()


def delete_a_row_and_its_seal(chain: list[UUID]) -> None:
    delete_a_row(chain)
    AuditSeal.objects.filter(entry_id=chain[4]).delete()


def delete_and_close_up(chain: list[UUID]) -> None:
    delete_a_row_and_its_seal(chain)
    for sequence in range(6, len(chain) + 1):
        AuditSeal.objects.filter(sequence=sequence).update(sequence=sequence - 1)


def insert_at_an_earlier_time(chain: list[UUID]) -> None:
    row = AuditEntry.objects.get(id=chain[4])
    row.pk, row.at = new_id(), row.at - timedelta(minutes=30)
    row.save(force_insert=True)
    assert sealing.seal_late() == 1


def insert_long_ago(chain: list[UUID]) -> None:
    row = AuditEntry.objects.get(id=chain[4])
    row.pk, row.at = new_id(), row.at - timedelta(days=3)
    row.save(force_insert=True)
    assert sealing.seal_late() == 0


def insert_with_a_forged_seal(_chain: list[UUID]) -> None:
    write(1)
    entry_id = AuditEntry.objects.order_by("-id").values_list("id", flat=True)[0]
    AuditSeal.objects.create(sequence=0, entry_id=entry_id, digest=bytes(32))


def reorder(chain: list[UUID]) -> None:
    spare = new_id()
    AuditSeal.objects.filter(entry_id=chain[2]).update(entry_id=spare)
    AuditSeal.objects.filter(entry_id=chain[7]).update(entry_id=chain[2])
    AuditSeal.objects.filter(entry_id=spare).update(entry_id=chain[7])


def cut_the_tail(chain: list[UUID]) -> None:
    AuditEntry.objects.filter(id__in=chain[9:]).delete()
    AuditSeal.objects.filter(entry_id__in=chain[9:]).delete()


def cut_the_tail_and_turn_the_head_back(chain: list[UUID]) -> None:
    cut_the_tail(chain)
    last = AuditSeal.objects.get(sequence=9)
    AuditHead.objects.update(sequence=9, digest=last.digest)


def drop_everything(_chain: list[UUID]) -> None:
    AuditEntry.objects.all().delete()
    AuditSeal.objects.all().delete()


def rebuild_without_the_key(chain: list[UUID]) -> None:
    edit_a_row(chain)
    AuditSeal.objects.all().delete()
    AuditHead.objects.all().delete()
    own = sealing.signing_key
    forger = Ed25519PrivateKey.generate()
    sealing.signing_key = lambda: forger
    try:
        sealing.seal()
    finally:
        sealing.signing_key = own


def drop_the_head(_chain: list[UUID]) -> None:
    AuditHead.objects.all().delete()


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (edit_a_row, "edited"),
        (edit_the_last_row, "edited"),
        (move_a_row_in_time, "edited"),
        (delete_a_row, "missing"),
        (delete_a_row_and_its_seal, "gap"),
        (delete_and_close_up, "edited"),
        (insert_at_an_earlier_time, "inserted"),
        (insert_long_ago, "unsealed"),
        (insert_with_a_forged_seal, "gap"),
        (reorder, "edited"),
        (cut_the_tail, "cut"),
        (cut_the_tail_and_turn_the_head_back, "signature"),
        (drop_everything, "cut"),
        (rebuild_without_the_key, "signature"),
        (drop_the_head, "signature"),
    ],
)
def test_tampering_is_found(chain: list[UUID], tamper: Callable[[list[UUID]], None], expected: str) -> None:
    tamper(chain)
    assert expected in what_is_found()


def test_the_command_says_what_does_not_fit(chain: list[UUID], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_audit")
    assert "sound: 12 rows" in capsys.readouterr().out
    edit_a_row(chain)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1
    assert f"edited at place 5 (row {chain[4]})" in capsys.readouterr().out


def test_the_key_is_made_once_and_only_for_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sealing.KEY_VARIABLE)
    first = sealing.signing_key().private_bytes_raw()
    path = settings.ENVIRONMENT.data / sealing.KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sealing.signing_key().private_bytes_raw() == first == path.read_bytes()
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_a_wrong_key_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sealing.KEY_VARIABLE, "short")
    with pytest.raises(sealing.KeyUnusable, match="32 random bytes"):
        sealing.signing_key()


def test_old_unsealed_rows_wait_ten_minutes_before_they_are_a_finding(chain: list[UUID]) -> None:
    del chain
    write(1)
    assert sealing.verify().sound
    with clock.shifted(timedelta(minutes=11)):
        assert what_is_found() == {"unsealed"}
