"""Reading table 4 (表四): three groups of five results, on one line, three lines or fifteen."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from gongkai.core.law.forms import FormCell, RemedyGroup, cells, forms
from gongkai.core.reporting.reading.columns import Spread, Template, spread
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import bit, core
from gongkai.core.reporting.reading.pieces import Piece, Row
from gongkai.core.reporting.reading.placing import BY_POSITION, TableReading, fill
from gongkai.core.reporting.reading.problems import Met, problem
from gongkai.core.reporting.reading.stacked import is_one_cell_a_line, rows_of_cells

COLUMNS = 15
# A row of table 4 has no label: its first piece is its first column.
WITHOUT_TEMPLATE = Template(leads={0}, rights={0})


def place_remedies(rows: Sequence[Row], form: str) -> TableReading:
    """Place the figures of table 4 when it is certain which is which."""
    reading = TableReading(4, form)
    names = _names(form)
    runs = _runs(rows)
    headed = any(row.shape.strong & bit(4) for row in rows)
    whole = _whole(runs, len(names))
    sure = 1.0 if headed else BY_POSITION
    if whole is not None:
        fill(reading, names, whole, restored=not headed, sure=sure)
        reading.placed.update(cell.row for cell in names)
    elif not _by_group(reading, runs, form, names) and runs:
        quote = " ".join(p.text for _, run in runs for p in run if p.text)[:60]
        reading.problems.append(
            problem(Met.TABLE_UNPLACED, runs[0][1][0].place, table=4, quote=quote)
        )
    return reading


@functools.cache
def _names(form: str) -> tuple[FormCell, ...]:
    return tuple(cell for cell in cells(form).values() if cell.table == 4)


Run = tuple[list[Piece], list[Piece]]


def _runs(rows: Sequence[Row]) -> list[Run]:
    """Return every run of figures with the labels before it."""
    runs: list[Run] = []
    labels: list[Piece] = []
    for pieces in _lines(rows):
        run = _after_labels(pieces)
        labels.extend(piece for piece in pieces if piece.kind is Kind.WORDS)
        if any(piece.kind is not Kind.BLANK for piece in run):
            runs.append((labels, run))
            labels = []
        elif run and not labels and len(run) >= 5:
            runs.append(([], run))
    return runs


def _lines(rows: Sequence[Row]) -> list[list[Piece]]:
    """Return the pieces of each printed row, put together when they stand one a line."""
    cut = rows_of_cells(rows, COLUMNS) if is_one_cell_a_line(rows) else None
    if cut is not None:
        return [pieces for pieces, _ in cut]
    return [row.pieces for row in rows if not row.prose and not row.empty]


def _after_labels(pieces: Sequence[Piece]) -> list[Piece]:
    last = max((i for i, p in enumerate(pieces) if p.kind is Kind.WORDS), default=-1)
    return list(pieces[last + 1 :])


def _whole(runs: Sequence[Run], count: int) -> Spread | None:
    """All figures side by side, or one a line."""
    for labels, run in runs:
        if len(run) >= count // 2:
            found = spread(run, count, len(run), WITHOUT_TEMPLATE)
            if found is not None and not _names_group(labels[-1:]):
                return found
    everything = [piece for _, run in runs for piece in run]
    filled = [piece for piece in everything if piece.kind is not Kind.BLANK]
    if len(filled) == count:
        return spread(filled, count, 0, WITHOUT_TEMPLATE)
    one_a_line = all(len(run) <= 2 for _, run in runs)
    if one_a_line and len(everything) == count:
        return spread(everything, count, 0, WITHOUT_TEMPLATE)
    return None


def _names_group(labels: Sequence[Piece]) -> bool:
    return any(core(piece.text) in ("行政复议",) for piece in labels)


def _by_group(
    reading: TableReading, runs: Sequence[Run], form: str, names: Sequence[FormCell]
) -> bool:
    """One row a group, each with its label: place the groups that are named."""
    groups = {core(group.label): group for group in forms()[form].table4.groups}
    found: dict[str, tuple[RemedyGroup, Spread]] = {}
    for labels, run in runs:
        named = [groups[core(p.text)] for p in labels[-2:] if core(p.text) in groups]
        size = len(forms()[form].table4.columns)
        spreading = spread(run, size, len(run), WITHOUT_TEMPLATE)
        if not named or spreading is None or named[-1].key in found:
            return False
        found[named[-1].key] = (named[-1], spreading)
    for key, (_, spreading) in found.items():
        fill(reading, [c for c in names if c.row == key], spreading, restored=False, sure=1.0)
        reading.placed.add(key)
    return bool(found)
