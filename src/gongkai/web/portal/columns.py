"""The columns of the site (栏目树), read once for everything that one change touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import site
from gongkai.web.portal import addresses, reading
from gongkai.web.portal.model import Link

AT_ONCE = 6  # editions asked for at least, since several pages show the newest of a column


@dataclass
class ColumnTree:
    """Every column by its place in the tree, and the newest editions of each as they are asked for.

    One of these serves one change or one rebuild; it is never kept longer.
    """

    rows: list[SiteColumn] = field(default_factory=site.shown_columns)
    _newest: dict[int, tuple[int, list[Edition]]] = field(default_factory=dict)

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
        """Return the newest live editions that stand in a column itself."""
        asked, found = self._newest.get(column.pk, (0, []))
        if count > asked:
            asked, found = max(count, AT_ONCE), []
            found = site.newest(column=column.pk, count=asked)
            self._newest[column.pk] = asked, found
        return found[:count]

    def newest_under(self, column: SiteColumn, count: int) -> list[Edition]:
        """Return the newest live editions in a column and the columns under it."""
        parts = list(self.below(column))
        if len(parts) == 1:
            return self.newest(column, count)
        if count > AT_ONCE:
            return site.newest_of([part.pk for part in parts], count=count)
        found = [one for part in parts for one in self.newest(part, count)]
        found.sort(key=lambda one: (one.published_at, one.pk), reverse=True)
        return found[:count]

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
