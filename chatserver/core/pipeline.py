"""Statements that PostgreSQL is sent in one piece, with libpq's pipeline mode; used by `rows`.

psycopg's own pipeline sends each statement by itself and waits until the socket is ready, and at each wait the thread
gives up the interpreter and has to get it back from a busy event loop: some twenty times a batch. Here it is once or
twice. Values are read by psycopg's own loaders (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html).
"""

import itertools
import select
from collections.abc import Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg import abc, pq
from psycopg.adapt import AdaptersMap, Transformer
from psycopg.errors import error_from_result
from psycopg.types.datetime import TimestamptzLoader

Connection = psycopg.Connection[tuple[Any, ...]]
# The text of a statement with a %s for each parameter, which travel to PostgreSQL as text.
Statement = tuple[str, Sequence[Any]]

# Django has put a slower one of its own on its connections.
_ADAPTERS = AdaptersMap(psycopg.adapters)
_ADAPTERS.register_loader("timestamptz", TimestamptzLoader)
# A name is never given twice: one that was sent with statements that failed may be known to the server, or not.
_numbers = itertools.count()
_prepared: WeakKeyDictionary[Connection, dict[str, bytes]] = WeakKeyDictionary()
_DONE = (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)


class _Context:
    """How the values of a connection are read."""

    def __init__(self, connection: Connection) -> None:
        self.adapters, self.connection = _ADAPTERS, connection


def run(connection: Connection, statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    """The rows of each. Begins a transaction where the connection is to have one, as psycopg does. Raises the first
    failure; what comes after a failed statement is not carried out."""
    server = connection.pgconn
    known = _prepared.setdefault(connection, {})
    begins = not connection.autocommit and server.transaction_status == pq.TransactionStatus.IDLE
    fresh = {text: b"vardrum_%d" % next(_numbers) for text, _ in statements if text not in known}
    server.enter_pipeline_mode()
    try:
        if begins:
            server.send_query_params(b"BEGIN", None)
        for text, name in fresh.items():
            server.send_prepare(name, _numbered(text))
        for text, parameters in statements:
            server.send_query_prepared(known.get(text) or fresh[text], [one.encode() for one in parameters])
        server.pipeline_sync()
        results = list(_results(server))
    finally:
        if server.status == pq.ConnStatus.OK:
            server.exit_pipeline_mode()
    _raise_first_failure(connection, results)
    known.update(fresh)
    reader = Transformer(_Context(connection))
    return [_rows(reader, result) for result in results[len(results) - len(statements) :]]


def _numbered(text: str) -> bytes:
    first, *rest = text.split("%s")
    return "".join([first, *(f"${at}{part}" for at, part in enumerate(rest, 1))]).encode()


def _results(server: pq.abc.PGconn) -> Iterator[pq.abc.PGresult]:
    """One for each thing that was sent, in order, up to the end of the pipeline."""
    while True:
        _await_result(server)
        result = server.get_result()
        if result is None:
            # Between the results of two statements.
            if server.status != pq.ConnStatus.OK:
                raise psycopg.OperationalError("the connection to the database is lost")
        elif result.status == pq.ExecStatus.PIPELINE_SYNC:
            return
        else:
            yield result


def _await_result(server: pq.abc.PGconn) -> None:
    """Reads while it writes: a server whose answers nobody takes takes no more questions."""
    unsent = server.flush()
    while unsent or server.is_busy():
        ready = select.poll()
        ready.register(server.socket, select.POLLIN | (select.POLLOUT if unsent else 0))
        if any(event & ~select.POLLOUT for _, event in ready.poll()):
            server.consume_input()
        unsent = server.flush()


def _raise_first_failure(connection: Connection, results: Sequence[pq.abc.PGresult]) -> None:
    for result in results:
        if result.status not in _DONE:
            raise error_from_result(result, encoding=connection.info.encoding)


def _rows(reader: abc.Transformer, result: pq.abc.PGresult) -> list[tuple[Any, ...]]:
    reader.set_pgresult(result)
    return reader.load_rows(0, result.ntuples, tuple)
