"""Tables as lines of JSON (逐行数据): the same text from SQLite and PostgreSQL, back into either.

Columns are read and written as the database holds them, past the models: what is encrypted stays
encrypted, and nothing is recomputed on the way.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from gongkai.apps.trail import guards

Model = type[models.Model]
CHUNK = 1000


def every_model() -> list[Model]:
    """Return every model that has a table of its own, in the order of their names."""
    found = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return sorted((one for one in found if not one._meta.proxy), key=name_of)


def name_of(model: Model) -> str:
    """Return how a table is called in a copy: ``publishing.edition``."""
    return str(model._meta.label_lower)


def write_rows(model: Model, path: Path, *, masked: Mapping[str, Any] | None = None) -> int:
    """Write a table as lines of JSON, in the order of its key; return how many.

    ``masked`` columns get a fixed value instead of their own.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in read_rows(model):
            row.update(masked or {})
            file.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
            count += 1
    return count


def read_rows(model: Model) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as plain JSON values by column."""
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(one.column)) for one in fields)
    key = quote(str(model._meta.pk.column))
    table = quote(model._meta.db_table)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {key}")  # noqa: S608 - names of our own models
        while rows := cursor.fetchmany(CHUNK):
            for row in rows:
                yield {
                    str(one.column): _plain(one, value)
                    for one, value in zip(fields, row, strict=True)
                }


@transaction.atomic
def load(tables: Mapping[Model, Path]) -> dict[str, int]:
    """Fill empty tables from their lines; return how many rows each got.

    The guards are lifted while it lasts and put back in the same transaction; references are
    checked when it ends.

    Raises:
        ValueError: A line does not fit its table; the message names file and line.
    """
    guards.remove()
    counts = {}
    for model, path in tables.items():
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own models
        counts[name_of(model)] = _load_one(model, path)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
    connection.check_constraints()
    guards.install_after_migrate(using=connection.alias)
    return counts


def _load_one(model: Model, path: Path) -> int:
    fields = {str(one.column): one for one in model._meta.concrete_fields}
    count = 0
    waiting: list[list[Any]] = []
    columns: list[str] = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            row = json.loads(line)
            unknown = row.keys() - fields.keys()
            if unknown:
                raise ValueError(f"{path.name}:{number}: no such columns: {sorted(unknown)}")
            if list(row) != columns:
                _insert(model, columns, waiting)
                columns, waiting = list(row), []
            waiting.append([_stored(fields[name], row[name]) for name in columns])
            count += 1
            if len(waiting) >= CHUNK:
                _insert(model, columns, waiting)
                waiting = []
    _insert(model, columns, waiting)
    return count


def _insert(model: Model, columns: Iterable[str], rows: list[list[Any]]) -> None:
    if not rows:
        return
    quote = connection.ops.quote_name
    names = [quote(one) for one in columns]
    places = ", ".join(["%s"] * len(names))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - names of our own models
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    """Return a raw value as JSON can hold it, the same from either database."""
    if value is None:
        return None
    kind = field.get_internal_type()
    if kind == "JSONField":
        return json.loads(value) if isinstance(value, str) else value
    if kind == "BooleanField":
        return bool(value)
    if kind == "DecimalField":
        return str(value)
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    return value


def _stored(field: models.Field[Any, Any], value: Any) -> Any:
    """Return a JSON value as the database at hand wants it."""
    if value is None:
        return None
    kind = field.get_internal_type()
    ops = connection.ops
    if kind == "JSONField":
        return ops.adapt_json_value(value, None)
    if kind == "DateTimeField":
        return ops.adapt_datetimefield_value(datetime.fromisoformat(value))
    if kind == "DateField":
        return ops.adapt_datefield_value(date.fromisoformat(value))
    if kind == "DecimalField":
        return str(Decimal(value))
    if isinstance(value, dict) and value.keys() == {"base64"}:
        return base64.b64decode(value["base64"])
    return value
