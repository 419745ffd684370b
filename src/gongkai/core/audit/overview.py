"""What the cells of a report hold (单元格概览), gone through once for all rules."""

from __future__ import annotations

from gongkai.core.audit.case import Case
from gongkai.core.kernel.records import record
from gongkai.core.reporting.report import AnnualReport, CellState

EMPTY = (CellState.BLANK, CellState.SLASH)


@record
class Overview:
    """The cells of one report by what is printed in them.

    ``counts`` holds every cell with a whole number, as a plain integer, since adding these up takes a
    fraction of the time. ``empty`` are the names of the cells that are blank or struck through,
    ``odd`` of those below zero or with a part of a whole, ``unreadable`` of those whose content is no
    figure. ``uncertain`` are the rows (and groups of table 4) with a cell that is absent or whose
    label was restored from the order.
    """

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
    counts: dict[str, int] = {}
    odd: list[str] = []
    rest: dict[str, CellState] = {}
    restored: list[str] = []
    for name, cell in report.cells.items():
        value = cell.value
        if value:
            count = int(value)
            if count == value:
                counts[name] = count
                if count < 0:
                    odd.append(name)
            else:
                odd.append(name)
        elif value is None:
            rest[name] = cell.state
        else:
            counts[name] = 0
        if cell.restored:
            restored.append(name)
    absent = [name for name, state in rest.items() if state is CellState.ABSENT]
    return Overview(
        counts=counts,
        empty=frozenset([name for name, state in rest.items() if state in EMPTY]),
        odd=frozenset(odd),
        unreadable=tuple([n for n, state in rest.items() if state is CellState.UNREADABLE]),
        uncertain=frozenset([name.rpartition(".")[0] for name in (*absent, *restored)]),
        all_absent=len(absent) == len(report.cells),
    )
