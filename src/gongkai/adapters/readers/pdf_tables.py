"""Ruling lines into tables (框线表格): which lines meet, which slots no line parts, one cell each."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.adapters.readers.grids import Anchored
from gongkai.adapters.readers.pdf_lines import text_of
from gongkai.adapters.readers.pdf_page import Glyph, Page, Rule

# Distances in points. Lines drawn cell by cell miss each other by about a line's thickness.
SAME_PLACE = 2.2
GAP_IN_LINE = 3.5
REACH = 4.0
SHORTEST = 4.0
# More lines than this are a drawing or a map.
LINE_LIMIT = 3_000


@dataclass(slots=True)
class Ruled:
    """A ruled table: the places of its lines and what parts its slots."""

    xs: list[float]
    ys: list[float]
    horizontal: dict[int, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    vertical: dict[int, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Return the height of the upper edge."""
        return self.ys[0]

    def holds(self, glyph: Glyph) -> bool:
        """Return whether the middle of the glyph stands inside the table."""
        x = (glyph.left + glyph.right) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= glyph.middle <= self.ys[-1]

    def cells(self) -> list[Anchored]:
        """Return the cells with their text, spans included."""
        texts: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        owner = self._owners()
        for glyph in self.glyphs:
            column = bisect.bisect_right(self.xs, (glyph.left + glyph.right) / 2) - 1
            row = bisect.bisect_right(self.ys, glyph.middle) - 1
            slot = (min(row, len(self.ys) - 2), min(column, len(self.xs) - 2))
            texts[owner[slot]].append(glyph)
        covered: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for slot, first in owner.items():
            covered[first].append(slot)
        return [_cell(first, slots, text_of(texts[first])) for first, slots in covered.items()]

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each slot (row, column) the upper left slot of its cell."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(rows):
            for column in range(columns):
                if (row, column) in owner:
                    continue
                width = 1
                while (
                    column + width < columns
                    and (row, column + width) not in owner
                    and not self._parted_left(row, column + width)
                ):
                    width += 1
                height = 1
                while row + height < rows and self._continues(row + height, column, width, owner):
                    height += 1
                for covered in range(row, row + height):
                    for across in range(column, column + width):
                        owner[covered, across] = (row, column)
        return owner

    def _continues(
        self, row: int, column: int, width: int, owner: dict[tuple[int, int], tuple[int, int]]
    ) -> bool:
        """Return whether the slots of ``row`` belong to the cell above them, all of them."""
        across = range(column, column + width)
        return not any(
            (row, place) in owner
            or self._parted_above(row, place)
            or (place > column and self._parted_left(row, place))
            for place in across
        )

    def _parted_left(self, row: int, column: int) -> bool:
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(rule.start <= middle <= rule.end for rule in self.vertical.get(column, ()))

    def _parted_above(self, row: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(rule.start <= middle <= rule.end for rule in self.horizontal.get(row, ()))


def _cell(first: tuple[int, int], slots: list[tuple[int, int]], text: str) -> Anchored:
    last_row, last_column = max(slots)
    row, column = first
    return Anchored(text, row, column, last_row - row + 1, last_column - column + 1)


def ruled_tables(page: Page) -> tuple[list[Ruled], list[Glyph]]:
    """Return the page's ruled tables with their glyphs, and the glyphs outside of them."""
    tables = [t for t in map(_table, _regions(page)) if t is not None]
    tables.sort(key=lambda table: (table.ys[0], table.xs[0]))
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        # Of tables inside a table the innermost, drawn later and smaller, holds the glyph.
        holding = [table for table in tables if table.holds(glyph)]
        if holding:
            min(holding, key=lambda t: t.ys[-1] - t.ys[0]).glyphs.append(glyph)
        else:
            outside.append(glyph)
    return [table for table in tables if table.glyphs], outside


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces of each line: drawn cell by cell, twice, or with small gaps."""
    merged: list[Rule] = []
    for group in _by_place(rules):
        at = sum(rule.at for rule in group) / len(group)
        group.sort(key=lambda rule: rule.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + GAP_IN_LINE:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        merged.append(Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= SHORTEST]


def _by_place(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= SAME_PLACE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _regions(page: Page) -> list[tuple[list[Rule], list[Rule]]]:
    """Return groups of lines that meet: horizontal and vertical ones of each table."""
    horizontal, vertical = _merged(page.horizontal), _merged(page.vertical)
    if not horizontal or not vertical or len(horizontal) + len(vertical) > LINE_LIMIT:
        return []
    group = list(range(len(horizontal) + len(vertical)))

    def head(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for first, level in enumerate(horizontal):
        for second, upright in enumerate(vertical, start=len(horizontal)):
            meets_across = level.start - REACH <= upright.at <= level.end + REACH
            if meets_across and upright.start - REACH <= level.at <= upright.end + REACH:
                group[head(second)] = head(first)
    regions: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for member in range(len(group)):
        if member < len(horizontal):
            regions[head(member)][0].append(horizontal[member])
        else:
            regions[head(member)][1].append(vertical[member - len(horizontal)])
    return [region for region in regions.values() if region[0] and region[1]]


def _table(region: tuple[list[Rule], list[Rule]]) -> Ruled | None:
    """Lay the lines out as a grid; open sides reach as far as the lines do."""
    horizontal, vertical = region
    xs = _places(vertical, min(r.start for r in horizontal), max(r.end for r in horizontal))
    ys = _places(horizontal, min(r.start for r in vertical), max(r.end for r in vertical))
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    table = Ruled(xs, ys)
    for rule in horizontal:
        table.horizontal[_nearest(ys, rule.at)].append(rule)
    for rule in vertical:
        table.vertical[_nearest(xs, rule.at)].append(rule)
    return table


def _places(rules: Sequence[Rule], first: float, last: float) -> list[float]:
    places = [group[0].at for group in _by_place(rules)]
    if first < places[0] - 2 * REACH:
        places.insert(0, first)
    if last > places[-1] + 2 * REACH:
        places.append(last)
    return places


def _nearest(places: Sequence[float], at: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - at))
