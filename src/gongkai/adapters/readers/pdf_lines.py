"""Glyphs into lines of text (文字行): by where they stand, whatever order they were drawn in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from gongkai.adapters.readers.pdf_page import Glyph

# In parts of the size of the type.
SAME_LINE = 0.5
WORD_GAP = 0.36
LATIN_WORD_GAP = 0.18
COLUMN_GAP = 1.6
SAME_GLYPH = 0.3
IDEOGRAPHS_FROM = "\u2e7f"


@dataclass(slots=True)
class Line:
    """One line of text on a page."""

    text: str
    left: float
    right: float
    middle: float
    size: float


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines from top to bottom; wide gaps become tabs."""
    return [line_of(row) for row in rows_of(glyphs)]


def text_of(glyphs: Iterable[Glyph]) -> str:
    """Return the text of one table cell; its lines are separated by line feeds."""
    return "\n".join(line.text for line in lines_of(glyphs)).strip()


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs of each line, from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - base <= SAME_LINE * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base = glyph.base
    for row in rows:
        row.sort(key=lambda g: g.left)
    return [row for row in map(_stripped, rows) if row]


def _stripped(row: list[Glyph]) -> list[Glyph]:
    """Leave out the spaces at both ends; they say nothing and reach into the margins."""
    printed = [index for index, glyph in enumerate(row) if glyph.text != " "]
    return row[printed[0] : printed[-1] + 1] if printed else []


def line_of(row: list[Glyph]) -> Line:
    """Return the text of one row of glyphs, drawn twice (as for bold) or not."""
    pieces: list[str] = []
    last, spaced = row[0], False
    for glyph in row:
        if glyph.text == " ":
            spaced = True
            continue
        if pieces:
            if glyph.text == last.text and glyph.left - last.left < SAME_GLYPH * _breadth(last):
                continue
            pieces.append(_gap(last, glyph) or (" " if spaced else ""))
        pieces.append(glyph.text)
        last, spaced = glyph, False
    return Line(
        text="".join(pieces),
        left=row[0].left,
        right=max(glyph.right for glyph in row),
        middle=median(glyph.middle for glyph in row),
        size=_size(row),
    )


def _size(row: list[Glyph]) -> float:
    """Return the size of the type: the breadth of its ideographs, where there are any."""
    squares = [glyph.size for glyph in row if glyph.text > IDEOGRAPHS_FROM]
    return median(squares or [glyph.size for glyph in row if glyph.text != " "])


def segments_of(row: list[Glyph], widest_gap: float) -> list[list[Glyph]]:
    """Split a row of glyphs where a gap is wider than ``widest_gap`` sizes of the type."""
    pieces = [[row[0]]]
    last = row[0]
    for glyph in row[1:]:
        if glyph.text == " ":
            continue
        if glyph.left - last.right > widest_gap * max(last.size, glyph.size):
            pieces.append([])
        pieces[-1].append(glyph)
        last = glyph
    return pieces


def _breadth(glyph: Glyph) -> float:
    return max(glyph.right - glyph.left, 0.2 * glyph.size)


def _gap(before: Glyph, after: Glyph) -> str:
    gap, size = after.left - before.right, max(before.size, after.size)
    if gap > COLUMN_GAP * size:
        return "\t"
    latin = before.text.isascii() and after.text.isascii() and before.text.isalnum()
    return " " if gap > (LATIN_WORD_GAP if latin else WORD_GAP) * size else ""
