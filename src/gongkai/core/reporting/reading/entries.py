"""From the rows of a table to its entries (数据行), whatever the layout.

Copies print one row a line, or one cell a line with or without an empty line between rows, or a
label on one line and its figures on the next, or a whole table on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.reporting.reading.arrangements import labels_first, turned
from gongkai.core.reporting.reading.column_heads import ALSO_ROWS, heading_labels, learn_columns
from gongkai.core.reporting.reading.entry import Entry, is_filled
from gongkai.core.reporting.reading.evidence import Basis, evidence
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import bit, core, hit_of
from gongkai.core.reporting.reading.pieces import Piece, Row
from gongkai.core.reporting.reading.plain import plain_cells, plain_row
from gongkai.core.reporting.reading.stacked import (
    cells_of,
    is_one_cell_a_line,
    rows_of_cells,
)

ANY_FORM = "2021"
NEWEST_FIRST = ("2021", "2019")
MOST_LABELLED_WHEN_ARRANGED = 8
NUMBER_OF_LABEL = re.compile(r"\(?\d[.)、]+")
FEWEST_LABELS_OF_A_TABLE = 5
MOST_LABELS = 60
LONGEST_TABLE = 5_000
"""Printed rows: one cell a line with empty lines between makes a thousand. More are not weighed."""
LAST_NUMBER = 30
"""Rows are numbered to 8 on the form, to 25 where a copy counts them through."""


@dataclass(slots=True)
class Entries:
    """The entries of a table, and where the labels above the columns say that these begin.

    ``starts`` holds, for the number of pieces in a row, the index of the first column; ``left_out``
    is the number of printed rows beyond any table of a person.
    """

    rows: list[Entry] = field(default_factory=list)
    starts: dict[int, set[int]] = field(default_factory=dict)
    left_out: int = 0


def entries_of(rows: Sequence[Row], table: int, columns: int) -> Entries:
    """Return the entries of table 2 or 3, whose rows have at most ``columns`` figures."""
    found = Entries(left_out=max(len(rows) - LONGEST_TABLE, 0))
    rows = rows[:LONGEST_TABLE]
    lines = [(row.pieces, row.width) for row in rows if not row.empty and not row.prose]
    if is_one_cell_a_line(rows):
        plain = next(filter(None, (plain_cells(rows, form, table) for form in NEWEST_FIRST)), None)
        if plain is not None:
            found.rows = plain
            return found
        cut = rows_of_cells(rows, columns)
        if cut is None:
            stream = _between_labels(cells_of(rows), table, stacked=True)
            found.rows = [part for entry in stream for part in _chunks(entry, columns)]
            _refuse_labels_behind(found)
            found.rows = _arranged(rows, found.rows, table)
            return found
        lines = cut
    for pieces, width in lines:
        plain_one = plain_row(pieces, table, columns, width)
        if plain_one is None:
            found.rows.extend(_from_row(pieces, table, columns, width))
        else:
            found.rows.extend(plain_one)
        learn_columns(found.starts, pieces, width, table)
    found.rows = _joined(_arranged(rows, found.rows, table), table)
    return found


def _arranged(rows: Sequence[Row], entries: list[Entry], table: int) -> list[Entry]:
    """Undo the two arrangements of table 3 in which labels do not stand beside their figures."""
    labelled = sum(bool(entry.labels) and entry.filled > 0 for entry in entries)
    if table != 3 or labelled > MOST_LABELLED_WHEN_ARRANGED:
        return entries
    return turned(rows) or labels_first(entries) or entries


def _from_row(pieces: Sequence[Piece], table: int, columns: int, width: int) -> Iterator[Entry]:
    """Split the pieces of one printed row into entries (nearly always one)."""
    known = sum(piece.kind is Kind.WORDS and _is_known(piece, table) for piece in pieces)
    whole_table = known >= FEWEST_LABELS_OF_A_TABLE
    found = list(_between_labels(pieces, table, stacked=whole_table))
    if len(found) == 1:
        found[0].width = width
    if len(found) == 2 and not found[0].labels and not found[1].slots and _is_row(found[1], table):
        found = [Entry(found[1].labels, found[0].slots)]
    for entry in found:
        yield from _chunks(entry, columns)


def _between_labels(pieces: Iterable[Piece], table: int, *, stacked: bool) -> Iterator[Entry]:
    """Begin a new entry at every label that follows figures, and leave out the column heads.

    In a row, words after figures that the form does not know (a unit, a remark) are no label; when
    every cell stands on a line of its own (``stacked``), or the whole table on one, they may be a
    damaged one.
    """
    entry = Entry()
    for piece in _without_heads(pieces, table):
        if piece is None:
            if entry.slots:
                yield _without_remarks(entry)
            entry = Entry()
        elif piece.kind is not Kind.WORDS or not _begins(entry, piece, table, stacked=stacked):
            if entry.labels or piece.kind is not Kind.BLANK:
                entry.slots.append(piece)
        elif not entry.filled or _numbers_label(entry, table):
            _add_label(entry, piece)
        else:
            carried = _number_carried_over(entry)
            yield _without_remarks(entry)
            entry = Entry(labels=[*carried, piece])
    if entry.labels or entry.slots:
        yield _without_remarks(entry)


def _without_heads(pieces: Iterable[Piece], table: int) -> Iterator[Piece | None]:
    """Leave out the labels above columns; None stands where they were."""
    names = heading_labels(table)
    in_heading = False
    for piece in pieces:
        name = core(piece.text) if piece.kind is Kind.WORDS else ""
        if name in names:
            in_heading = True
            yield None
        elif not (in_heading and (name in ALSO_ROWS or piece.kind is Kind.BLANK)):
            in_heading = False
            yield piece


def _begins(entry: Entry, piece: Piece, table: int, *, stacked: bool) -> bool:
    """Return whether words are a label here: before figures always, after them when known."""
    return not entry.filled or _numbers_label(entry, table) or stacked or _is_known(piece, table)


def _add_label(entry: Entry, piece: Piece) -> None:
    """Add words to the label; figures met since the last words are its number."""
    if len(entry.labels) > MOST_LABELS:
        entry.labels = []
    entry.labels.extend([*(p for p in entry.slots if is_filled(p)), piece])
    entry.slots = []


def _without_remarks(entry: Entry) -> Entry:
    """Drop words behind the last figure; words between figures keep their place, unreadable."""
    while entry.slots and entry.slots[-1].kind is Kind.WORDS:
        entry.slots.pop()
    return entry


def _is_row(entry: Entry, table: int) -> bool:
    """Return whether the entry's label names a row, and nothing else."""
    exact = evidence(entry.keys, ANY_FORM, table).exact
    return exact is not None and entry.labels[-1].key not in ALSO_ROWS


def _is_known(piece: Piece, table: int) -> bool:
    hit = hit_of(piece.text)
    return bool(bit(table) & (hit.strong | hit.weak))


def _numbers_label(entry: Entry, table: int) -> bool:
    """Return whether the one figure met since the last label numbers the label that follows."""
    if entry.filled != 1 or table != 3 or (entry.labels and _is_row(entry, table)):
        return False
    number = next(piece for piece in entry.slots if is_filled(piece)).key.strip(".()、")
    return number.isdecimal() and 1 <= int(number[:3]) <= LAST_NUMBER


def _number_carried_over(entry: Entry) -> list[Piece]:
    """Take “5.” off the end of a row of figures: it numbers the label on the next line."""
    last = entry.slots[-1]
    if entry.filled > 1 and last.kind is Kind.BLUR and NUMBER_OF_LABEL.fullmatch(last.key):
        return [entry.slots.pop()]
    return []


def _chunks(entry: Entry, columns: int) -> Iterator[Entry]:
    """Cut a long run of figures into rows when it can only be whole rows without labels."""
    if not entry.labels and not entry.slots:
        return
    only_figures = not any(piece.kind is Kind.WORDS for piece in entry.slots)
    if columns > 3 and only_figures and entry.filled > columns and entry.filled % columns == 0:
        filled = [piece for piece in entry.slots if piece.kind is not Kind.BLANK]
        for start in range(0, len(filled), columns):
            yield Entry(entry.labels if start == 0 else [], filled[start : start + columns])
        return
    yield entry


def _refuse_labels_behind(found: Entries) -> None:
    """Take no figures when labels may stand below them: the first row has none, the last no figures."""
    first, last = found.rows[:1], found.rows[-1:]
    if first and not first[0].labels and not last[0].slots:
        found.rows = []


def _joined(entries: list[Entry], table: int) -> list[Entry]:
    """Put labels that stand on a line of their own to the figures on the next line."""
    found: list[Entry] = []
    waiting: list[Entry] = []
    for entry in entries:
        if not entry.slots:
            waiting = [*waiting[-MOST_LABELS:], entry]
            continue
        if waiting:
            _label_from_above(waiting, entry, table)
            waiting = []
        found.append(entry)
    return found


def _label_from_above(waiting: Sequence[Entry], entry: Entry, table: int) -> None:
    """Give the labels waiting above ``entry`` to it when they are its label, or part of it."""
    own = evidence(entry.keys, ANY_FORM, table)
    if own.is_good or own.basis is Basis.EXTRA:
        return
    labels = [piece for above in waiting for piece in above.labels]
    together = evidence((*(p.key for p in labels), *entry.keys), ANY_FORM, table)
    if together.basis in (Basis.LABEL, Basis.GROUP) and max(together.scores) > max(own.scores):
        entry.joined = not entry.labels
        entry.labels = [*labels, *entry.labels]
        entry.width = 0
