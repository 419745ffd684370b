"""Finding the tables (找表): stretches of rows whose labels belong to one table of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import bit, hit_of
from gongkai.core.reporting.reading.pieces import Row

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
        if row.empty or not (row.prose or any(piece.text for piece in row.pieces)):
            continue
        strong, weak, figures, words = _weigh(row)
        table = _table_of(strong, weak, figures, current)
        if table and (current is None or current.table != table or furniture > MOST_FURNITURE):
            current = Region(table, _first_row(rows, index, table, barriers), index + 1)
            regions.append(current)
        if table and current is not None:
            current.end = index + 1
            current.hits += len(words)
            current.is_sure = current.is_sure or bool(strong & bit(table))
            current.labels.update(words)
            furniture = 0
        elif current is not None and figures:
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


def _weigh(row: Row) -> tuple[int, int, int, list[str]]:
    """Return strong and weak hits, the number of figures, and the labels hit."""
    strong = weak = figures = 0
    words: list[str] = []
    if row.prose:
        return 0, 0, 0, words
    for piece in row.pieces:
        if piece.kind is Kind.WORDS:
            hit = hit_of(piece.text)
            if hit.strong or hit.weak:
                strong |= hit.strong
                weak |= hit.weak
                words.append(piece.key)
        elif piece.kind is not Kind.BLANK:
            figures += 1
    return strong, weak, figures, words


def _table_of(strong: int, weak: int, figures: int, current: Region | None) -> int:
    """Return the table a row belongs to by its labels, 0 when they do not say."""
    mine = bit(current.table) if current is not None else 0
    if current is not None and (strong & mine or (weak & mine and not strong)):
        return current.table
    for table in TABLES:
        if strong & bit(table):
            return table
    for table in TABLES:
        if weak & bit(table) and figures >= FIGURES_OF_A_ROW[table]:
            return table
    return 0
