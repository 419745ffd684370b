"""Rows of pieces (行与片段): what every layout is turned into before it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import NOWHERE, Grid
from gongkai.core.reporting.reading.figures import Kind, kind_of
from gongkai.core.reporting.report import Line
from gongkai.core.text.normalize import squeeze

LONGEST_PIECE = 90
MOST_PIECES = 600
JUNK = re.compile(r"\[bookmark:[^\]\n]{0,200}\]|<br\s*/?>|&nbsp;|\*\*", re.IGNORECASE)
JUNK_MARKS = re.compile(r"[\[<&*]")


@dataclass(slots=True)
class Piece:
    """One printed piece of a row: a cell, or what looks like one.

    ``column`` is its index in the row (its grid column in a grid), ``offset`` where it starts in
    ``line`` when the line is set in columns by spaces. ``cell`` is set once a cell of the form was
    read from it.
    """

    text: str
    kind: Kind
    column: int
    place: Place
    offset: int = -1
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
    """One line of text or one row of a grid.

    ``empty`` is a line without anything; ``prose`` is a line that cannot be part of a table;
    ``aligned`` tells that the pieces were set apart by spaces only.
    """

    pieces: list[Piece]
    lines: tuple[Line, ...]
    place: Place = NOWHERE
    empty: bool = False
    prose: bool = False
    grid: Grid | None = None
    aligned: bool = False
    width: int = 0

    @property
    def alone(self) -> Piece | None:
        """Return the only piece that is not blank, if there is exactly one."""
        found = [piece for piece in self.pieces if piece.kind is not Kind.BLANK]
        return found[0] if len(found) == 1 else None

    @property
    def text(self) -> str:
        """Return what is printed, pieces set apart by a space."""
        return " ".join(line.text for line in self.lines)


def row_of_pieces(pieces: list[Piece], printed: tuple[Line, ...], place: Place) -> Row:
    """Make a row; a long piece of words makes it prose."""
    prose = False
    for piece in pieces:
        if len(piece.text) > LONGEST_PIECE and piece.kind is Kind.WORDS:
            prose = True
    return Row(pieces, printed, place, prose=prose, width=len(pieces))


def pieces_of(texts: Iterable[str], place: Place) -> list[Piece]:
    """Return texts that follow each other as pieces."""
    return [
        Piece(text, kind_of(text), column, place)
        for column, text in enumerate(text.strip() for text in texts)
    ][:MOST_PIECES]


def display_width(text: str) -> int:
    """Return how many half-width columns ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
