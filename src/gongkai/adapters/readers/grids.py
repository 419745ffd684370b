"""Building grids (表格网格) out of rows of cells with spans: anchors, clamping, compaction."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.core.kernel.findings import Place
from gongkai.core.kernel.records import record
from gongkai.core.reporting.printed import Grid, GridCell

# What HTML itself allows at most; larger spans are typing errors.
COLSPAN_LIMIT = 1_000
CELL_LIMIT = 50_000
# Cells that reach down into later rows at the same time; no table of a person has that many.
REACHING_DOWN_LIMIT = 500


@record
class Span:
    """One cell as a reader met it: its text and how many columns and rows it covers.

    ``rowspan`` 0 stands for "down to the end of the table".
    """

    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True)
class Anchored:
    """A cell with its anchor; readers that know the anchors (PDF, spreadsheets) start from here."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


class _Reach(NamedTuple):
    """Columns that a cell of an earlier row covers until row ``until``."""

    start: int
    end: int
    until: int


def grid_of_rows(rows: Sequence[Sequence[Span]], place: Place) -> Grid | None:
    """Lay rows of cells out as HTML does: each cell takes the next free column.

    Returns None when there is no cell.
    """
    anchored: list[Anchored] = []
    reaching: list[_Reach] = []
    for row, spans in enumerate(rows):
        reaching = [reach for reach in reaching if reach.until > row]
        taken = list(reaching)
        column = 0
        for span in spans:
            while taken and taken[0].start <= column:
                column = max(column, taken.pop(0).end)
            width, height = span.colspan, span.rowspan
            if width != 1:
                width = min(max(width, 1), COLSPAN_LIMIT)
            if height != 1:
                height = min(height, len(rows) - row) if height > 0 else len(rows) - row
            anchored.append(Anchored(span.text, row, column, height, width))
            if height > 1 and len(reaching) < REACHING_DOWN_LIMIT:
                bisect.insort(reaching, _Reach(column, column + width, row + height))
            column += width
        if len(anchored) >= CELL_LIMIT:
            break
    return compact(anchored, place)


def compact(anchored: Sequence[Anchored], place: Place) -> Grid | None:
    """Make the grid, leaving out columns and rows in which no cell begins.

    Absurd spans shrink to what the other cells give them meaning for.
    """
    if not anchored:
        return None
    columns = sorted({cell.column for cell in anchored})
    rows = sorted({cell.row for cell in anchored})
    row_of = {row: index for index, row in enumerate(rows)}
    column_of = {column: index for index, column in enumerate(columns)}
    path, page, table = place.path, place.page, place.table
    cells: list[GridCell] = []
    for cell in anchored:
        row, column, rowspan, colspan = row_of[cell.row], column_of[cell.column], 1, 1
        if cell.rowspan > 1:
            rowspan = bisect.bisect_left(rows, cell.row + cell.rowspan) - row
        if cell.colspan > 1:
            colspan = bisect.bisect_left(columns, cell.column + cell.colspan) - column
        here = Place(path, None, page, table, row + 1, column + 1)
        cells.append(GridCell(cell.text, row, column, rowspan, colspan, here))
    return Grid(cells=tuple(cells), rows=len(rows), columns=len(columns), place=place)
