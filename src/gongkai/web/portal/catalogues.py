"""Catalogue tables (公开目录): how full the statutory one is, and the standard one row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import site
from gongkai.core.publishing.kinds import kind
from gongkai.web.portal import addresses, own_fields
from gongkai.web.portal.columns import ColumnTree
from gongkai.web.portal.model import Domain, Filled, Link, Matter
from gongkai.web.portal.rendering import Renderer

ROW = "catalogue_row"
ROWS = 1500  # rows of the standard catalogue that are read, newest first
CELLS = (
    "first_matter", "second_matter", "content", "grounds", "term", "subject", "channels",
    "audience", "manner", "levels", "five_open",
)  # fmt: skip
Page = tuple[str, bytes]
MayBePage = tuple[str, bytes | None]  # none: there is no such page any more


@dataclass(frozen=True)
class Catalogues:
    """Makes the catalogue pages of one site."""

    render: Renderer
    columns: ColumnTree

    def touched(self, columns: Iterable[str], years: Iterable[int]) -> Iterator[MayBePage]:
        """Yield the pages that a change in these columns, in rows of these years, touches."""
        yield self._statutory()
        found = [one for code in columns if (one := self.columns.get(code))]
        rows = set(years)
        # Whether a column has anything can only turn with its first or its last document.
        if rows or any(len(self.columns.newest(one, 2)) < 2 for one in found):
            pages = dict(self._standard())
            yield from pages.items()
            for year in rows:
                if addresses.standard(year) not in pages:
                    yield addresses.standard(year), None

    def whole(self) -> Iterator[Page]:
        """Yield every catalogue page."""
        yield self._statutory()
        yield from self._standard()

    def _statutory(self) -> Page:
        top = self.columns.get("statutory")
        items = [self._filled(one) for one in self.columns.children(top)] if top else []
        return addresses.CATALOGUE, self.render.catalogue(items)

    def _filled(self, column: SiteColumn) -> Filled:
        leaves = [one for one in self.columns.below(column) if not self.columns.children(one)]
        newest = {one: self.columns.newest(one, 1) for one in leaves}
        moments = [found[0].published_at for found in newest.values() if found]
        return Filled(
            label=column.label,
            path=addresses.link(self.columns.link(column).path),
            columns=len(leaves),
            filled=len(moments),
            newest=max((moment for moment in moments if moment), default=None),
            empty=tuple(self.columns.link(one) for one, found in newest.items() if not found),
        )

    def _standard(self) -> Iterator[Page]:
        """Yield the catalogue of each year, and the newest at an address that lasts."""
        years = _rows_by_year()
        links = [Link(f"{year} 年", addresses.standard(year)) for year in years]
        for place, year in enumerate(years):
            domains = self._domains(years[year])
            paths = [addresses.standard(year)] + [addresses.STANDARD] * (place == 0)
            for path in paths:
                yield path, self.render.standard(path, year, domains, links)
        if not years:
            yield addresses.STANDARD, self.render.standard(addresses.STANDARD, None, [], [])

    def _domains(self, rows: list[Edition]) -> list[Domain]:
        domains: dict[str, list[Edition]] = {}
        for one in reversed(rows):
            domains.setdefault(str(one.own.get("field") or "其他"), []).append(one)
        return [self._domain(label, found) for label, found in domains.items()]

    def _domain(self, label: str, rows: list[Edition]) -> Domain:
        matters = [self._matter(one) for one in rows]
        levels = own_fields.labels(kind(ROW), "levels")
        rates = []
        for key, name in levels.items():
            known = [
                matter
                for matter, one in zip(matters, rows, strict=True)
                if key in (one.own.get("levels") or ()) and matter.filled is not None
            ]
            if known:
                rates.append((name, sum(bool(one.filled) for one in known), len(known)))
        return Domain(label, tuple(matters), tuple(rates))

    def _matter(self, row: Edition) -> Matter:
        column = self.columns.get(str(row.own.get("column") or ""))
        filled = bool(self.columns.newest_under(column, 1)) if column else None
        shown = own_fields.by_name(row)
        cells = tuple(shown.get(name, "") for name in CELLS)
        return Matter(addresses.link(addresses.item(row.document_id)), cells, filled)


def years_of_rows(editions: Iterable[Edition]) -> frozenset[int]:
    """Return the catalogue years that rows among these editions belong to."""
    return frozenset(_year(one) for one in editions if one.kind == ROW)


def catalogue_years() -> list[int]:
    """Return the years that have a standard catalogue, newest first."""
    return list(_rows_by_year())


def _rows_by_year() -> dict[int, list[Edition]]:
    years: dict[int, list[Edition]] = {}
    for one in site.newest(kind=ROW, count=ROWS):
        years.setdefault(_year(one), []).append(one)
    return dict(sorted(years.items(), reverse=True))


def _year(row: Edition) -> int:
    return int(row.own.get("year") or 0)
