"""From the rows of a table to entries (数据行): labels on the left, the pieces of the figures after them.

Copies print one row a line, or one cell a line with or without an empty line between rows, or a
label on one line and its figures on the next, or a whole table on one line.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.law.forms import forms
from gongkai.core.reporting.reading.evidence import Basis, evidence
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import bit, core, hit_of
from gongkai.core.reporting.reading.rows import Piece, Row

ONE_CELL_A_LINE = 0.7
ANY_FORM = "2021"


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


def entries_of(rows: Sequence[Row], table: int, columns: int) -> list[Entry]:
    """Return the entries of table 2 or 3, whose rows have at most ``columns`` figures."""
    if _is_one_cell_a_line(rows):
        groups = _between_gaps(rows, columns)
        if groups is None:
            return list(_from_stream(rows, table, columns))
        entries = [e for group in groups for e in _from_pieces(group, table, columns, 0)]
    else:
        entries = []
        for row in rows:
            if not row.empty and not row.prose:
                width = row.width
                entries.extend(_from_pieces(row.pieces, table, columns, width))
    return _joined(entries, table)


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


def _is_one_cell_a_line(rows: Sequence[Row]) -> bool:
    if any(row.grid is not None for row in rows):
        return False
    full = [row for row in rows if not row.empty and not row.prose]
    single = sum(sum(piece.kind is not Kind.BLANK for piece in row.pieces) <= 1 for row in full)
    return single > ONE_CELL_A_LINE * len(full)


def _single(row: Row) -> Piece:
    """Return the one cell of a line; a leading tab is not a cell."""
    found = row.alone
    return found if found is not None else row.pieces[-1]


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
        any(p.kind is Kind.WORDS for p in g) and sum(_is_filled(p) for p in g) <= columns
        for g in with_figures
    )
    if len(with_figures) < 2 or whole < 0.6 * len(with_figures):
        return None
    for group in groups:
        for index, piece in enumerate(group):
            piece.column = index
    return groups


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
        elif entry.filled == 0 or _is_number_of_label(entry, piece, table, columns):
            entry.labels.extend([*(p for p in entry.slots if p.kind is not Kind.BLANK), piece])
            entry.slots = []
        elif bit(table) & (hit_of(piece.text).strong | hit_of(piece.text).weak):
            found.append(entry)
            entry = Entry(labels=[piece])
    found.append(entry)
    if len(found) > 1:
        for each in found:
            each.width = 0
    yield from (each for each in found if each.labels or each.slots)


def _is_number_of_label(entry: Entry, piece: Piece, table: int, columns: int) -> bool:
    """Return whether the one figure met so far numbers the label that follows it."""
    if entry.filled != 1 or columns < 3:
        return False
    figure = next(p for p in entry.slots if p.kind is not Kind.BLANK)
    number = figure.key.strip(".()、")
    return table == 3 and number.isdecimal() and 1 <= int(number) <= 8 and len(piece.key) > 2


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
    last_heading = -1
    names = heading_labels(table)
    entry = Entry()
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.WORDS:
            if core(piece.text) in names:
                yield from _chunks(entry, columns)
                entry, last_heading = Entry(), index
                continue
            if index == last_heading + 1 and core(piece.text) in ("其他", "总计"):
                last_heading = index
                continue
            if entry.slots:
                yield from _chunks(entry, columns)
                entry = Entry()
            entry.labels.append(piece)
        elif entry.labels or piece.kind is not Kind.BLANK:
            entry.slots.append(piece)
    yield from _chunks(entry, columns)


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
    if own.exact is not None:
        return []
    labels = [piece for above in waiting for piece in above.labels]
    together = evidence((*(p.key for p in labels), *entry.keys), ANY_FORM, table)
    if together.basis in (Basis.LABEL, Basis.GROUP) and max(together.scores) > max(own.scores):
        entry.labels = [*labels, *entry.labels]
        entry.width = 0
    return []
