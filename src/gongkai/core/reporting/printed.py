"""What a reader hands to alignment: lines and grids in reading order, each with its place.

Readers of files (``gongkai.adapters.readers``) only turn bytes into this; they know nothing of the
form. Everything that knows the form works on this and is pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.kernel.findings import Place
from gongkai.core.kernel.records import record
from gongkai.core.reporting.report import Problem

NOWHERE = Place()


@record
class TextLine:
    """One line (text) or paragraph (HTML, Word, PDF) outside a grid, as printed."""

    text: str
    place: Place


@record
class GridCell:
    """One printed cell of a grid. ``row`` and ``column`` are 0-based anchors after span expansion."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with known cell borders (HTML, Word, ruled PDF, spreadsheet), spans resolved."""

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    place: Place = NOWHERE


Block = TextLine | Grid


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """The whole file in reading order. A plain text has only lines: its tables are still to find.

    ``problems`` says what the reader of the file could not read, such as a scanned page.
    """

    path: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
