"""Which database the instance uses (数据库): SQLite beside the data, or PostgreSQL by address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728; "
        "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
    ),
}


def database_of(address: str | None, *, data: Path) -> dict[str, Any]:
    """Return Django's settings of the default database.

    ``address`` is ``DATABASE_URL``: empty for SQLite under ``data``, ``sqlite:///path`` or
    ``postgresql://user:password@host:port/name?option=value`` (``host`` may be a socket folder).

    Raises:
        ImproperlyConfigured: The address names another kind of database.
    """
    if not address:
        return sqlite(data / "gongkai.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme in ("postgres", "postgresql"):
        return postgresql(address)
    raise ImproperlyConfigured(
        f"DATABASE_URL: {parts.scheme!r} is not known; use postgresql:// or sqlite:///"
    )


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of one SQLite file; the folder is made when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}


def postgresql(address: str) -> dict[str, Any]:
    """Return the settings of a PostgreSQL database at ``address``."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
