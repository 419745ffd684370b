"""Finding the tables (找表): stretches of rows whose labels belong to one table of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import bit, hit_of
from gongkai.core.reporting.reading.pieces import Row
from gongkai.core.reporting.reading.shapes import Shape

TABLES = (2, 3, 4)
MOST_FURNITURE = 6
"""How many lines of page furniture may stand inside a table."""
FIGURES_OF_A_ROW = {2: 1, 3: 5, 4: 5}
FEWEST_HITS = {2: 3, 3: 3, 4: 2}


@dataclass(slots=True)
class Region:
    """The rows from ``start`` to ``end`` (exclusive) that hold one table, or a part of it.

    It ``is_sure`` when a label stands in it that stands nowhere else in a report.
    """

    table: int
    start: int
    end: int
    hits: int = 0
    is_sure: bool = False
    labels: set[str] = field(default_factory=set)


def find_regions(rows: Sequence[Row], barriers: set[int]) -> list[Region]:
    """Return the tables' regions in order; ``barriers`` are rows (headings) no table runs across."""
    regions: list[Region] = []
    current: Region | None = None
    furniture = 0
    for index, row in enumerate(rows):
        if index in barriers:
            current = None
            continue
        shape = row.shape
        if not shape.has_text:
            continue
        table = _table_of(shape, current) if shape.labels else 0
        if table and (current is None or current.table != table or furniture > MOST_FURNITURE):
            current = Region(table, _first_row(rows, index, table, barriers), index + 1)
            regions.append(current)
        if table and current is not None:
            current.end = index + 1
            current.hits += len(shape.labels)
            current.is_sure = current.is_sure or bool(shape.strong & bit(table))
            current.labels.update(shape.labels)
            furniture = 0
        elif current is not None and shape.figures:
            current.end = index + 1
            furniture = 0
        elif current is not None:
            furniture += 2 if row.prose else 1
            if furniture > MOST_FURNITURE:
                current = None
    return [region for region in regions if region.hits >= FEWEST_HITS[region.table]]


def _first_row(rows: Sequence[Row], index: int, table: int, barriers: set[int]) -> int:
    """Include the rows just above whose labels all belong to the table but could not open it."""
    first = index
    for above in range(index - 1, max(index - MOST_FURNITURE, -1), -1):
        row = rows[above]
        if above in barriers or row.prose:
            break
        words = [piece for piece in row.pieces if piece.kind is Kind.WORDS]
        if any(not (hit_of(p.text).weak | hit_of(p.text).strong) & bit(table) for p in words):
            break
        if words:
            first = above
    return first


def _table_of(shape: Shape, current: Region | None) -> int:
    """Return the table a row belongs to by its labels, 0 when they do not say."""
    strong, weak = shape.strong, shape.weak
    mine = bit(current.table) if current is not None else 0
    if current is not None and (strong & mine or (weak & mine and not strong)):
        return current.table
    for table in TABLES:
        if strong & bit(table):
            return table
    for table in TABLES:
        if weak & bit(table) and shape.figures >= FIGURES_OF_A_ROW[table]:
            return table
    return 0
