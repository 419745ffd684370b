"""Backing an instance up (备份): the database at one moment, then the files it speaks of; keys apart.

Left out is what can be made again: the public tree, the search index, static files. The tree's
manifest goes along, so that its chain goes on after a restore.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from gongkai.apps.trail import queries as trail
from gongkai.jobs.copies import rows
from gongkai.jobs.copies.listing import copy_file, empty_folder, files_of, seal, sum_of

FORMAT = "gongkai.backup/1"
KEYS_FORMAT = "gongkai.keys/1"
DATABASE = "database.sqlite3"
TABLES = "tables"
FILES = "files"
MADE_AGAIN = ("site", "site-staging", "site-address", "index", "static")
SECRET = ("keys", "demo-users.json")


def back_up(
    folder: Path, *, data: Path, keys: Path | None, portable: bool, at: datetime
) -> dict[str, Any]:
    """Write a backup into an empty folder; return what its list says.

    ``portable`` writes the tables as lines of JSON, which either database can read; PostgreSQL is
    always backed up so. ``keys`` gets the keys: without them what is encrypted stays closed.

    Raises:
        CopyError: One of the folders is not empty.
    """
    empty_folder(folder)
    if keys is not None:
        empty_folder(keys)
    facts = _database(folder, portable=portable or connection.vendor != "sqlite")
    for path in kept_files(data):
        copy_file(data / path, folder / FILES / path)
    facts |= {"format": FORMAT, "made_at": at.isoformat(), "keys": _fingerprints(data)}
    if keys is not None:
        _keys(data, keys, at=at)
    return seal(folder, facts)


def kept_files(data: Path) -> Iterator[str]:
    """Yield the files under ``DATA`` that belong into a backup."""
    database = Path(str(connection.settings_dict["NAME"])).name
    for path in files_of(data):
        first = path.partition("/")[0]
        if first in (*MADE_AGAIN, *SECRET) or first.startswith("."):
            continue
        if first.startswith(database) and connection.vendor == "sqlite":
            continue
        yield path


def secret_files(data: Path) -> Iterator[str]:
    """Yield the files under ``DATA`` that are kept apart from a backup."""
    for path in files_of(data):
        if path.partition("/")[0] in SECRET and not path.rpartition("/")[2].startswith("."):
            yield path


def _database(folder: Path, *, portable: bool) -> dict[str, Any]:
    number, digest = trail.head()
    facts: dict[str, Any] = {"vendor": connection.vendor, "portable": portable}
    if not portable:
        _copy_sqlite(folder / DATABASE)
        return facts | {"trail": [number, digest]}
    place = folder / TABLES
    place.mkdir()
    with _one_moment():
        facts["trail"] = list(trail.head())
        facts["rows"] = {
            rows.name_of(model): rows.write_rows(model, place / f"{rows.name_of(model)}.jsonl")
            for model in rows.every_model()
        }
    return facts


def _copy_sqlite(target: Path) -> None:
    """Copy the database with SQLite's own backup: consistent while others write."""
    source = f"file:{connection.settings_dict['NAME']}?mode=ro"
    with (
        contextlib.closing(sqlite3.connect(source, uri=True)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """See the whole database as it stands at one moment."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _fingerprints(data: Path) -> dict[str, str]:
    """Return digests of the key files, to tell later whether the right keys are at hand."""
    return {path: sum_of(data / path) for path in secret_files(data) if path.startswith("keys/")}


def _keys(data: Path, target: Path, *, at: datetime) -> None:
    target.chmod(0o700)
    for path in secret_files(data):
        copy_file(data / path, target / path)
        (target / path).chmod(0o600)
    seal(target, {"format": KEYS_FORMAT, "made_at": at.isoformat()})
