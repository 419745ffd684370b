"""Tables without lines (无框线表格): rows of figures that stand under each other, labels beside them.

Only what stands in columns is taken: at least ``FEWEST_ROWS`` rows with ``FEWEST_FIGURES`` figures
each. A label set in several lines is put together again around the row whose figures it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.adapters.readers.grids import Anchored
from gongkai.adapters.readers.pdf_lines import Line, line_of, segments_of
from gongkai.adapters.readers.pdf_page import Glyph

FEWEST_ROWS = 4
FEWEST_FIGURES = 4
# So many lines of labels may stand between two rows of figures.
MOST_LABEL_LINES = 6
FIGURE = re.compile(r"[-+减增]?\d[\d,，.]*(?:件|项|万元|元)?|[-—/／]")
# In parts of the size of the type.
SAME_COLUMN = 1.5
GAP_BETWEEN_FIGURES = 0.36
GAP_BETWEEN_LABELS = 1.0
SAME_DISTANCE = 0.3


@dataclass(slots=True)
class Aligned:
    """A table whose cells only the places of their texts tell."""

    top: float
    bottom: float
    rows: list[_Row] = field(default_factory=list)

    def cells(self) -> list[Anchored]:
        """Return the cells: labels first, then one column for each column of figures."""
        places = _columns([figure for row in self.rows for figure in row.figures])
        labels = [row.labels() for row in self.rows]
        width = max(len(of_row) for of_row in labels)
        found: list[Anchored] = []
        for index, (row, of_row) in enumerate(zip(self.rows, labels, strict=True)):
            found.extend(_label_cells(of_row, index, width))
            texts = [""] * len(places)
            for figure in row.figures:
                texts[_nearest(places, _middle(figure))] = figure.text
            found.extend(Anchored(text, index, width + column) for column, text in enumerate(texts))
        return found


@dataclass(slots=True)
class _Row:
    """A row of figures with the pieces of text that name it."""

    middle: float
    figures: list[Line]
    pieces: list[Line] = field(default_factory=list)

    def labels(self) -> list[str]:
        """Return the texts of the row's labels from left to right, lines put together."""
        groups: list[list[Line]] = []
        for piece in sorted(self.pieces, key=lambda p: p.left):
            if groups and piece.left < max(member.right for member in groups[-1]):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        return ["\n".join(p.text for p in sorted(g, key=lambda p: p.middle)) for g in groups]


def aligned_tables(rows: Sequence[list[Glyph]]) -> tuple[list[Aligned], list[Line]]:
    """Return the tables without lines among rows of glyphs, and the lines outside of them."""
    split = [_split(row) for row in rows]
    tables: list[Aligned] = []
    outside: list[int] = []
    start = 0
    while start < len(split):
        end = _end_of_table(split, start)
        table = _table(split, start, end) if end is not None else None
        if end is None or table is None:
            outside.append(start)
            start += 1
            continue
        above, below = _wrapped_around(split, start, end, table)
        if above:
            outside.pop()
            table.rows[0].pieces.extend(split[start - 1].labels)
        if below:
            table.rows[-1].pieces.extend(split[end].labels)
            end += 1
        tables.append(table)
        start = end
    return tables, [line_of(rows[index]) for index in outside]


class _Split(NamedTuple):
    """A row of glyphs as the labels at its left and the figures at its right end."""

    middle: float
    labels: list[Line]
    figures: list[Line]


def _split(row: list[Glyph]) -> _Split:
    pieces = segments_of(row, GAP_BETWEEN_FIGURES)
    figures: list[Line] = []
    while pieces and FIGURE.fullmatch(line_of(pieces[-1]).text):
        figures.insert(0, line_of(pieces.pop()))
    left = [glyph for piece in pieces for glyph in piece]
    labels = [line_of(piece) for piece in segments_of(left, GAP_BETWEEN_LABELS)] if left else []
    return _Split((figures or labels)[0].middle, labels, figures)


def _end_of_table(split: Sequence[_Split], start: int) -> int | None:
    """Return where the table that begins with row ``start`` ends, None when there is none."""
    if len(split[start].figures) < FEWEST_FIGURES:
        return None
    left = split[start].figures[0].left
    end, count = start, 0
    for index in range(start, len(split)):
        row = split[index]
        if len(row.figures) >= FEWEST_FIGURES:
            left = min(left, row.figures[0].left)
            end, count = index + 1, count + 1
        elif index - end >= MOST_LABEL_LINES or not _is_label_line(row, left):
            break
    return end if count >= FEWEST_ROWS else None


def _is_label_line(row: _Split, left: float) -> bool:
    return not row.figures and all(piece.right < left + piece.size for piece in row.labels)


def _table(split: Sequence[_Split], start: int, end: int) -> Aligned | None:
    """Put the table together; None when two figures of one row stand in the same column."""
    table = Aligned(split[start].middle, split[end - 1].middle)
    loose: list[Line] = []
    for row in split[start:end]:
        if row.figures:
            table.rows.append(_Row(row.middle, row.figures, list(row.labels)))
        else:
            loose.extend(row.labels)
    for piece in loose:
        min(table.rows, key=lambda row: abs(row.middle - piece.middle)).pieces.append(piece)
    places = _columns([figure for row in table.rows for figure in row.figures])
    for table_row in table.rows:
        taken = {_nearest(places, _middle(figure)) for figure in table_row.figures}
        if len(taken) < len(table_row.figures):
            return None
    return table


def _wrapped_around(
    split: Sequence[_Split], start: int, end: int, table: Aligned
) -> tuple[bool, bool]:
    """Return whether the line above and the line below still belong to the outermost rows.

    A label in several lines stands as far above its figures as below them.
    """
    first, last = table.rows[0], table.rows[-1]
    left = min(figure.left for row in table.rows for figure in row.figures)
    above = start > 0 and _mirrors(split[start - 1], first, left)
    below = end < len(split) and _mirrors(split[end], last, left)
    return above, below


def _mirrors(row: _Split, beside: _Row, left: float) -> bool:
    if not _is_label_line(row, left):
        return False
    distance = row.middle - beside.middle
    return any(
        abs(piece.middle - beside.middle + distance) < SAME_DISTANCE * abs(distance)
        for piece in beside.pieces
    )


def _columns(figures: Sequence[Line]) -> list[float]:
    """Return the middles of the columns in which the figures stand."""
    places: list[list[float]] = []
    for figure in sorted(figures, key=_middle):
        if places and _middle(figure) - places[-1][-1] < SAME_COLUMN * figure.size:
            places[-1].append(_middle(figure))
        else:
            places.append([_middle(figure)])
    return [sum(of_column) / len(of_column) for of_column in places]


def _label_cells(texts: Sequence[str], row: int, width: int) -> list[Anchored]:
    """Return the label cells of one row; the last one reaches to the first figure."""
    if not texts:
        return [Anchored("", row, 0, colspan=width)]
    last = len(texts) - 1
    return [
        Anchored(text, row, column, colspan=1 if column < last else width - last)
        for column, text in enumerate(texts)
    ]


def _middle(figure: Line) -> float:
    return (figure.left + figure.right) / 2


def _nearest(places: Sequence[float], at: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - at))
