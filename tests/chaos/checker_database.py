"""What the database holds, read with plain SQL. Part of the independent checker: imports nothing of the product."""

import contextlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg


@dataclass(frozen=True, slots=True)
class Row:
    """One message. `committed` is when its transaction was, where the database keeps that; else when it was written."""

    id: str
    room: str
    sequence: int
    client_message_id: str
    sender: str
    text: str
    committed: float
    at: float | None = None
    """The time it bears itself, where it bears one."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change of custody, as the room's stream has it. `holder` is who has the case by it, None if it waits."""

    sequence: int
    kind: str
    holder: str | None
    at: float
    committed: float


@dataclass(frozen=True, slots=True)
class Case:
    room: str
    resident: str
    guardian: str | None
    unit: str
    priority: int | None
    arrived: float
    state: str
    holder: str | None
    assignments: int
    responsible: int


@dataclass(frozen=True)
class Ledger:
    rows: tuple[Row, ...]
    notes: tuple[tuple[str, str], ...]
    """Room and text."""
    cases: dict[str, Case]
    employed: frozenset[tuple[str, str]]
    """Account and unit."""
    traces: dict[str, int] | None
    """How many audit rows there are of each message; None where nobody keeps any."""
    moves: dict[str, tuple[Move, ...]] = field(default_factory=dict)
    """The changes of custody of each room, in order."""

    def may_see(self, audience: str, account: str, room: str) -> bool:
        case = self.cases.get(room)
        if case is None:
            return False
        if audience == "resident":
            return account in (case.resident, case.guardian)
        return (account, case.unit) in self.employed


MESSAGES = """
    SELECT id, room_id, sequence, client_message_id, sender_account_id, text, {committed}, at
    FROM rooms_message ORDER BY room_id, sequence
"""
HEADS = "SELECT case_id, last_message_sequence FROM rooms_room"
NOTES = "SELECT room_id, text FROM rooms_note"
CASES = """
    SELECT c.id, c.resident_id, c.guardian_id, r.unit_id, c.priority, c.arrived_at, r.state, r.holder_id,
        (SELECT count(*) FROM rooms_assignment a WHERE a.room_id = c.id AND a.state = 'accepted'),
        (SELECT count(*) FROM rooms_participation p
            WHERE p.room_id = c.id AND p.role = 'responsible' AND p.left_sequence IS NULL)
    FROM rooms_case c JOIN rooms_room r ON r.case_id = c.id
"""
EMPLOYED = "SELECT account_id, unit_id FROM people_employment"
TRACES = "SELECT object_id, count(*) FROM core_auditentry WHERE action = 'message.send' GROUP BY object_id"
MOVES = """
    SELECT stream, sequence, type, frame, {committed} FROM core_event
    WHERE type IN ('case.claimed', 'case.reassigned', 'case.released', 'case.concluded', 'case.reopened')
    ORDER BY stream, sequence
"""
CONTROL = """
    SELECT id, room, client_message_id, sender, text, pg_xact_commit_timestamp(xmin)
    FROM control_chatmessage ORDER BY id
"""
OPEN_SECONDS = 10


def read(address: str | Path) -> Ledger:
    """From a PostgreSQL address or an SQLite file."""
    return _read_sqlite(address) if isinstance(address, Path) else _read_postgres(address)


def _read_postgres(address: str) -> Ledger:
    with psycopg.connect(address, connect_timeout=OPEN_SECONDS) as connection:
        # One state of the database for all questions.
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        kept = connection.execute("SHOW track_commit_timestamp").fetchone()
        stamped = kept == ("on",)
        committed = "pg_xact_commit_timestamp(xmin)" if stamped else "at"
        moved = committed if stamped else "NULL"
        connection.commit()

        def ask(question: str) -> list[tuple[Any, ...]]:
            return connection.execute(question.encode()).fetchall()

        messages, moves = ask(MESSAGES.format(committed=committed)), ask(MOVES.format(committed=moved))
        return _ledger(messages, ask(NOTES), ask(CASES), ask(EMPLOYED), ask(TRACES), moves)


def _read_sqlite(path: Path) -> Ledger:
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=OPEN_SECONDS)) as connection:

        def ask(question: str) -> list[tuple[Any, ...]]:
            return connection.execute(question).fetchall()

        messages, moves = ask(MESSAGES.format(committed="at")), ask(MOVES.format(committed="NULL"))
        return _ledger(messages, ask(NOTES), ask(CASES), ask(EMPLOYED), ask(TRACES), moves)


def heads(address: str | Path) -> dict[str, int]:
    """The newest message of each room, for whoever waits for everything to arrive."""
    if isinstance(address, Path):
        with contextlib.closing(
            sqlite3.connect(f"file:{address}?mode=ro", uri=True, timeout=OPEN_SECONDS)
        ) as connection:
            found = connection.execute(HEADS).fetchall()
    else:
        with psycopg.connect(address, connect_timeout=OPEN_SECONDS) as server:
            found = server.execute(HEADS).fetchall()
    return {_id(room): sequence for room, sequence in found}


def read_control(address: str, members: frozenset[tuple[str, str]]) -> Ledger:
    """The control arm's one table. It knows no cases: a room is its own, and `members` (account, room) are let in."""
    with psycopg.connect(address, connect_timeout=OPEN_SECONDS) as connection:
        rows = connection.execute(CONTROL).fetchall()
    rooms = {room for _, room in members}
    return Ledger(
        rows=tuple(
            Row(str(one), room, one, client, sender, text, _time(at)) for one, room, client, sender, text, at in rows
        ),
        notes=(),
        cases={room: Case(room, "", None, room, None, 0.0, "unknown", None, 0, 0) for room in rooms},
        employed=members,
        traces=None,
    )  # fmt: skip


def _ledger(
    messages: Sequence[tuple[Any, ...]],
    notes: Sequence[tuple[Any, ...]],
    cases: Sequence[tuple[Any, ...]],
    employed: Sequence[tuple[Any, ...]],
    traces: Sequence[tuple[Any, ...]],
    moves: Sequence[tuple[Any, ...]],
) -> Ledger:
    return Ledger(
        rows=tuple(
            Row(_id(row), _id(room), sequence, _id(client), _id(sender), text, _time(committed), _time(at))
            for row, room, sequence, client, sender, text, committed, at in messages
        ),
        notes=tuple((_id(room), text) for room, text in notes),
        cases={
            _id(room): Case(
                _id(room), _id(resident), _maybe(guardian), _id(unit), priority, _time(arrived), state, _maybe(holder),
                assignments, responsible,
            )
            for room, resident, guardian, unit, priority, arrived, state, holder, assignments, responsible in cases
        },
        employed=frozenset((_id(account), _id(unit)) for account, unit in employed),
        traces={_id(message): count for message, count in traces},
        moves=_moves(moves),
    )  # fmt: skip


def _moves(rows: Sequence[tuple[Any, ...]]) -> dict[str, tuple[Move, ...]]:
    found: dict[str, list[Move]] = defaultdict(list)
    for stream, sequence, kind, frame, committed in rows:
        told = json.loads(frame)
        holder = told["holder"]["id"] if "holder" in told else None
        at = _time(told["at"])
        moved = Move(sequence, kind, _maybe(holder), at, at if committed is None else _time(committed))
        found[stream.removeprefix("room:")].append(moved)
    return {room: tuple(moves) for room, moves in found.items()}


def _id(value: object) -> str:
    """SQLite keeps 32 digits, PostgreSQL gives a UUID; clients write it with dashes."""
    return str(UUID(str(value)))


def _maybe(value: object) -> str | None:
    return None if value is None else _id(value)


def _time(value: object) -> float:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
