"""Set-based statements for PostgreSQL, made from the models so that a new column cannot be forgotten. All rows of a
statement travel as one JSON text: one parameter, encoded in C, instead of an array a column that Python escapes."""

import json
from collections.abc import Iterable, Sequence
from functools import cache

from django.db import connection, models


def insert(model: type[models.Model], rows: Iterable[object]) -> None:
    """Rows of the model, or whatever has its attributes: all columns but those that the database numbers itself."""
    statement, attributes = _insertion(model)
    _run(statement, attributes, list(rows))


def update(model: type[models.Model], rows: Iterable[object], *, key: str, fields: tuple[str, ...]) -> None:
    """`fields` of the rows named by `key`."""
    _run(_change(model, key, fields), (key, *fields), list(rows))


def _run(statement: str, attributes: Sequence[str], rows: list[object]) -> None:
    if not rows:
        return
    given = [[getattr(row, name) for name in attributes] for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(given, default=str)])


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
ROWS = "json_array_elements(%s::json) AS given(values)"


def _values(fields: "Sequence[models.Field[object, object]]") -> str:
    return ", ".join(_value(field, at) for at, field in enumerate(fields))


def _value(field: "models.Field[object, object]", at: int) -> str:
    """The column's type without its length: the table holds the length."""
    named = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return f"(given.values->>{at})::{(named or '').partition('(')[0]}"


def _field(model: type[models.Model], name: str) -> "models.Field[object, object]":
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str | None) -> str:
    # Only a field that is no column has none, and those are not asked for.
    return connection.ops.quote_name(name or "")
