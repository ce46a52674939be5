"""Statements that write many rows at once, made from the models so that a new column cannot be forgotten. All rows of a
statement travel as one JSON text: one parameter, encoded in one go. Used by the hot path (docs/adr/0013)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from pydantic_core import to_json

from chatserver.core.pipeline import Statement
from chatserver.core.rows import ON_POSTGRES


def insert(model: type[models.Model], rows: Iterable[object]) -> list[Statement]:
    """Rows of the model, or whatever has its attributes: all columns but those that the database numbers itself. No
    statement where there are no rows."""
    statement, attributes = _insertion(model)
    return _filled(statement, attributes, list(rows))


def insert_new(model: type[models.Model], rows: Iterable[object]) -> list[Statement]:
    """As `insert`, but a row that collides with one that is there already is left out."""
    statement, attributes = _insertion(model)
    # Without a WHERE, SQLite would take ON for a part of the join.
    return _filled(f"{statement} WHERE true ON CONFLICT DO NOTHING", attributes, list(rows))


def insert_now(model: type[models.Model], rows: Sequence[Sequence[object]]) -> None:
    """Rows of bytes among others, which JSON cannot carry: the values of all columns, in the model's order."""
    names = ", ".join(_quoted(field.column) for field in model._meta.concrete_fields)
    if ON_POSTGRES:
        connection.ensure_connection()
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(f"COPY {_table(model)} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("%s" for _ in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {_table(model)} ({names}) VALUES ({places})"  # noqa: S608 our own models' names
        cursor.executemany(statement, [[_stored(value) for value in row] for row in rows])


def update(model: type[models.Model], rows: Iterable[object], *, key: str, fields: tuple[str, ...]) -> list[Statement]:
    """`fields` of the rows named by `key`."""
    return _filled(_change(model, key, fields), (key, *fields), list(rows))


def _filled(statement: str, attributes: Sequence[str], rows: list[object]) -> list[Statement]:
    if not rows:
        return []
    given = [[getattr(row, name) for name in attributes] for row in rows]
    if not ON_POSTGRES:
        given = [[_stored(value) for value in values] for values in given]
    return [(statement, [to_json(given).decode()])]


def _stored(value: Any) -> Any:
    """What SQLite keeps of it, which has no type for an id or a time."""
    encode = _ENCODERS.get(type(value))
    return encode(value) if encode is not None else value


_ENCODERS: dict[type, Callable[[Any], object]] = {
    UUID: lambda value: value.hex,
    datetime: lambda value: connection.ops.adapt_datetimefield_value(value),
}


@cache
def _insertion(model: type[models.Model]) -> tuple[str, tuple[str, ...]]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(_quoted(field.column) for field in fields)
    statement = f"INSERT INTO {_table(model)} ({names}) SELECT {_values(fields)} FROM {ROWS}"  # noqa: S608 our own models' names
    return statement, tuple(field.attname for field in fields)


@cache
def _change(model: type[models.Model], key: str, names: tuple[str, ...]) -> str:
    by, *changed = [_field(model, name) for name in (key, *names)]
    sets = ", ".join(f"{_quoted(field.column)} = {_value(field, at)}" for at, field in enumerate(changed, 1))
    where = f"{_table(model)}.{_quoted(by.column)} = {_value(by, 0)}"
    return f"UPDATE {_table(model)} SET {sets} FROM {ROWS} WHERE {where}"  # noqa: S608 our own models' names


# Each row is a JSON array of its values, in the order of the attributes.
ROWS = "jsonb_array_elements(%s::jsonb) AS given" if ON_POSTGRES else "json_each(%s) AS given"


def _values(fields: "Sequence[models.Field[object, object]]") -> str:
    return ", ".join(_value(field, at) for at, field in enumerate(fields))


def _value(field: "models.Field[object, object]", at: int) -> str:
    if not ON_POSTGRES:
        return f"json_extract(given.value, '$[{at}]')"
    # The column's type without its length: the table holds the length.
    named = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return f"(given.value->>{at})::{(named or '').partition('(')[0]}"


def _field(model: type[models.Model], name: str) -> "models.Field[object, object]":
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str | None) -> str:
    # Only a field that is no column has none, and those are not asked for.
    return connection.ops.quote_name(name or "")
