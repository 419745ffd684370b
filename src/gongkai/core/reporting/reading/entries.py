"""From the rows of a table to its entries (数据行), whatever the layout.

Copies print one row a line, or one cell a line with or without an empty line between rows, or a
label on one line and its figures on the next, or a whole table on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.reporting.reading.column_heads import after_headings, is_heading, learn_columns
from gongkai.core.reporting.reading.entry import Entry, is_filled
from gongkai.core.reporting.reading.evidence import Basis, evidence
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import bit, hit_of
from gongkai.core.reporting.reading.rows import Piece, Row
from gongkai.core.reporting.reading.stacked import (
    entries_of_stream,
    is_one_cell_a_line,
    rows_of_cells,
)

ANY_FORM = "2021"


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
            stream = entries_of_stream(rows, table)
            found.rows = [part for entry in stream for part in _chunks(entry, columns)]
            return found
        lines = cut
    for pieces, width in lines:
        found.rows.extend(_from_pieces(pieces, table, columns, width))
        learn_columns(found.starts, pieces, width, table)
    found.rows = _joined(found.rows, table)
    return found


def _from_pieces(pieces: Sequence[Piece], table: int, columns: int, width: int) -> Iterator[Entry]:
    """Split the pieces of one printed row into entries (nearly always one)."""
    if is_heading(pieces, table):
        tail = after_headings(pieces, table)
        if not any(is_filled(piece) for piece in tail):
            return
        pieces, width = tail, 0
    found = _between_labels(pieces, table)
    if len(found) == 1:
        found[0].width = width
    for entry in found:
        yield from _chunks(entry, columns)


def _between_labels(pieces: Sequence[Piece], table: int) -> list[Entry]:
    """Begin a new entry at every label of the form that follows figures."""
    found = [Entry()]
    for index, piece in enumerate(pieces):
        entry = found[-1]
        if piece.kind is not Kind.WORDS:
            if entry.labels or piece.kind is not Kind.BLANK:
                entry.slots.append(piece)
        elif entry.filled == 0 or _is_number_of_label(entry, pieces[index + 1 :], table):
            entry.labels.extend([*(p for p in entry.slots if p.kind is not Kind.BLANK), piece])
            entry.slots = []
        elif bit(table) & (hit_of(piece.text).strong | hit_of(piece.text).weak):
            found.append(Entry(labels=[piece]))
    return found


def _is_number_of_label(entry: Entry, after: Sequence[Piece], table: int) -> bool:
    """Return whether the one figure met so far numbers the label that follows it."""
    if entry.filled != 1 or table != 3:
        return False
    number = next(p for p in entry.slots if p.kind is not Kind.BLANK).key.strip(".()、")
    return number.isdecimal() and 1 <= int(number[:3]) <= 8 and sum(map(is_filled, after)) > 1


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
            _label_from_above(waiting, entry, table)
            waiting = []
        found.append(entry)
    return found


def _label_from_above(waiting: Sequence[Entry], entry: Entry, table: int) -> None:
    """Give the labels waiting above ``entry`` to it when they are its label, or part of it."""
    own = evidence(entry.keys, ANY_FORM, table)
    if own.is_good:
        return
    labels = [piece for above in waiting for piece in above.labels]
    together = evidence((*(p.key for p in labels), *entry.keys), ANY_FORM, table)
    if together.basis in (Basis.LABEL, Basis.GROUP) and max(together.scores) > max(own.scores):
        entry.joined = not entry.labels
        entry.labels = [*labels, *entry.labels]
        entry.width = 0
