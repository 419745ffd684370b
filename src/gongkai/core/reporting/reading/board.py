"""Everything known about the entries of one table before they are placed (对齐依据)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.reporting.reading.columns import Spread, Template, side_by_side, spread
from gongkai.core.reporting.reading.entries import Entries
from gongkai.core.reporting.reading.entry import Entry
from gongkai.core.reporting.reading.evidence import Basis, Evidence, Outline, evidence, outline


@dataclass(slots=True)
class Board:
    """The entries of one table with all that is known about each of them under one form."""

    plan: Outline
    entries: list[Entry]
    evidences: list[Evidence]
    spreads: list[dict[int, Spread | None]]


def _without_repeats(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out a row printed twice, as happens where a table is cut by a page."""
    found: list[Entry] = []
    last: tuple[str, ...] = ()
    for entry in entries:
        keys = entry.keys
        if not (keys and keys == last and _texts(entry) == _texts(found[-1])):
            found.append(entry)
            last = keys
    return found


def _texts(entry: Entry) -> list[str]:
    return [piece.text for piece in entry.slots]


def board_of(printed: Entries, form: str, table: int) -> Board:
    """Weigh every entry of a table under one form."""
    plan = outline(form, table)
    entries = _without_repeats(printed.rows)
    evidences = [evidence(entry.keys, form, table) for entry in entries]
    board = Board(plan, entries, evidences, [])
    counts = sorted({target.columns for target in plan.targets})
    templates: dict[int, Template] = {}
    for entry, known in zip(entries, evidences, strict=True):
        found: dict[int, Spread | None] = {}
        for count in counts if known.exact is None else [plan.targets[known.exact].columns]:
            found[count] = side_by_side(entry.slots, count)
            if found[count] is None:
                # Only a row that is not plain needs to know where the columns of others stand.
                templates = templates or _templates(board, counts, printed.starts)
                found[count] = spread(entry.slots, count, entry.width, templates[count])
        board.spreads.append(found)
    return board


def _templates(
    board: Board, counts: Sequence[int], starts: Mapping[int, set[int]]
) -> dict[int, Template]:
    """Learn from the rows in which no figure is missing, for each number of columns."""
    templates = {
        count: Template(starts={width: set(found) for width, found in starts.items()})
        for count in counts
    }
    for entry, known in zip(board.entries, board.evidences, strict=True):
        filled = entry.filled
        for count in counts:
            fits = known.exact is None or board.plan.targets[known.exact].columns == count
            if filled == count and fits and known.basis is not Basis.EXTRA:
                templates[count].learn(entry.slots, count, entry.width)
    return templates
