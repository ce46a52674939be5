"""Rows read and made quickly, for the hot path. `Model.__init__` sends signals and goes through a descriptor for each
field, and that was most of what a batch cost; here a row is given its attributes as they are. What columns there are is
asked of the models, so that a new one cannot be forgotten."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models.base import ModelState
from pydantic_core import to_json

from chatserver.core import clock, pipeline
from chatserver.core.pipeline import Statement

Row = TypeVar("Row", bound=models.Model)
Values = tuple[Any, ...]

ON_POSTGRES = connection.vendor == "postgresql"
# A list travels as one JSON text: one parameter, encoded in one go. SQLite needs no lock: a transaction of ours is the
# only writer there is.
if ON_POSTGRES:
    IN_NAMES = "IN (SELECT value FROM jsonb_array_elements_text(%s::jsonb))"
    IN_IDS = "IN (SELECT value::uuid FROM jsonb_array_elements_text(%s::jsonb))"
    LOCKED = "FOR UPDATE"
else:
    IN_NAMES = IN_IDS = "IN (SELECT value FROM json_each(%s))"
    LOCKED = ""


def listed(values: Iterable[UUID | str]) -> str:
    """The parameter of IN_IDS and IN_NAMES."""
    return to_json([stored(value) for value in values]).decode()


def tupled(values: Iterable[tuple[UUID, ...]]) -> str:
    """The parameter of `of_each`."""
    return to_json([[stored(value) for value in one] for one in values]).decode()


def stored(value: UUID | str) -> UUID | str:
    """SQLite keeps an id without its hyphens."""
    return value if ON_POSTGRES or isinstance(value, str) else value.hex


def as_id(value: UUID | str) -> UUID:
    """An id of a row's values."""
    return value if isinstance(value, UUID) else UUID(value)


def run_all(statements: Iterable[Statement]) -> list[list[Values]]:
    """Carries the statements out one after the other, on PostgreSQL without waiting for the answers in between; gives
    the rows of each."""
    return _in_pipeline(statements) if ON_POSTGRES else _in_turn(statements)


_ends_with_its_statements = ContextVar("ends_with_its_statements", default=False)


@contextmanager
def ended_by_its_last_statements() -> Iterator[None]:
    """A transaction of which `run_last` is the last thing that may fail: on PostgreSQL its COMMIT goes with those
    statements, which saves a way there and back, and Django's own finds nothing left to commit."""
    with transaction.atomic(durable=True):
        # A test may have put a transaction of its own around it.
        before = _ends_with_its_statements.set(ON_POSTGRES and len(connection.atomic_blocks) == 1)
        try:
            yield
        finally:
            _ends_with_its_statements.reset(before)


def run_last(statements: Sequence[Statement]) -> None:
    run_all([*statements, ("COMMIT", ())] if _ends_with_its_statements.get() else statements)


def run_all_now(statements: Iterable[Statement]) -> tuple[list[list[Values]], datetime]:
    """The same, and the time once they are carried out."""
    if not ON_POSTGRES:
        return _in_turn(statements), clock.now()
    *answers, [[instant]] = _in_pipeline([*statements, (clock.QUESTION, ())])
    return answers, clock.told(instant)


def _in_turn(statements: Iterable[Statement]) -> list[list[Values]]:
    with connection.cursor() as cursor:
        return [cursor.execute(text, parameters).fetchall() for text, parameters in statements]


def _in_pipeline(statements: Iterable[Statement]) -> list[list[Values]]:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return pipeline.run(connection.connection, list(statements))


def of_each(taken: "Columns[Any]", keys: Sequence[str], *conditions: str) -> str:
    """The rows of each tuple of ids, looked up one by one: what PostgreSQL would make of one condition for all of them
    depends on what it happens to know about the table."""
    alias = taken.table.rpartition(" ")[2]
    value = "(given.value->>{})::uuid" if ON_POSTGRES else "json_extract(given.value, '$[{}]')"
    found = " AND ".join([*(f"{alias}.{key} = {value.format(at)}" for at, key in enumerate(keys)), *conditions])
    if ON_POSTGRES:
        # OFFSET keeps it from being taken apart again.
        looked_up = f"SELECT * FROM {taken.table} WHERE {found} OFFSET 0"  # noqa: S608 our own models' names
        each = f"jsonb_array_elements(%s::jsonb) given CROSS JOIN LATERAL ({looked_up}) {alias}"
    else:
        each = f"json_each(%s) given JOIN {taken.table} ON {found}"
    return f"SELECT {taken.sql} FROM {each}"  # noqa: S608 our own models' names


@dataclass(frozen=True, slots=True)
class Columns(Generic[Row]):
    """Some columns of a model, as they stand in a statement and as they become a row."""

    model: type[Row]
    names: tuple[str, ...]
    sql: str
    table: str
    """With its alias, as it stands after FROM."""
    decoders: tuple[tuple[int, Callable[[Any], Any]], ...]

    def row(self, values: Sequence[Any]) -> Row:
        """What is left out is read when it is asked for, as with `defer`."""
        given = list(values)
        for at, decode in self.decoders:
            if given[at] is not None:
                given[at] = decode(given[at])
        return _row(self.model, dict(zip(self.names, given, strict=True)), adding=False)


def columns_of(model: type[Row], alias: str, *, but: Iterable[str] = ()) -> Columns[Row]:
    left_out = set(but)
    fields = [field for field in model._meta.concrete_fields if field.attname not in left_out]
    decoders = [_decoder(field) for field in fields]
    return Columns(
        model=model,
        names=tuple(field.attname for field in fields),
        sql=", ".join(f"{alias}.{connection.ops.quote_name(field.column or '')}" for field in fields),
        table=f"{connection.ops.quote_name(model._meta.db_table)} {alias}",
        decoders=tuple((at, decode) for at, decode in enumerate(decoders) if decode is not None),
    )


def new(model: type[Row], **attributes: object) -> Row:
    """A row to be stored. What is not given has its model's default; a column without one must be given."""
    plain, made = _defaults(model)
    for name, make in made:
        if name not in attributes:
            attributes[name] = make()
    return _row(model, plain | attributes, adding=True)


@cache
def _defaults(model: type[models.Model]) -> tuple[dict[str, object], tuple[tuple[str, Callable[[], object]], ...]]:
    """Those that are values, and those that are made anew for each row."""
    plain: dict[str, object] = {}
    made: list[tuple[str, Callable[[], object]]] = []
    for field in model._meta.concrete_fields:
        if callable(field.default) and field.default is not models.NOT_PROVIDED:
            made.append((field.attname, field.default))
        elif field.default is not models.NOT_PROVIDED:
            plain[field.attname] = field.default
        elif field.null:
            plain[field.attname] = None
    return plain, tuple(made)


def _row(model: type[Row], attributes: dict[str, Any], *, adding: bool) -> Row:
    row = model.__new__(model)
    state = row._state = ModelState()
    state.adding = adding
    row.__dict__.update(attributes)
    return row


def _decoder(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """How SQLite's stored form is read; PostgreSQL's driver gives what we want."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return None if ON_POSTGRES else _DECODERS.get(field.get_internal_type())


def _moment(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


_DECODERS: dict[str, Callable[[Any], Any]] = {"UUIDField": UUID, "DateTimeField": _moment}
