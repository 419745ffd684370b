"""Putting a page together (版面): lines and grids in reading order, layout tables taken apart.

Web pages and Word files use tables to place things: one cell around the whole article, a column of
links beside it. Such a table is no table of the report; its content is read as if it stood alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongkai.adapters.readers.grids import Span, grid_of_rows
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import Block, PrintedDocument, TextLine
from gongkai.core.reporting.report import Problem

# The longest text in a cell of the form has about forty characters; prose has hundreds.
PROSE_LENGTH = 400
# A table with this many figures of its own is a table, whatever else stands in its cells.
FIGURES_OF_A_TABLE = 5
FIGURE = re.compile(r"[\d,，.\uff0e]+|[-—/／]")
NESTING_LIMIT = 40


@dataclass(slots=True)
class TableCell:
    """One cell as met: its spans, its texts and the tables inside it, in order."""

    colspan: int = 1
    rowspan: int = 1
    parts: list[str | Table] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the cell's own text; lines are separated by a line feed."""
        if not self.parts:
            return ""
        if len(self.parts) == 1 and isinstance(self.parts[0], str):
            return self.parts[0]
        return "\n".join(part for part in self.parts if isinstance(part, str) and part)

    def tables(self) -> list[Table]:
        """Return the tables inside the cell."""
        return [part for part in self.parts if isinstance(part, Table)]


@dataclass(slots=True)
class Table:
    """A table as met: rows of cells."""

    rows: list[list[TableCell]] = field(default_factory=list)

    def cells(self) -> Iterator[TableCell]:
        """Return every cell in reading order."""
        return (cell for row in self.rows for cell in row)


class Assembly:
    """Collects blocks in reading order and numbers the tables."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._blocks: list[Block] = []
        self._tables = 0

    def document(self, problems: tuple[Problem, ...] = ()) -> PrintedDocument:
        """Return what was collected, with what the reader could not read."""
        return PrintedDocument(self._path, tuple(self._blocks), problems)

    def add(self, parts: Iterable[str | Table], nesting: int = 0) -> None:
        """Add texts and tables in order.

        Raises:
            UnreadableError: Tables stand inside tables beyond all sense.
        """
        if nesting > NESTING_LIMIT:
            raise UnreadableError(Refusal.TOO_DEEP, f"表格套表格超过 {NESTING_LIMIT} 层")
        for part in parts:
            if isinstance(part, str):
                self._add_lines(part)
            else:
                self._add_table(part, nesting)

    def _add_lines(self, text: str) -> None:
        for line in text.split("\n"):
            if line.strip():
                self._blocks.append(TextLine(text=line, place=Place(path=self._path)))

    def _add_table(self, table: Table, nesting: int) -> None:
        holds_tables = _flatten_small_tables(table)
        texts = [[cell.text for cell in row] for row in table.rows]
        if _is_layout(texts, holds_tables=holds_tables):
            for cell in table.cells():
                self.add(cell.parts, nesting + 1)
            return
        self._add_grid(table, texts)
        if holds_tables:
            for cell in table.cells():
                self.add(cell.tables(), nesting + 1)

    def _add_grid(self, table: Table, texts: list[list[str]]) -> None:
        rows = [
            [Span(text, c.colspan, c.rowspan) for text, c in zip(own, row, strict=True)]
            for own, row in zip(texts, table.rows, strict=True)
        ]
        grid = grid_of_rows(rows, Place(path=self._path, table=self._tables + 1))
        if grid is not None:
            self._tables += 1
            self._blocks.append(grid)


def _flatten_small_tables(table: Table) -> bool:
    """Unframe tables of one cell, which only draw a border; return whether others are left."""
    left = False
    for cell in table.cells():
        if cell.parts and cell.tables():
            cell.parts = [_unframed(part) for part in cell.parts]
            left = left or bool(cell.tables())
    return left


def _unframed(part: str | Table) -> str | Table:
    while isinstance(part, Table):
        inner = list(part.cells())
        if len(inner) != 1:
            return part
        if len(inner[0].parts) != 1:
            return inner[0].text if not inner[0].tables() else part
        part = inner[0].parts[0]
    return part


def _is_layout(texts: list[list[str]], *, holds_tables: bool) -> bool:
    if max(map(len, texts), default=0) <= 1:
        return True
    if any(len(text) > PROSE_LENGTH for row in texts for text in row):
        return True
    if not holds_tables:
        return False
    figures = sum(1 for row in texts for text in row if FIGURE.fullmatch(text.strip()))
    return figures < FIGURES_OF_A_TABLE
