"""What the database holds after the day, read with plain SQL. Imports nothing of the product."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case's way, in order. `holder` is who has it after the step, if anybody."""

    move: str
    at: float
    holder: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One assignment: an offer, and what became of it."""

    account: str
    made_at: float
    state: str
    ended_at: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """One thing in a room's log. `who` is the holder that it names, or the sender of a message by staff."""

    sequence: int
    kind: str
    who: str | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    room: str
    number: int
    priority: int | None
    profession: str
    language: str
    arrived_at: float
    open_by: float
    state: str
    holder: str | None
    next_owner: dict[str, Any] | None
    """Who has it when the unit has closed, as far as that holds."""
    steps: tuple[Step, ...] = ()
    asked: tuple[Asked, ...] = ()
    log: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffRow:
    account: str
    profession: str
    languages: frozenset[str]
    capacity: int


@dataclass(frozen=True)
class Ledger:
    cases: dict[str, CaseRow]
    staff: dict[str, StaffRow] = field(default_factory=dict)
    messages: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By client id: the room, and how many rows there are."""
    alive: frozenset[str] = frozenset()
    """Whose console's lease has not run out."""


CASES = """
    SELECT c.id::text, c.number, c.priority, c.profession, c.language, extract(epoch FROM c.arrived_at)::float,
        extract(epoch FROM c.open_by)::float, r.state, r.holder_id::text,
        CASE WHEN r.after_hours_epoch = r.epoch THEN r.after_hours END
    FROM rooms_case c JOIN rooms_room r ON r.case_id = c.id WHERE r.unit_id = %(unit)s
"""
STEPS = """
    SELECT room_id::text, move, extract(epoch FROM at)::float, holder_id::text FROM rooms_custodystep
    ORDER BY room_id, sequence
"""
ASKED = """
    SELECT room_id::text, assignee_id::text, extract(epoch FROM made_at)::float, state,
        extract(epoch FROM ended_at)::float
    FROM rooms_assignment WHERE offered_until IS NOT NULL ORDER BY made_at
"""
STAFF = """
    SELECT s.account_id::text, s.profession, s.languages, s.capacity
    FROM people_staffprofile s JOIN people_employment e ON e.account_id = s.account_id WHERE e.unit_id = %(unit)s
"""
LOG = """
    SELECT substr(stream, 6), sequence, type, frame::json #>> '{holder,id}' FROM core_event
    WHERE stream LIKE 'room:%%'
        AND type IN ('case.claimed', 'case.reassigned', 'case.released', 'case.concluded', 'case.reopened')
    UNION ALL
    SELECT m.room_id::text, m.sequence, 'message', m.sender_account_id::text
    FROM rooms_message m JOIN people_employment e ON e.account_id = m.sender_account_id
    ORDER BY 1, 2
"""
MESSAGES = "SELECT client_message_id::text, min(room_id::text), count(*) FROM rooms_message GROUP BY 1"
ALIVE = "SELECT DISTINCT account_id::text FROM rooms_lease WHERE extract(epoch FROM expires_at) > %(at)s"


def read(address: str, unit: str, at: float) -> Ledger:
    with psycopg.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        given = {"unit": unit, "at": at}

        def ask(question: str) -> list[tuple[Any, ...]]:
            return connection.execute(question.encode(), given).fetchall()

        steps, asked, log = (_by_room(ask(question)) for question in (STEPS, ASKED, LOG))
        return Ledger(
            cases={
                row[0]: replace(
                    CaseRow(*row),
                    steps=tuple(Step(*one) for one in steps[row[0]]),
                    asked=tuple(Asked(*one) for one in asked[row[0]]),
                    log=tuple(Place(*one) for one in log[row[0]]),
                )
                for row in ask(CASES)
            },
            staff={
                account: StaffRow(account, job, frozenset(spoken), hands) for account, job, spoken, hands in ask(STAFF)
            },
            messages={client: (room, count) for client, room, count in ask(MESSAGES)},
            alive=frozenset(account for (account,) in ask(ALIVE)),
        )


def _by_room(rows: list[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for room, *rest in rows:
        found[room].append(tuple(rest))
    return found
