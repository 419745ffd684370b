"""From the rows of a table to entries (数据行): labels on the left, the pieces of the figures after them.

Copies print one row a line, or one cell a line with or without an empty line between rows, or a
label on one line and its figures on the next, or a whole table on one line.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.law.forms import forms
from gongkai.core.reporting.reading.evidence import Basis, evidence
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import bit, core, hit_of
from gongkai.core.reporting.printed import NOWHERE
from gongkai.core.reporting.reading.rows import Piece, Row

ONE_CELL_A_LINE = 0.7
ANY_FORM = "2021"
WIDTHS = {3: (4, 5), 7: (8, 9, 10), 15: (15, 16)}
SAME_WIDTH = 0.8
NUMBER_OF_LABEL = re.compile(r"\(?\d[.)、]+")
MOST_LABELLED = 7
"""Rows with more columns (table 4) have no label."""


@dataclass(slots=True)
class Entry:
    """One row of figures: its label pieces, the pieces after them, the width of the printed row.

    ``width`` is 0 when the number of pieces means nothing because rows were put together.
    """

    labels: list[Piece] = field(default_factory=list)
    slots: list[Piece] = field(default_factory=list)
    width: int = 0
    gap_before: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the labels in one spelling."""
        return tuple(piece.key for piece in self.labels)

    @property
    def filled(self) -> int:
        """Return how many pieces are not blank."""
        return sum(piece.kind is not Kind.BLANK for piece in self.slots)


@dataclass(slots=True)
class Entries:
    """The entries of a table, and where the labels above the columns say that these begin.

    ``starts`` holds, for the number of pieces in a row, the index of the first column.
    """

    rows: list[Entry] = field(default_factory=list)
    starts: dict[int, set[int]] = field(default_factory=dict)


def entries_of(rows: Sequence[Row], table: int, columns: int) -> Entries:
    """Return the entries of table 2 or 3, whose rows have at most ``columns`` figures."""
    found = Entries()
    lines = [(row.pieces, row.width) for row in rows if not row.empty and not row.prose]
    if is_one_cell_a_line(rows):
        cut = rows_of_cells(rows, columns)
        if cut is None:
            found.rows = list(_from_stream(rows, table, columns))
            return found
        lines = cut
    for pieces, width in lines:
        found.rows.extend(_from_pieces(pieces, table, columns, width))
        _learn_heading(found, pieces, width, table)
    found.rows = _joined(found.rows, table)
    return found


def _learn_heading(found: Entries, pieces: Sequence[Piece], width: int, table: int) -> None:
    """Note the column under the first column label of the row, when all of them stand there."""
    names = column_labels(table)
    printed = [core(piece.text) for piece in pieces]
    if not width or names[0] not in printed:
        return
    first = printed.index(names[0])
    if printed[first : first + len(names)] == list(names):
        start = pieces[first].column + (1 if table == 2 else -1)
        found.starts.setdefault(width, set()).add(start)


@functools.cache
def column_labels(table: int) -> tuple[str, ...]:
    """Return the labels that stand side by side above the columns, the same in every form.

    Table 3 prints the five kinds of organizations in one row, beginning under the second column;
    of table 2 only the first column label of a block is looked for, whatever it is.
    """
    form = forms()[ANY_FORM]
    if table == 2:
        return (core(form.table2.stub),)
    kinds = form.table3.column_groups[-1].columns
    return tuple(core(c.label) for c in form.table3.columns if c.key in kinds)


@functools.cache
def heading_labels(table: int) -> frozenset[str]:
    """Return the labels that head columns and can never be the label of a row."""
    names: set[str] = set()
    for form in forms().values():
        if table == 2:
            names.add(core(form.table2.stub))
            for block in form.table2.blocks:
                names.add(core(block.heading))
                names.update(core(column.label) for column in block.columns)
        else:
            names.add(core(form.table3.stub))
            names.update(core(group.label) for group in form.table3.column_groups)
            names.update(core(column.label) for column in form.table3.columns)
    return frozenset(names - {"其他", "总计"})


def _is_heading(pieces: Sequence[Piece], table: int) -> bool:
    names = heading_labels(table)
    return any(piece.kind is Kind.WORDS and core(piece.text) in names for piece in pieces)


def is_one_cell_a_line(rows: Sequence[Row]) -> bool:
    if any(row.grid is not None for row in rows):
        return False
    full = [row for row in rows if not row.empty and not row.prose]
    single = sum(sum(piece.kind is not Kind.BLANK for piece in row.pieces) <= 1 for row in full)
    return single > ONE_CELL_A_LINE * len(full)


def _single(row: Row) -> Piece:
    """Return the one cell of a line; a leading tab is not a cell."""
    found = row.alone
    return found if found is not None else row.pieces[-1]


Cut = list[tuple[list[Piece], int]]


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
    cells = [Piece("", Kind.BLANK, 0, row.place) if row.empty else _single(row)
             for row in rows if not row.prose]
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


def _fits_width(cells: Sequence[Piece], width: int, columns: int) -> bool:
    """Return whether labels stand left and figures right in every row of ``width`` cells."""
    if len(cells) < 3 * width:
        return False
    for start in range(0, len(cells), width):
        line = cells[start : start + width]
        labels, figures = line[: width - columns], line[width - columns :]
        if any(_is_filled(piece) for piece in labels):
            return False
        if any(map(_is_filled, figures)) and any(p.kind is Kind.WORDS for p in figures):
            return False
    return True


def _between_gaps(rows: Sequence[Row], columns: int) -> list[list[Piece]] | None:
    """Return the groups of cells between empty lines, when empty lines do separate the rows."""
    groups: list[list[Piece]] = [[]]
    for row in rows:
        if row.empty:
            groups.append([])
        elif not row.prose:
            groups[-1].extend(row.pieces if len(row.pieces) > 2 else [_single(row)])
    groups = [group for group in groups if group]
    with_figures = [g for g in groups if any(_is_filled(piece) for piece in g)]
    whole = sum(
        (columns > MOST_LABELLED or any(p.kind is Kind.WORDS for p in g))
        and sum(_is_filled(p) for p in g) <= columns
        for g in with_figures
    )
    mixed = any(_has_words_after_figures(group) for group in with_figures)
    fewest = 1 if columns > MOST_LABELLED else 2
    if mixed or len(with_figures) < fewest or whole < 0.6 * len(with_figures):
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
        figures = figures or _is_filled(piece)
    return False


def _is_filled(piece: Piece) -> bool:
    return piece.kind not in (Kind.BLANK, Kind.WORDS)


def _from_pieces(pieces: Sequence[Piece], table: int, columns: int, width: int) -> Iterator[Entry]:
    """Split the pieces of one printed row into entries (nearly always one)."""
    if _is_heading(pieces, table):
        tail = _after_headings(pieces, table)
        if not any(_is_filled(piece) for piece in tail):
            return
        pieces, width = tail, 0
    found: list[Entry] = []
    entry = Entry(width=width)
    for piece in pieces:
        if piece.kind is not Kind.WORDS:
            if entry.labels or piece.kind is not Kind.BLANK:
                entry.slots.append(piece)
        elif entry.filled == 0 or _is_number_of_label(entry, pieces, piece, table):
            entry.labels.extend([*(p for p in entry.slots if p.kind is not Kind.BLANK), piece])
            entry.slots = []
        elif bit(table) & (hit_of(piece.text).strong | hit_of(piece.text).weak):
            found.append(entry)
            entry = Entry(labels=[piece])
    found.append(entry)
    if len(found) > 1:
        for each in found:
            each.width = 0
    for each in found:
        yield from _chunks(each, columns)


def _is_number_of_label(
    entry: Entry, pieces: Sequence[Piece], piece: Piece, table: int
) -> bool:
    """Return whether the one figure met so far numbers the label that follows it."""
    if entry.filled != 1 or table != 3:
        return False
    number = next(p for p in entry.slots if p.kind is not Kind.BLANK).key.strip(".()、")
    after = pieces[list(map(id, pieces)).index(id(piece)) + 1 :]
    return number.isdecimal() and 1 <= int(number[:3]) <= 8 and sum(map(_is_filled, after)) > 1


def _after_headings(pieces: Sequence[Piece], table: int) -> list[Piece]:
    names = heading_labels(table)
    last = max(i for i, p in enumerate(pieces) if p.kind is Kind.WORDS and core(p.text) in names)
    rest = list(pieces[last + 1 :])
    while rest and (rest[0].kind is Kind.BLANK or core(rest[0].text) in ("其他", "总计")):
        rest.pop(0)
    return rest


def _from_stream(rows: Sequence[Row], table: int, columns: int) -> Iterator[Entry]:
    """One cell a line and nothing between rows: a label after figures begins a new entry."""
    pieces = list(_stream(rows))
    in_heading = False
    names = heading_labels(table)
    entry = Entry()
    for piece in pieces:
        if piece.kind is Kind.BLANK and (in_heading or not entry.labels):
            continue
        if piece.kind is not Kind.WORDS:
            entry.slots.append(piece)
            in_heading = False
        elif core(piece.text) in names:
            yield from _chunks(entry, columns)
            entry, in_heading = Entry(), True
        elif not (in_heading and core(piece.text) in ("其他", "总计")):
            in_heading = False
            if entry.slots:
                carried = _number_carried_over(entry)
                yield from _chunks(entry, columns)
                entry = Entry(labels=carried)
            entry.labels.append(piece)
    yield from _chunks(entry, columns)


def _number_carried_over(entry: Entry) -> list[Piece]:
    """Take “5.” off the end of a row of figures: it numbers the label on the next line."""
    last = entry.slots[-1]
    if entry.filled > 1 and last.kind is Kind.BLUR and NUMBER_OF_LABEL.fullmatch(last.key):
        return [entry.slots.pop()]
    return []


def _stream(rows: Sequence[Row]) -> Iterator[Piece]:
    """Yield the cells; an empty line stands for an empty cell."""
    for row in rows:
        if row.empty:
            if row.lines:
                place = row.place
                yield Piece("", Kind.BLANK, 0, place)
        elif not row.prose:
            yield from row.pieces if len(row.pieces) > 2 else [_single(row)]


def _chunks(entry: Entry, columns: int) -> Iterator[Entry]:
    """Cut a long run of figures into rows when it can only be whole rows without labels."""
    if not entry.labels and not entry.slots:
        return
    if columns > 3 and entry.filled > columns and entry.filled % columns == 0:
        filled = [piece for piece in entry.slots if piece.kind is not Kind.BLANK]
        for start in range(0, len(filled), columns):
            yield Entry(entry.labels if start == 0 else [], filled[start : start + columns])
        return
    yield entry


def _joined(entries: list[Entry], table: int) -> list[Entry]:
    """Put labels that stand on a line of their own to the figures on the next line."""
    found: list[Entry] = []
    waiting: list[Entry] = []
    for entry in entries:
        if not entry.slots:
            waiting.append(entry)
            continue
        if waiting:
            found.extend(_resolve(waiting, entry, table))
            waiting = []
        found.append(entry)
    return found


def _resolve(waiting: list[Entry], entry: Entry, table: int) -> list[Entry]:
    """Give the labels waiting above ``entry`` to it when they are its label, or part of it."""
    own = evidence(entry.keys, ANY_FORM, table)
    if own.is_good:
        return []
    labels = [piece for above in waiting for piece in above.labels]
    together = evidence((*(p.key for p in labels), *entry.keys), ANY_FORM, table)
    if together.basis in (Basis.LABEL, Basis.GROUP) and max(together.scores) > max(own.scores):
        entry.labels = [*labels, *entry.labels]
        entry.width = 0
    return []
