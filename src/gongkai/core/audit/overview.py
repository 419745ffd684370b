"""What the cells of a report hold (单元格概览), gone through once for all rules."""

from __future__ import annotations

from decimal import Decimal

from gongkai.core.audit.case import Case
from gongkai.core.kernel.records import record
from gongkai.core.reporting.report import AnnualReport, CellState

EMPTY = (CellState.BLANK, CellState.SLASH)


@record
class Overview:
    """The cells of one report by what is printed in them.

    ``figures`` holds every cell with a figure; ``counts`` those of them that are whole numbers, as
    plain integers, since adding them up takes a fraction of the time. ``empty`` are the names of the
    cells that are blank or struck through, ``odd`` of those below zero or with a part of a whole,
    ``unreadable`` of those whose content is no figure. ``uncertain`` are the rows (and groups of
    table 4) with a cell that is absent or whose label was restored from the order.
    """

    figures: dict[str, Decimal]
    counts: dict[str, int]
    empty: frozenset[str]
    odd: frozenset[str]
    unreadable: tuple[str, ...]
    uncertain: frozenset[str]
    all_absent: bool


def overview(case: Case) -> Overview:
    """Return what the cells of the report hold."""
    found: Overview | None = case.memo.get("overview")
    if found is None:
        found = case.memo["overview"] = _overview(case.report)
    return found


def _overview(report: AnnualReport) -> Overview:
    figures: dict[str, Decimal] = {}
    counts: dict[str, int] = {}
    odd: list[str] = []
    rest: dict[str, CellState] = {}
    uncertain: set[str] = set()
    for name, cell in report.cells.items():
        value = cell.value
        if value is None:
            rest[name] = cell.state
        else:
            figures[name] = value
            count = int(value) if value else 0
            if count == value:
                counts[name] = count
            if count != value or count < 0:
                odd.append(name)
        if cell.restored or cell.state is CellState.ABSENT:
            uncertain.add(name.rpartition(".")[0])
    return Overview(
        figures=figures,
        counts=counts,
        empty=frozenset([name for name, state in rest.items() if state in EMPTY]),
        odd=frozenset(odd),
        unreadable=tuple([n for n, state in rest.items() if state is CellState.UNREADABLE]),
        uncertain=frozenset(uncertain),
        all_absent=not figures and all(state is CellState.ABSENT for state in rest.values()),
    )
