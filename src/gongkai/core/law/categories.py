"""Statutory proactive disclosure items (法定主动公开内容,《条例》第二十条、第二十一条)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from gongkai.core.kernel import data

BodyLevel = Literal["department", "county", "township"]


@dataclass(frozen=True, slots=True)
class Category:
    """One item; ``table2`` names the rows of table 2 (2021) that report on it."""

    key: str
    label: str
    table2: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Categories:
    basis: str
    everyone: tuple[Category, ...]
    county: tuple[Category, ...]
    township: tuple[Category, ...]


@functools.cache
def _table() -> _Categories:
    table: _Categories = data.load("gongkai.core.law", "categories.yaml", _Categories)
    return table


def of_level(level: BodyLevel) -> tuple[Category, ...]:
    """Return the items a body of the level discloses: fifteen for all, and those of its level."""
    extra = {"department": (), "county": _table().county, "township": _table().township}
    return _table().everyone + extra[level]


def find(key: str) -> Category:
    """Return the item ``key``.

    Raises:
        KeyError: There is no such item.
    """
    table = _table()
    every = (*table.everyone, *table.county, *table.township)
    found = {category.key: category for category in every}
    return found[key]
