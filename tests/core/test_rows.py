"""Rows that are read without Django's own reading are what Django would have read (chatserver/core/rows.py)."""

from typing import Any

import pytest
from django.db import models

from chatserver.core import clock, columns
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry, CommandReceipt, JobLease, StoredFile, Stream
from chatserver.core.rows import IN_IDS, IN_NAMES, columns_of, listed, new, run_all, run_all_now

pytestmark = pytest.mark.django_db


def values_of(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def stored_file(**changes: object) -> StoredFile:
    given: dict[str, Any] = {
        "owner_kind": "room", "owner_id": new_id(), "uploader_id": new_id(), "resident_id": new_id(), "state": "ready",
        "width": 640, "height": None, "received_at": clock.now(), "changed_at": clock.now().replace(microsecond=0),
    }  # fmt: skip
    return StoredFile(**given | changes)


def read(model: type[models.Model], where: str, parameter: str) -> list[Any]:
    taken = columns_of(model, "one")
    statement = f"SELECT {taken.sql} FROM {taken.table} WHERE {where}"  # noqa: S608 our own models' names
    [found] = run_all([(statement, [parameter])])
    return [taken.row(values) for values in found]


def test_a_row_has_what_django_reads_with_its_types() -> None:
    kept = [stored_file(), stored_file(height=480, media_type="image/jpeg")]
    for one in kept:
        one.save()
    stored_file().save()
    found = read(StoredFile, f"one.id {IN_IDS}", listed(one.id for one in kept))
    expected = {row.id: values_of(row) for row in StoredFile.objects.filter(id__in=[one.id for one in kept])}
    assert {row.id: values_of(row) for row in found} == expected
    assert {name: type(value) for name, value in values_of(found[0]).items()} == {
        name: type(value) for name, value in expected[found[0].id].items()
    }


def test_a_row_can_be_saved_and_read_again_and_gives_what_was_left_out() -> None:
    stored_file(width=1).save()
    taken = columns_of(StoredFile, "one", but=["width"])
    [[values]] = run_all([(f"SELECT {taken.sql} FROM {taken.table}", [])])  # noqa: S608 our own models' names
    row = taken.row(values)
    assert row.width == 1
    row.state = "hidden"
    row.save()
    assert StoredFile.objects.get().state == "hidden"


def test_many_rows_are_inserted_as_django_would() -> None:
    made = [stored_file(), stored_file(width=None, media_type='a "quoted" \\ text'), stored_file(refusal="Åäö 👩‍⚕️")]
    run_all(columns.insert(StoredFile, made))
    for one in made:
        assert values_of(StoredFile.objects.get(id=one.id)) == values_of(one)


def test_columns_that_the_database_numbers_are_left_to_it() -> None:
    run_all(
        columns.insert(
            CommandReceipt, [CommandReceipt(actor_id=new_id(), object_id=new_id(), command_id=new_id(), ack="{}")]
        )
    )
    assert CommandReceipt.objects.get().id is not None


def test_only_the_named_columns_of_the_named_rows_are_changed() -> None:
    Stream.objects.bulk_create([Stream(name=name, head=1) for name in ("a", "b", "c")])
    run_all(columns.update(Stream, [Stream(name="a", head=5), Stream(name="b", head=6)], key="name", fields=("head",)))
    found = read(Stream, f"one.name {IN_NAMES}", listed(["a", "b", "c"]))
    assert sorted((row.name, row.head) for row in found) == [("a", 5), ("b", 6), ("c", 1)]


def test_a_time_can_be_taken_away() -> None:
    lease = JobLease.objects.create(name="one", due_at=clock.now(), holder=new_id(), leased_until=clock.now())
    lease.holder, lease.leased_until = None, None
    run_all(columns.update(JobLease, [lease], key="name", fields=("holder", "leased_until")))
    assert values_of(JobLease.objects.get()) == values_of(lease)


def test_no_rows_are_no_statement() -> None:
    assert columns.insert(Stream, []) == columns.update(Stream, [], key="name", fields=("head",)) == []


def test_a_new_row_gets_an_id_of_its_own() -> None:
    one = new(AuditEntry, action="a")
    assert one.id != new(AuditEntry, action="a").id
    assert one._state.adding


def test_the_time_comes_with_the_answers() -> None:
    before = clock.now()
    answers, at = run_all_now([("SELECT 1", [])])
    assert answers == [[(1,)]]
    assert before <= at <= clock.now()
    assert at.utcoffset() == before.utcoffset()
