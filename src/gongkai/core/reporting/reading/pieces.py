"""Rows of pieces (行与片段): what every layout is turned into before it is read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import Grid
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.shapes import Shape
from gongkai.core.text.normalize import squeeze

MOST_PIECES = 600
JUNK = re.compile(r"\[bookmark:[^\]\n]{0,200}\]|<br\s*/?>|&nbsp;|\*\*", re.IGNORECASE)
JUNK_MARKS = re.compile(r"[\[<&*]")
NOT_SPACED, RUN_ON = -1, -2


@dataclass(slots=True)
class Piece:
    """One printed piece of a row: a cell, or what looks like one.

    ``column`` is its index in the row (its grid column in a grid), ``offset`` where it starts in
    ``line`` when the line is set in columns by spaces, `RUN_ON` when a whole table stands on one
    line, `NOT_SPACED` when something else than spaces parts the pieces. ``cell`` is set once a cell of the form was
    read from it.
    """

    text: str
    kind: Kind
    column: int
    place: Place
    offset: int = NOT_SPACED
    line: str = ""
    rowspan: int = 1
    colspan: int = 1
    cell: str | None = None

    @property
    def key(self) -> str:
        """Return the text in one spelling, without spaces."""
        return squeeze(self.text)

    @property
    def span(self) -> tuple[int, int]:
        """Return the half-width columns of the line that the piece takes up."""
        start = display_width(self.line[: self.offset])
        return start, start + display_width(self.text)


@dataclass(slots=True)
class Row:
    """One line of text or one row of a grid: its shape, where it stands, its pieces.

    ``empty`` is a line without anything; ``prose`` is a line that cannot be part of a table;
    ``width`` is the number of pieces, or of columns of the grid, 0 when that means nothing.
    ``in_table`` is set once the row is known to belong to table 2, 3 or 4.
    """

    shape: Shape
    pieces: list[Piece]
    place: Place
    width: int
    empty: bool
    prose: bool
    grid: Grid | None = None
    in_table: bool = False

    @property
    def alone(self) -> Piece | None:
        """Return the only piece that is not blank, if there is exactly one."""
        index = self.shape.alone
        return self.pieces[index] if index >= 0 else None

    @property
    def text(self) -> str:
        """Return what is printed, pieces set apart by a space."""
        return " ".join(self.shape.texts)


def display_width(text: str) -> int:
    """Return how many half-width columns ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
