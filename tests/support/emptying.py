"""Tables are emptied after every test that commits, some 1,500 times in a run, so it has to cost little.

Django's own way truncates every table of PostgreSQL, each of which then gets a new file; deletes from each of SQLite's
though most are empty; and writes its content types and permissions anew, which nothing here asks for.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from django.contrib.contenttypes.management import create_contenttypes
from django.core.management.color import Style
from django.db import connection
from django.db.models.signals import post_migrate

# Foreign keys and the triggers that forbid changing what is recorded are off for this statement alone.
EMPTY_WHAT_HAS_ROWS = """
DO $$
DECLARE name text; filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH name IN ARRAY ARRAY[{names}] LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM %I', name); END IF;
    END LOOP;
END $$
"""


@contextmanager
def emptied_cheaply() -> Iterator[None]:
    """On the database that Django has made for the tests, whose content types are never written again."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    cheaply = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    with patch.object(connection.ops, "sql_flush", cheaply):
        yield


def _on_postgres(
    style: Style, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
) -> list[str]:
    del style, reset_sequences, allow_cascade
    names = ", ".join(f"'{table}'" for table in sorted(tables))
    return [EMPTY_WHAT_HAS_ROWS.format(names=names)] if tables else []


def _on_sqlite(
    style: Style, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
) -> list[str]:
    """Foreign keys are looked at when all is deleted, so the order is free."""
    del style, reset_sequences, allow_cascade
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)  # noqa: S608 our tables
    with connection.cursor() as cursor:
        filled = [name for (name,) in cursor.execute(asked).fetchall()] if tables else []
    return [f"DELETE FROM {name}" for name in filled]  # noqa: S608 our tables
