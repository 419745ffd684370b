"""The columns of the site (栏目树), read once for everything that one change touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import site
from gongkai.web.portal import addresses, reading
from gongkai.web.portal.model import Link

MOST = 20  # editions of a column that are known at once; no front shows more of one
FIRST = 3  # of them, those that are read together, since most fronts show no more


@dataclass
class ColumnTree:
    """Every column by its place in the tree, and the newest editions of each as they are asked for.

    One of these serves one change or one rebuild; it is never kept longer.
    """

    rows: list[SiteColumn] = field(default_factory=site.shown_columns)
    _keys: dict[int, list[tuple[Any, int]]] = field(default_factory=dict)
    _editions: dict[int, Edition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_key = {one.pk: one for one in self.rows}
        self._by_code = {one.code: one for one in self.rows}
        self._children: dict[int | None, list[SiteColumn]] = {}
        for one in self.rows:
            self._children.setdefault(one.parent_id, []).append(one)
            if one.parent_id is not None:
                one.parent = self._by_key[one.parent_id]

    def get(self, code: str) -> SiteColumn | None:
        """Return the column with a code, none when this county has no such column."""
        return self._by_code.get(code)

    def one(self, key: int) -> SiteColumn:
        """Return the column with a key, the columns above it at hand."""
        return self._by_key[key]

    def children(self, column: SiteColumn | None) -> list[SiteColumn]:
        """Return the columns directly below one, or the top columns."""
        return self._children.get(column.pk if column else None, [])

    def below(self, column: SiteColumn) -> Iterator[SiteColumn]:
        """Yield a column and every column under it."""
        yield column
        for child in self.children(column):
            yield from self.below(child)

    def newest(self, column: SiteColumn, count: int) -> list[Edition]:
        """Return the newest live editions that stand in a column itself, at most ``MOST``."""
        return self._read([key for _, key in self._known()[column.pk][:count]])

    def newest_under(self, column: SiteColumn, count: int) -> list[Edition]:
        """Return the newest live editions in a column and the columns under it."""
        known = self._known()
        keys = [one for part in self.below(column) for one in known[part.pk][:count]]
        return self._read([key for _, key in sorted(keys, reverse=True)[:count]])

    def _known(self) -> dict[int, list[tuple[Any, int]]]:
        if not self._keys:
            self._keys = site.newest_keys([one.pk for one in self.rows], count=MOST)
            first = [key for keys in self._keys.values() for _, key in keys[:FIRST]]
            self._editions = site.listed(first)
        return self._keys

    def _read(self, keys: list[int]) -> list[Edition]:
        missing = [key for key in keys if key not in self._editions]
        if missing:
            self._editions |= site.listed(missing)
        return [self._editions[key] for key in keys]

    def link(self, column: SiteColumn) -> Link:
        """Return the way to a column's front page."""
        return Link(column.label, addresses.column(reading.address_of(column)))

    def menu(self) -> tuple[tuple[Link, tuple[Link, ...]], ...]:
        """Return the prescribed menu of the disclosure platform: blocks and what stands below."""
        blocks = [one for code in reading.PLATFORM if (one := self.get(code))]
        return tuple(
            (self.link(one), tuple(self.link(child) for child in self.children(one)))
            for one in blocks
        )
