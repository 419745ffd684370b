"""Printed lines and grid rows as rows of pieces (行与片段), whatever separates the pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import NOWHERE, Grid, GridCell, PrintedDocument, TextLine
from gongkai.core.reporting.reading.figures import Kind, kind_of
from gongkai.core.reporting.reading.labels import NO_HIT, hit_of
from gongkai.core.reporting.report import Line
from gongkai.core.text.normalize import squeeze

# The longest row of the form, padded into columns, has some 200 characters.
LONGEST_ROW = 600
LONGEST_PIECE = 90
MOST_PIECES = 400
JUNK = re.compile(r"\[bookmark:[^\]\n]{0,200}\]|<br\s*/?>|&nbsp;|\*\*", re.IGNORECASE)
JUNK_MARKS = re.compile(r"[\[<&*]")
BARS = re.compile(r"[|｜│┃︱¦]")  # noqa: RUF001 - every bar that is met in copies
RULE = re.compile(r"[\s|｜│┃+\-—─━=:┌┬┐├┼┤└┴┘═╔╦╗╠╬╣╚╩╝]+")  # noqa: RUF001
WIDE_GAP = re.compile(r"[ \u00a0]{2,}|\u3000+|\u2003+")
PAGE_NUMBER = re.compile(
    r"[-—–─·]\s*\d{1,3}\s*[-—–─·]|第\s*\d{1,3}\s*页.{0,12}|(?:\d{1,3}\s*/\s*\d{1,3}\s*页?)"
)
THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
BROKEN_FIGURE = re.compile(r"\d+(?:\n\d+)+")
TOKEN = re.compile(r"\S+")
SENTENCE_ENDS = "。；：！？;!?"
COMMA_CELL = re.compile(r'"((?:[^"]|"")*)"(?:,|$)|([^,]*)(?:,|$)')


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


def rows_of(document: PrintedDocument) -> list[Row]:
    """Turn the blocks of a document into rows, in reading order."""
    rows: list[Row] = []
    for block in document.blocks:
        if isinstance(block, TextLine):
            rows.append(row_of_line(block))
        else:
            rows.extend(_rows_of_grid(block))
    return rows


def row_of_line(line: TextLine) -> Row:
    """Split one line into pieces; a line of prose stays whole."""
    text = line.text
    place = line.place
    printed = (Line(text, place.line, place.page),)
    stripped = text.strip()
    if not stripped:
        return _blank_row(text, place, printed)
    if len(text) > LONGEST_ROW or _is_sentence(text, stripped) or PAGE_NUMBER.fullmatch(stripped):
        return Row([], printed, place, prose=True)
    if JUNK_MARKS.search(text):
        text = JUNK.sub("", text)
        stripped = text.strip()
    if "\t" in text:
        pieces = _pieces(text.split("\t"), place)
    elif BARS.search(text):
        if RULE.fullmatch(text):
            return Row([], printed, place, empty=True)
        pieces = _pieces(_between_bars(text), place)
    else:
        return _spaced_row(stripped, text, place, printed)
    return _row(pieces, printed, place)


def _blank_row(text: str, place: Place, printed: tuple[Line, ...]) -> Row:
    """A line of tabs only is an empty cell of a table with one cell a line."""
    if "\t" in text:
        return _row(_pieces(text.split("\t"), place), printed, place)
    return Row([], printed, place, empty=True)


def _is_sentence(text: str, stripped: str) -> bool:
    if "\t" in text or "|" in text:
        return False
    return len(stripped) > 12 and stripped[-1] in SENTENCE_ENDS


def _row(pieces: list[Piece], printed: tuple[Line, ...], place: Place) -> Row:
    prose = False
    for piece in pieces:
        if len(piece.text) > LONGEST_PIECE and piece.kind is Kind.WORDS:
            prose = True
    return Row(pieces, printed, place, prose=prose, width=len(pieces))


def _pieces(texts: Iterable[str], place: Place) -> list[Piece]:
    return [
        Piece(text, kind_of(text), column, place)
        for column, text in enumerate(text.strip() for text in texts)
    ][:MOST_PIECES]


def _between_bars(text: str) -> list[str]:
    """Return the cells between bars; a bar at the very beginning or end only frames the row."""
    cells = BARS.split(text)
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _spaced_row(stripped: str, text: str, place: Place, printed: tuple[Line, ...]) -> Row:
    """Split a line without tabs or bars: by commas, or a run of figures at its end, or wide gaps."""
    separated = "," in stripped and "," in THOUSANDS.sub("", stripped)
    cells = _between_commas(stripped) if separated else None
    if cells is not None:
        return _row(_pieces(cells, place), printed, place)
    tokens = list(TOKEN.finditer(text))
    first = len(tokens)
    while first > 0 and kind_of(tokens[first - 1][0]) is not Kind.WORDS:
        first -= 1
    if first == len(tokens) or (first == 0 and len(tokens) == 1):
        return _worded_row(stripped, text, place, printed)
    pieces: list[Piece] = []
    if first:
        label = text[: tokens[first - 1].end()]
        pieces.extend(_aligned(text, label, place))
    for token in tokens[first:]:
        pieces.append(_piece_at(text, token[0], token.start(), len(pieces), place))
    row = _row(pieces[:MOST_PIECES], printed, place)
    row.aligned = True
    return row


def _worded_row(stripped: str, text: str, place: Place, printed: tuple[Line, ...]) -> Row:
    if not WIDE_GAP.search(stripped):
        return _row([Piece(stripped, kind_of(stripped), 0, place)], printed, place)
    row = _row(_aligned(text, text.rstrip(), place), printed, place)
    row.aligned = True
    return row


def _aligned(text: str, part: str, place: Place) -> list[Piece]:
    """Split the leading ``part`` of a line at its wide gaps."""
    pieces: list[Piece] = []
    start = 0
    for gap in [*(match.span() for match in WIDE_GAP.finditer(part)), (len(part), len(part))]:
        words = part[start : gap[0]]
        if words.strip():
            leading = len(words) - len(words.lstrip())
            pieces.append(_piece_at(text, words.strip(), start + leading, len(pieces), place))
        start = gap[1]
    return pieces


def _piece_at(text: str, words: str, start: int, column: int, place: Place) -> Piece:
    return Piece(words, kind_of(words), column, place, offset=start, line=text)


def display_width(text: str) -> int:
    """Return how many half-width columns ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _between_commas(text: str) -> list[str] | None:
    """Return the cells of a comma-separated line, or None when it is not one."""
    if "。" in text:
        return None
    cells = [
        quoted.replace('""', '"') if quoted else plain for quoted, plain in COMMA_CELL.findall(text)
    ][: text.count(",") + 1]
    while len(cells) > text.count(",") + 1:
        cells.pop()
    filled = [kind_of(cell) for cell in cells if cell.strip()]
    figures = sum(kind is not Kind.WORDS for kind in filled)
    blanks = len(cells) - len(filled)
    last_is_figure = bool(filled) and filled[-1] is not Kind.WORDS
    if len(cells) < 2 or max(map(len, cells)) > LONGEST_PIECE:
        return None
    if all(hit_of(cell) is not NO_HIT for cell in cells):
        return cells
    if not (last_is_figure or blanks):
        return None
    return cells if filled[:1] == [Kind.WORDS] or figures > 2 or blanks else None


def _rows_of_grid(grid: Grid) -> Iterator[Row]:
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
    row = _row(pieces, lines, grid.place)
    row.grid = grid
    row.width = grid.columns
    row.empty = not lines and not pieces
    return row
