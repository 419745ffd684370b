"""Tables with one cell a line (一格一行), with and without empty lines, put back into rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.core.reporting.printed import NOWHERE
from gongkai.core.reporting.reading.entry import is_filled
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.pieces import Piece, Row

ONE_CELL_A_LINE = 0.7
WIDTHS = {3: (4, 5), 7: (8, 9, 10), 15: (15, 16)}
"""How many cells a row may have, by its number of columns."""
SAME_WIDTH = 0.8
FEWEST_SIDE_BY_SIDE = 5
WHOLE_ROWS = 0.6
MOST_LABELLED = 7
"""Rows with more columns (table 4) have no label."""
Cut = list[tuple[list[Piece], int]]


def is_one_cell_a_line(rows: Sequence[Row]) -> bool:
    """Return whether nearly every line holds one cell."""
    if any(row.grid is not None for row in rows):
        return False
    full = [row for row in rows if not row.empty and not row.prose]
    single = len([row for row in full if row.shape.filled <= 1])
    return single > ONE_CELL_A_LINE * len(full)


def _cells_of_line(row: Row) -> list[Piece]:
    """Return the one cell of a line; a leading tab is not a cell.

    Figures set apart by spaces are a row of figures when they are many, else one spoilt figure.
    """
    alone = row.alone
    if alone is not None:
        return [alone]
    filled = [piece for piece in row.pieces if piece.kind is not Kind.BLANK]
    if row.shape.aligned and len(filled) < FEWEST_SIDE_BY_SIDE:
        words = any(piece.kind is Kind.WORDS for piece in filled)
        kind = Kind.WORDS if words else Kind.BLUR
        return [Piece(" ".join(piece.text for piece in filled), kind, 0, row.place)]
    return row.pieces if len(row.pieces) > 2 else row.pieces[-1:]


def rows_of_cells(rows: Sequence[Row], columns: int) -> Cut | None:
    """Put cells that stand one a line back into rows, with the width of each row.

    Either empty lines separate the rows, or an empty line is an empty cell and every row has the
    same number of cells; otherwise None.
    """
    groups = _between_gaps(rows, columns)
    if groups is None:
        return _of_equal_width(rows, columns)
    widths = Counter(len(group) for group in groups)
    full = len(widths) == 1 or widths.most_common(1)[0][1] > len(groups) * SAME_WIDTH
    return [(group, len(group) if full else 0) for group in groups]


def _of_equal_width(rows: Sequence[Row], columns: int) -> Cut | None:
    """Cut the cells into rows of one width if exactly one width makes sense of all of them."""
    cells = _single_spaced(list(cells_of(rows)))
    fitting = [w for w in WIDTHS.get(columns, ()) if _fits_width(cells, w, columns)]
    if len(fitting) != 1:
        return None
    width = fitting[0]
    cells.extend(Piece("", Kind.BLANK, 0, NOWHERE) for _ in range(-len(cells) % width))
    lines = [cells[start : start + width] for start in range(0, len(cells), width)]
    for line in lines:
        for index, piece in enumerate(line):
            piece.column = index
    return [(line, width) for line in lines]


def _single_spaced(cells: list[Piece]) -> list[Piece]:
    """Leave out every other cell where all of these are empty: they are only the lines between."""
    for first in (0, 1):
        if all(piece.kind is Kind.BLANK for piece in cells[1 - first :: 2]):
            return cells[first::2]
    return cells


def _fits_width(cells: Sequence[Piece], width: int, columns: int) -> bool:
    """Return whether labels stand left and figures right in every row of ``width`` cells."""
    if len(cells) < 3 * width:
        return False
    for start in range(0, len(cells), width):
        line = cells[start : start + width]
        labels, figures = line[: width - columns], line[width - columns :]
        if any(is_filled(piece) for piece in labels):
            return False
        if any(map(is_filled, figures)) and any(p.kind is Kind.WORDS for p in figures):
            return False
    return True


def _between_gaps(rows: Sequence[Row], columns: int) -> list[list[Piece]] | None:
    """Return the groups of cells between empty lines, when empty lines do separate the rows."""
    groups: list[list[Piece]] = [[]]
    for row in rows:
        if row.empty:
            groups.append([])
        elif not row.prose:
            groups[-1].extend(_cells_of_line(row))
    groups = [group for group in groups if group]
    with_figures = [g for g in groups if any(is_filled(piece) for piece in g)]
    whole = sum(
        (columns > MOST_LABELLED or any(p.kind is Kind.WORDS for p in g))
        and sum(is_filled(p) for p in g) <= columns
        for g in with_figures
    )
    mixed = any(_has_words_after_figures(group) for group in with_figures)
    fewest = 1 if columns > MOST_LABELLED else 2
    if mixed or len(with_figures) < fewest or whole < WHOLE_ROWS * len(with_figures):
        return None
    for group in groups:
        for index, piece in enumerate(group):
            piece.column = index
    return groups


def _has_words_after_figures(pieces: Sequence[Piece]) -> bool:
    figures = False
    for piece in pieces:
        if figures and piece.kind is Kind.WORDS:
            return True
        figures = figures or is_filled(piece)
    return False


def cells_of(rows: Sequence[Row]) -> Iterator[Piece]:
    """Yield the cells; an empty line stands for an empty cell."""
    for row in rows:
        if row.empty:
            yield Piece("", Kind.BLANK, 0, row.place)
        elif not row.prose:
            yield from _cells_of_line(row)
