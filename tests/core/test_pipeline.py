"""Statements that are sent in one piece (chatserver/core/pipeline.py), on the real PostgreSQL."""

from typing import cast

import pytest
from django.db import DatabaseError, connection, transaction

from chatserver.core import pipeline
from chatserver.core.models import Stream
from chatserver.core.rows import ended_by_its_last_statements, run_all, run_last

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]

NUMBERED = "SELECT %s::int + 1"
ADD = "INSERT INTO core_stream (name, head) VALUES (%s, 0)"


def raw() -> pipeline.Connection:
    connection.ensure_connection()
    return cast(pipeline.Connection, connection.connection)


def test_each_statement_gets_its_rows_in_order_and_again() -> None:
    for _ in range(2):
        answers = run_all([(NUMBERED, ["1"]), ("SELECT %s || %s", ["å", "b"]), (NUMBERED, ["5"])])
        assert answers == [[(2,)], [("åb",)], [(6,)]]


def test_more_than_the_socket_holds_goes_both_ways() -> None:
    large = "ö" * 3_000_000
    assert [len(rows[0][0]) for rows in run_all([("SELECT %s || ''", [large])] * 4)] == [3_000_000] * 4


def test_a_failure_is_djangos_and_what_came_after_it_is_not_carried_out() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run_all([(ADD, ["before"]), ("SELECT %s::int", ["no number"]), (ADD, ["after"])])
    assert not Stream.objects.exists()
    # The connection goes on, and knows which statements it has.
    run_all([(ADD, ["later"]), ("SELECT %s::int", ["1"])])
    assert list(Stream.objects.values_list("name", flat=True)) == ["later"]


def test_a_transaction_ends_with_its_last_statements() -> None:
    with ended_by_its_last_statements():
        run_all([(ADD, ["first"])])
        assert connection.connection.info.transaction_status.name == "INTRANS"
        run_last([(ADD, ["last"])])
        assert connection.connection.info.transaction_status.name == "IDLE"
    assert Stream.objects.count() == 2


def test_a_transaction_that_fails_before_its_last_statements_leaves_nothing() -> None:
    @ended_by_its_last_statements()
    def fails() -> None:
        run_all([(ADD, ["first"])])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with pytest.raises(DatabaseError), ended_by_its_last_statements():
        run_last([(ADD, ["one"]), (ADD, ["one"])])
    assert not Stream.objects.exists()


def test_within_a_larger_transaction_nothing_is_committed() -> None:
    @transaction.atomic()
    def fails() -> None:
        run_last([(ADD, ["first"])])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert not Stream.objects.exists()


def test_a_server_that_goes_away_is_an_error_and_no_endless_wait() -> None:
    own = raw().info.backend_pid
    with pytest.raises(DatabaseError):
        run_all([("SELECT pg_terminate_backend(%s::int)", [str(own)]), ("SELECT pg_sleep(30)", [])])
    connection.close()
    assert run_all([(NUMBERED, ["1"])]) == [[(2,)]]
