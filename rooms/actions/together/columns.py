"""Set-based statements for PostgreSQL, made from the models so that a new column cannot be forgotten."""

from functools import cache

from django.db import connection, models


@cache
def inserted(model: type[models.Model]) -> tuple[str, ...]:
    """The attributes of a row to insert: all columns but those that the database numbers itself."""
    return tuple(field.attname for field in _stored(model))


@cache
def insertion(model: type[models.Model]) -> str:
    """INSERT ... SELECT FROM unnest of one array a column."""
    fields = _stored(model)
    names = ", ".join(_quoted(field.column) for field in fields)
    return f"INSERT INTO {_table(model)} ({names}) SELECT * FROM unnest({_arrays(fields)})"  # noqa: S608 names of our own models


@cache
def change(model: type[models.Model], key: str, fields: tuple[str, ...]) -> str:
    """UPDATE of `fields` in the rows named by `key`, from arrays in that order."""
    by, changed = _field(model, key), [_field(model, name) for name in fields]
    aliases = ", ".join(_quoted(field.column) for field in (by, *changed))
    sets = ", ".join(f"{_quoted(field.column)} = given.{_quoted(field.column)}" for field in changed)
    return (
        f"UPDATE {_table(model)} SET {sets} FROM unnest({_arrays([by, *changed])}) AS given ({aliases})"  # noqa: S608 names of our own models
        f" WHERE {_table(model)}.{_quoted(by.column)} = given.{_quoted(by.column)}"
    )


def _stored(model: type[models.Model]) -> list["models.Field[object, object]"]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]


def _field(model: type[models.Model], name: str) -> "models.Field[object, object]":
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _arrays(fields: "list[models.Field[object, object]]") -> str:
    return ", ".join(f"%s::{_type(field)}[]" for field in fields)


def _type(field: "models.Field[object, object]") -> str:
    """The column's type without its length: the table holds the length."""
    named = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return (named or "").partition("(")[0]


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str | None) -> str:
    # Only a field that is no column has none, and those are not asked for.
    return connection.ops.quote_name(name or "")
