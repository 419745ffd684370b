"""Second thoughts about placements (存疑): what the best placement alone does not see.

Everything here takes a placement back, or gives figures to the only row that can have them.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.reporting.reading.alignment import Placement
from gongkai.core.reporting.reading.board import Board
from gongkai.core.reporting.reading.entry import Entry
from gongkai.core.reporting.reading.evidence import Basis, divided_rows

JOINED_THROUGHOUT = 4
"""From so many broken rows on, a table breaks its rows throughout."""


def without_doubtful_joins(board: Board, placements: Sequence[Placement]) -> list[Placement]:
    """Take back a label put to the figures below it when these may belong to the next row.

    A lone label above lone figures is either one row broken in two, or a row without figures above
    a row without label. It is the first when the next row of the form is there too, or when the
    table breaks its rows so throughout.
    """
    joined = sum(entry.joined for entry in board.entries)
    targets = {placement.target for placement in placements}
    last = len(board.plan.targets) - 1
    return [
        Placement(None, 0.0)
        if entry.joined
        and joined < JOINED_THROUGHOUT
        and placement.target not in (None, last)
        and placement.target + 1 not in targets
        else placement
        for entry, placement in zip(board.entries, placements, strict=True)
    ]


def without_guesses(board: Board, placements: list[Placement]) -> list[Placement]:
    """Take back what rests on counting rows when counting cannot be trusted.

    It cannot when a row with a plain label found no place (labels and figures do not stand beside
    each other), nor when more rows are without label than with one, unless the table is complete,
    nor below a label without figures, whose figures the row, or one below it, may hold.
    """
    placed = [p.target is not None and p.is_clear for p in placements]
    counted = [known.basis is Basis.NOTHING for known in board.evidences]
    astray = any(
        known.exact is not None and entry.filled and not found
        for known, entry, found in zip(board.evidences, board.entries, placed, strict=True)
    )
    below_empty = _below_empty(board.entries)
    bare = sum(found and mine for found, mine in zip(placed, counted, strict=True))
    complete = all(placed) and len(placed) == len(board.plan.targets)
    trusted = not astray and (bare * 2 <= sum(placed) or complete)
    return [
        Placement(None, 0.0) if mine and (below or not trusted) else placement
        for placement, mine, below in zip(placements, counted, below_empty, strict=True)
    ]


def without_divided(board: Board, placements: list[Placement]) -> list[Placement]:
    """Take back a row that another form divides when rows of figures stand below it unplaced.

    （六）其他处理 is one row of the 2019 form and the label of three in the 2021 form: with more
    rows under it, its figures are those of the first of these.
    """
    divided = divided_rows(board.plan.form, board.plan.table)
    following = [*zip(board.entries, placements, strict=True)][1:]
    below = [entry.filled > 1 and placed.target is None for entry, placed in following]
    return [
        Placement(None, 0.0) if placement.target in divided and more else placement
        for placement, more in zip(placements, [*below, False], strict=True)
    ]


def _below_empty(entries: Sequence[Entry]) -> list[bool]:
    """Tell for each row whether only rows without label stand between it and an empty row above."""
    found: list[bool] = []
    for above in (None, *entries[:-1]):
        empty = above is not None and bool(above.labels) and not above.filled
        found.append(empty or (above is not None and not above.labels and found[-1]))
    return found


def take_figures_from_below(board: Board, placements: list[Placement]) -> None:
    """Give figures without label to the empty row above them when they can belong to no other.

    The row above is empty, the row below is the next of the form: so the figures between them are
    that row's, moved down by a line.
    """
    for index in range(1, len(board.entries)):
        entry, above = board.entries[index], board.entries[index - 1]
        target = placements[index - 1].target
        if entry.labels or placements[index].target is not None or target is None:
            continue
        following = [p.target for p in placements[index + 1 :] if p.target is not None]
        is_last = not following and target == len(board.plan.targets) - 1
        if above.filled or not above.labels or not (is_last or following[:1] == [target + 1]):
            continue
        board.entries[index - 1] = Entry(above.labels, entry.slots)
        board.entries[index] = Entry()
        board.spreads[index - 1] = board.spreads[index]
