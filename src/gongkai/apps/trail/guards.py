"""Guards (数据库防护): triggers that forbid in the database itself what the law forbids.

They are installed after every ``migrate`` rather than by a migration, because SQLite drops a
table's triggers whenever a migration remakes the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connections

When = Literal["INSERT", "UPDATE", "DELETE"]
GUARDS: dict[str, Guard] = {}


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: before ``when`` on ``table``, refuse if ``condition`` holds.

    ``condition`` is SQL that both databases read; ``OLD`` and ``NEW`` are the row. ``message`` is
    what the database says; it begins with the guard's name.
    """

    name: str
    table: str
    when: When
    condition: str
    message: str


def forbid(guard: Guard) -> None:
    """Declare a guard.

    Raises:
        ValueError: The name is taken by another guard.
    """
    if GUARDS.get(guard.name, guard) != guard:
        raise ValueError(f"{guard.name}: two guards of this name")
    GUARDS[guard.name] = guard


def append_only(table: str) -> None:
    """Declare that rows of ``table`` are never changed or removed."""
    for when in ("UPDATE", "DELETE"):
        name = f"{table}_no_{when.lower()}"
        forbid(Guard(name, table, when, "1=1", f"{table} is append-only"))


def distinct(old: str, new: str, vendor: str) -> str:
    """Return SQL that is true when two values differ, NULL included."""
    return f"{old} IS NOT {new}" if vendor == "sqlite" else f"{old} IS DISTINCT FROM {new}"


def changed(columns: Sequence[str]) -> str:
    """Return a condition that one of ``columns`` changes; filled in for each database."""
    return "(" + " OR ".join(f"{{differs:{column}}}" for column in columns) + ")"


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Put every guard in place whose table exists; called after each app's migration."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for guard in GUARDS.values():
            if guard.table in tables:
                for statement in statements(guard, connection.vendor):
                    cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take every guard away, for tests that empty the tables; the next migrate restores them."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for guard in GUARDS.values():
            on = "" if connection.vendor == "sqlite" else f' ON "{guard.table}"'
            cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}"{on}')


def missing(using: str = "default") -> list[str]:
    """Return the guards that are not in the database."""
    connection = connections[using]
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        present = {row[0] for row in cursor.fetchall()}
    return sorted(name for name in GUARDS if name not in present)


def statements(guard: Guard, vendor: str) -> list[str]:
    """Return the SQL that creates a guard on SQLite or PostgreSQL."""
    condition = _fill(guard.condition, vendor)
    message = f"{guard.name}: {guard.message}".replace("'", "''")
    if vendor == "sqlite":
        return [
            f'DROP TRIGGER IF EXISTS "{guard.name}"',
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.when} ON "{guard.table}" '
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    row = "OLD" if guard.when == "DELETE" else "NEW"
    return [
        f'CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ '
        f"BEGIN IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; "
        f"END IF; RETURN {row}; END $guard$",
        f'CREATE OR REPLACE TRIGGER "{guard.name}" BEFORE {guard.when} ON "{guard.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{guard.name}"()',
    ]


def _fill(condition: str, vendor: str) -> str:
    filled = condition
    while "{differs:" in filled:
        start = filled.index("{differs:")
        end = filled.index("}", start)
        column = filled[start + len("{differs:") : end]
        sql = distinct(f'OLD."{column}"', f'NEW."{column}"', vendor)
        filled = filled[:start] + sql + filled[end + 1 :]
    return filled
