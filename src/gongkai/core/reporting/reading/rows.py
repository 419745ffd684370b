"""A printed document as rows (逐行): every line and every row of a grid, in reading order."""

from __future__ import annotations

from gongkai.core.reporting.printed import PrintedDocument, TextLine
from gongkai.core.reporting.reading.grid_rows import rows_of_grid
from gongkai.core.reporting.reading.pieces import Row
from gongkai.core.reporting.reading.text_rows import row_of_line


def rows_of(document: PrintedDocument) -> list[Row]:
    """Turn the blocks of a document into rows, in reading order."""
    rows: list[Row] = []
    for block in document.blocks:
        if isinstance(block, TextLine):
            rows.append(row_of_line(block))
        else:
            rows.extend(rows_of_grid(block))
    return rows
