"""Everything known about the entries of one table before they are placed (对齐依据)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.reporting.reading.columns import Spread, Template, spread
from gongkai.core.reporting.reading.entries import Entries
from gongkai.core.reporting.reading.entry import Entry
from gongkai.core.reporting.reading.evidence import Evidence, Outline, evidence, outline


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
    for entry in entries:
        texts = [piece.text for piece in entry.slots]
        repeated = bool(found and entry.labels) and entry.keys == found[-1].keys
        if not repeated or texts != [piece.text for piece in found[-1].slots]:
            found.append(entry)
    return found


def board_of(printed: Entries, form: str, table: int) -> Board:
    """Weigh every entry of a table under one form."""
    plan = outline(form, table)
    entries = _without_repeats(printed.rows)
    evidences = [evidence(entry.keys, form, table) for entry in entries]
    counts = sorted({target.columns for target in plan.targets})
    templates = {
        count: Template(starts={width: set(found) for width, found in printed.starts.items()})
        for count in counts
    }
    for entry, known in zip(entries, evidences, strict=True):
        filled = entry.filled
        for count in counts:
            fits = known.exact is None or plan.targets[known.exact].columns == count
            if filled == count and fits:
                templates[count].learn(entry.slots, count, entry.width)
    spreads = [
        {
            count: spread(entry.slots, count, entry.width, templates[count])
            for count in counts
            if known.exact is None or plan.targets[known.exact].columns == count
        }
        for entry, known in zip(entries, evidences, strict=True)
    ]
    return Board(plan, entries, evidences, spreads)
