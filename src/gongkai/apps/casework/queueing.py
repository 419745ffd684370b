"""Waiting in line (排队): SQLite lets one write at a time and is not fair to those who wait."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
T = TypeVar("T")
_line = threading.Lock()


def in_line(act: Callable[P, T]) -> Callable[P, T]:
    """Let the threads of this process do ``act`` one after another where the database is SQLite.

    Among fifty clients some would otherwise wait longer than the database's patience, because
    whoever comes last may be served first. PostgreSQL needs none of it.
    """

    @functools.wraps(act)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return act(*args, **kwargs)
        with _line:
            return act(*args, **kwargs)

    return waiting
