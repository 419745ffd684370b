"""A printed document as rows (逐行): every line and every row of a grid, in reading order."""

from __future__ import annotations

from gongkai.core.reporting.printed import PrintedDocument, TextLine
from gongkai.core.reporting.reading.grid_rows import rows_of_grid
from gongkai.core.reporting.reading.pieces import Row
from gongkai.core.reporting.reading.text_rows import row_of_line

MOST_ROWS = 100_000
"""A hundred reports with one cell a line have half as many."""


def rows_of(document: PrintedDocument) -> list[Row]:
    """Turn the blocks of a document into rows, in reading order, at most `MOST_ROWS`."""
    rows: list[Row] = []
    for block in document.blocks:
        if len(rows) >= MOST_ROWS:
            break
        if isinstance(block, TextLine):
            rows.append(row_of_line(block))
        else:
            rows.extend(rows_of_grid(block))
    return rows
