"""Rows of grids (表格行): cells with known columns, from web pages, Word, ruled PDF, spreadsheets."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from gongkai.core.reporting.printed import Grid, GridCell
from gongkai.core.reporting.reading.figures import kind_of
from gongkai.core.reporting.reading.pieces import JUNK, JUNK_MARKS, MOST_PIECES, Piece, Row
from gongkai.core.reporting.reading.shapes import MOST_REMEMBERED, Shape, empty_shape, shape_of

BROKEN_FIGURE = re.compile(r"\d+(?:\n\d+)+(?:\s*[件项])?")


def rows_of_grid(grid: Grid) -> Iterator[Row]:
    """Yield the rows of a grid; a cell stands in the row and column of its anchor."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for index in range(grid.rows):
        cells = sorted(by_row.get(index, ()), key=lambda cell: cell.column)
        yield _row_of_cells(cells, grid)


def _row_of_cells(cells: list[GridCell], grid: Grid) -> Row:
    in_page = bool(cells) and cells[0].place.page is not None
    shape = _shape(tuple([cell.text for cell in cells]), in_page=in_page)
    pieces = [
        Piece(text, kind, cell.column, cell.place, -1, "", cell.rowspan, cell.colspan)
        for cell, (text, kind, _) in zip(cells, shape.words, strict=False)
    ]
    return Row(shape, pieces, grid.place, grid.columns, shape.empty, shape.prose, grid)


@functools.lru_cache(maxsize=MOST_REMEMBERED)
def _shape(texts: tuple[str, ...], *, in_page: bool) -> Shape:
    """Return the shape of a row of cells; ``in_page`` tells that a page's columns break its texts."""
    if not texts:
        return empty_shape()
    words = [(_text_of_cell(t, in_page=in_page), kind_of(t), -1) for t in texts[:MOST_PIECES]]
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    return shape_of(words, tuple(lines))


def _text_of_cell(source: str, *, in_page: bool) -> str:
    """Return a cell's text; a figure that a narrow column of a page breaks in two is one figure."""
    text = source.strip()
    if JUNK_MARKS.search(text):
        text = JUNK.sub(" ", text).strip()
    if in_page and BROKEN_FIGURE.fullmatch(text):
        text = text.replace("\n", "")
    return text
