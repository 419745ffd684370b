"""The prescribed columns of the disclosure platform (法定栏目) as data."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.publishing"


@dataclass(frozen=True, slots=True)
class PrescribedColumn:
    """One column: its permanent code, label, page-tag type, basis, and its part of the address.

    ``update_within_days`` is the longest time without anything new; ``per_body`` says that every
    body keeps its own content in it; ``kinds`` are the kinds that belong here.
    """

    code: str
    label: str
    type: str
    basis: str
    address: str
    kinds: tuple[str, ...] = ()
    update_within_days: int | None = None
    per_body: bool = False
    children: tuple[PrescribedColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class PrescribedColumns:
    """The whole tree, as ``columns.yaml`` writes it."""

    basis: str
    columns: tuple[PrescribedColumn, ...]


@functools.cache
def prescribed_columns() -> tuple[PrescribedColumn, ...]:
    """Return the top columns.

    Raises:
        DataError: The file does not fit.
    """
    return data.load(PACKAGE, "columns.yaml", PrescribedColumns).columns


def walk(
    columns: tuple[PrescribedColumn, ...], parent: str | None = None
) -> Iterator[tuple[str | None, PrescribedColumn]]:
    """Yield every column after its parent, with the parent's code."""
    for column in columns:
        yield parent, column
        yield from walk(column.children, column.code)
