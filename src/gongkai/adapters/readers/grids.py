"""Building grids (表格网格) out of rows of cells with spans: anchors, clamping, compaction."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import Grid, GridCell

# What HTML itself allows at most; larger spans are typing errors.
COLSPAN_LIMIT = 1_000
CELL_LIMIT = 50_000
# Cells that reach down into later rows at the same time; no table of a person has that many.
REACHING_DOWN_LIMIT = 500


@dataclass(frozen=True, slots=True)
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
            width = min(max(span.colspan, 1), COLSPAN_LIMIT)
            below = len(rows) - row
            height = min(span.rowspan, below) if span.rowspan > 0 else below
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
    cells = tuple(_cell(cell, rows, columns, place) for cell in anchored)
    return Grid(cells=cells, rows=len(rows), columns=len(columns), place=place)


def _cell(cell: Anchored, rows: list[int], columns: list[int], place: Place) -> GridCell:
    row, column = bisect.bisect_left(rows, cell.row), bisect.bisect_left(columns, cell.column)
    end_row = bisect.bisect_left(rows, cell.row + cell.rowspan)
    end_column = bisect.bisect_left(columns, cell.column + cell.colspan)
    return GridCell(
        text=cell.text,
        row=row,
        column=column,
        rowspan=max(end_row - row, 1),
        colspan=max(end_column - column, 1),
        place=Place(
            path=place.path, page=place.page, table=place.table, row=row + 1, column=column + 1
        ),
    )
