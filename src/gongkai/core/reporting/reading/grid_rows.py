"""Rows of grids (表格行): cells with known columns, from web pages, Word, ruled PDF, spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.reporting.printed import Grid, GridCell
from gongkai.core.reporting.reading.figures import kind_of
from gongkai.core.reporting.reading.pieces import (
    JUNK,
    JUNK_MARKS,
    MOST_PIECES,
    Piece,
    Row,
    row_of_pieces,
)
from gongkai.core.reporting.report import Line

BROKEN_FIGURE = re.compile(r"\d+(?:\n\d+)+(?:\s*[件项])?")


def rows_of_grid(grid: Grid) -> Iterator[Row]:
    """Yield the rows of a grid; a cell stands in the row and column of its anchor."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for index in range(grid.rows):
        cells = sorted(by_row.get(index, ()), key=lambda cell: cell.column)
        yield _row_of_cells(cells, grid)


def _text_of_cell(cell: GridCell) -> str:
    """Return a cell's text; a figure that a narrow column of a page breaks in two is one figure."""
    text = cell.text.strip()
    if JUNK_MARKS.search(text):
        text = JUNK.sub(" ", text).strip()
    if cell.place.page is not None and BROKEN_FIGURE.fullmatch(text):
        text = text.replace("\n", "")
    return text


def _row_of_cells(cells: list[GridCell], grid: Grid) -> Row:
    pieces = [
        Piece(
            text=_text_of_cell(cell),
            kind=kind_of(cell.text),
            column=cell.column,
            place=cell.place,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
        )
        for cell in cells[:MOST_PIECES]
    ]
    lines = tuple(
        Line(text.strip(), cell.place.line, cell.place.page)
        for cell in cells
        for text in cell.text.split("\n")
        if text.strip()
    )
    row = row_of_pieces(pieces, lines, grid.place)
    row.grid = grid
    row.width = grid.columns
    row.empty = not lines and not pieces
    return row
