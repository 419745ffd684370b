"""Placing the entries of table 2 or 3 on the rows of a form (表二、表三读取)."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import FormCell, cells
from gongkai.core.reporting.reading.alignment import Placement, align
from gongkai.core.reporting.reading.board import Board, board_of
from gongkai.core.reporting.reading.columns import BY_DIGITS, Spread
from gongkai.core.reporting.reading.doubts import (
    take_figures_from_below,
    without_divided,
    without_doubtful_joins,
    without_guesses,
)
from gongkai.core.reporting.reading.entries import Entries
from gongkai.core.reporting.reading.entry import Entry
from gongkai.core.reporting.reading.evidence import EXACT, Basis, Evidence
from gongkai.core.reporting.reading.figures import Kind, understand, understand_amount
from gongkai.core.reporting.reading.pieces import Piece
from gongkai.core.reporting.reading.problems import Met, problem
from gongkai.core.reporting.report import Cell, CellState, Problem

MOST_ENTRIES = 150
DOES_NOT_FIT = -4.0
FITS = 0.5
LIKE_LABEL = 0.95
BY_POSITION = 0.9


@dataclass(slots=True)
class TableReading:
    """What was read of one table under one form; ``score`` compares forms with each other.

    ``shows_form`` is false when the table could as well be one of the other form.
    """

    table: int
    form: str
    score: float = 0.0
    shows_form: bool = True
    cells: dict[str, Cell] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    pieces: list[tuple[Piece, str]] = field(default_factory=list)

    def name_pieces(self) -> None:
        """Note on every piece the cell that was read from it, once this reading is the one taken."""
        for piece, name in self.pieces:
            piece.cell = name


def place_entries(entries: Entries, form: str, table: int) -> TableReading:
    """Place the entries on the rows of ``table`` of ``form``; what is not certain stays out."""
    reading = TableReading(table, form)
    rows = entries.rows
    if len(rows) > MOST_ENTRIES:
        place = rows[0].slots[0].place if rows[0].slots else None
        reading.problems.append(
            problem(Met.TABLE_TOO_LONG, place, table=table, count=len(rows) + entries.left_out)
        )
        return reading
    board = board_of(entries, form, table)
    if not board.entries:
        return reading
    in_order = _in_order(board)
    if in_order is None:
        reading.score, placements = align(_scores(board), _costs(board))
        placements = without_guesses(board, without_doubtful_joins(board, placements))
        placements = without_divided(board, placements)
        take_figures_from_below(board, placements)
    else:
        # Every row has a label of its own: nothing was counted, no figures are left over.
        reading.score = EXACT * len(in_order)
        placements = without_doubtful_joins(board, in_order)
    for index, placement in enumerate(placements):
        _record(reading, board, index, placement)
    _note_restored(reading, board, placements)
    return reading


def _in_order(board: Board) -> list[Placement] | None:
    """Return the placements when every label is exact and in the form's order."""
    last = -1
    placements = []
    for known in board.evidences:
        if known.exact is None or known.exact <= last:
            return None
        last = known.exact
        placements.append(Placement(last, EXACT))
    return placements


def _scores(board: Board) -> list[list[float]]:
    return [
        [_score(board, index, target) for target in range(len(board.plan.targets))]
        for index in range(len(board.entries))
    ]


def _score(board: Board, index: int, target: int) -> float:
    known = board.evidences[index]
    score = known.scores[target]
    if known.exact == target:
        return score
    fitting = board.spreads[index].get(board.plan.targets[target].columns)
    return score + (FITS if fitting is not None else DOES_NOT_FIT)


def _costs(board: Board) -> list[float]:
    return [
        known.cost_of_leaving_out if any(spreads.values()) else 0.0
        for known, spreads in zip(board.evidences, board.spreads, strict=True)
    ]


def _record(reading: TableReading, board: Board, index: int, placement: Placement) -> None:
    entry, known = board.entries[index], board.evidences[index]
    if not entry.slots:
        return
    if placement.target is None or not placement.is_clear:
        _note_unplaced(reading, entry, placement, known)
        return
    target = board.plan.targets[placement.target]
    spreading = board.spreads[index].get(target.columns)
    names = _cells_of_row(reading.form, target.key)
    reading.placed.add(target.key)
    if spreading is None:
        _note_columns_unplaced(reading, entry, names)
        return
    if spreading.confidence == BY_DIGITS:
        _note(reading, Met.FUSED, entry, row=names[0].row_label)
    restored = known.basis is not Basis.LABEL
    sure = 1.0 if known.exact is not None else BY_POSITION if restored else LIKE_LABEL
    fill(reading, names, spreading, restored=restored, sure=sure)


def _note(reading: TableReading, met: Met, entry: Entry, **details: object) -> None:
    place = entry.slots[0].place
    reading.problems.append(
        problem(met, place, table=reading.table, quote=_quote(entry), **details)
    )


def _note_unplaced(
    reading: TableReading, entry: Entry, placement: Placement, known: Evidence
) -> None:
    if entry.filled and (placement.target is not None or known.basis is not Basis.NOTHING):
        met = Met.EXTRA_ROW if placement.target is None else Met.ROW_UNPLACED
        _note(reading, met, entry)
    elif entry.filled > 1:
        _note(reading, Met.ROW_UNPLACED, entry)


def _note_columns_unplaced(reading: TableReading, entry: Entry, names: Sequence[FormCell]) -> None:
    """Say that the row stands there and that its figures fit no columns."""
    _note(reading, Met.COLUMNS_UNPLACED, entry, row=names[0].row_label)
    place, quote = entry.slots[0].place, _quote(entry)
    for cell in names:
        reading.cells[cell.name] = Cell(
            cell.name, CellState.UNREADABLE, raw=quote, place=place, confidence=0.0
        )


def fill(
    reading: TableReading,
    names: Sequence[FormCell],
    spreading: Spread,
    *,
    restored: bool,
    sure: float,
) -> None:
    """Make the cells of one row out of its slots."""
    slots = spreading.slots
    fallback = next((slot.piece.place for slot in slots if slot.piece), None)
    confidence = round(sure * spreading.confidence, 2)
    for cell, slot in zip(names, slots, strict=True):
        name, text, piece = cell.name, slot.text, slot.piece
        printed = understand_amount(text) if cell.decimals else understand(text)
        place = fallback
        if piece is not None:
            place = piece.place
            reading.pieces.append((piece, name))
        reading.cells[name] = Cell(
            name, printed.state, printed.value, text, place, restored, confidence
        )
        if printed.state is CellState.UNREADABLE:
            _note_unreadable(reading, cell, text, place)


def _note_unreadable(reading: TableReading, cell: FormCell, text: str, place: Place | None) -> None:
    reading.problems.append(
        problem(
            Met.CELL_UNREADABLE,
            place,
            table=reading.table,
            row=cell.row_label,
            column=cell.column_label,
            quote=text[:40],
        )
    )


def _note_restored(reading: TableReading, board: Board, placements: Sequence[Placement]) -> None:
    rows = [
        _cells_of_row(reading.form, board.plan.targets[placement.target].key)[0].row_label
        for placement, known in zip(placements, board.evidences, strict=True)
        if placement.target is not None and placement.is_clear and known.basis is not Basis.LABEL
    ]
    if rows:
        reading.problems.append(
            problem(
                Met.RESTORED,
                None,
                table=reading.table,
                count=len(rows),
                rows="、".join(f"“{row}”" for row in rows),
            )
        )


@functools.cache
def _cells_of_row(form: str, key: str) -> tuple[FormCell, ...]:
    return tuple(cell for cell in cells(form).values() if cell.row == key)


def _quote(entry: Entry) -> str:
    pieces = [*entry.labels, *entry.slots]
    return " ".join(p.text for p in pieces if p.kind is not Kind.BLANK)[:60]
