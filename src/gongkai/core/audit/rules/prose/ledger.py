"""What the tables say (表格所载), three-valued: the figures a cell group can stand for, or unread."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from decimal import Decimal

from gongkai.core.audit.case import Case
from gongkai.core.kernel.records import record
from gongkai.core.law.forms import Form, forms
from gongkai.core.reporting.report import AnnualReport, CellState

ZERO = Decimal(0)
EMPTY = (CellState.BLANK, CellState.SLASH)


@record
class Known:
    """What cells add up to: every figure they can stand for, the likeliest first.

    A total that its own parts contradict stands for both, as the table's own rule reports that.
    ``blank`` is true when nothing is filled in, ``unread`` when a cell is missing from the copy.
    """

    label: str
    figures: tuple[Decimal, ...]
    cells: tuple[str, ...]
    blank: bool = False
    unread: bool = False

    def plus(self, other: Known, label: str) -> Known:
        """Return the sum of two groups of cells."""
        sums = tuple(dict.fromkeys(a + b for a in self.figures for b in other.figures))
        return Known(
            label,
            sums,
            (*self.cells, *other.cells),
            self.blank and other.blank,
            self.unread or other.unread,
        )


def cell(report: AnnualReport, name: str, label: str) -> Known:
    """Return what one cell says."""
    return _known(report, (name,), label)


def row(report: AnnualReport, form: Form, key: str, label: str = "") -> Known:
    """Return what a row of table 3 says in all: its total, and what its parts add up to."""
    label = label or _label(form, key)
    names = [f"{key}.{column.key}" for column in form.table3.columns]
    total = _known(report, (names[-1],), label)
    parts = _known(report, tuple(names[:-1]), label)
    if total.unread and parts.unread:
        return Known(label, (), (names[-1],), unread=True)
    if total.figures and not total.blank:
        extra = parts.figures if not parts.blank and not parts.unread else ()
        figures = tuple(dict.fromkeys((*total.figures, *extra)))
        return Known(label, figures, (names[-1],))
    return Known(label, parts.figures, (names[-1],), parts.blank, parts.unread)


def rows(report: AnnualReport, form: Form, keys: Iterable[str], label: str) -> Known:
    """Return what several rows of table 3 say together."""
    together: Known | None = None
    for key in keys:
        one = row(report, form, key)
        together = one if together is None else together.plus(one, label)
    if together is None:
        return Known(label, (), (), unread=True)
    return Known(label, together.figures, together.cells, together.blank, together.unread)


def outcome(case: Case, name: str) -> Known:
    """Return what the rows of one outcome say together: granted, refused, unable, …"""
    return _kept(case, f"outcome {name}", _outcome)


def _outcome(case: Case, name: str) -> Known:
    if case.form is None:
        return Known(name, (), (), unread=True)
    name = name.removeprefix("outcome ")
    keys = [found.key for found in case.form.table3.rows if found.outcome == name]
    label = f"表三“{case.form.table3.outcome_labels[name]}”总计"
    return rows(case.report, case.form, keys, label)


def application(case: Case, key: str) -> Known:
    """Return what the row ``applications.<key>`` of table 3 says in all."""
    return _kept(case, f"applications.{key}", _application)


def _application(case: Case, key: str) -> Known:
    if case.form is None:
        return Known(key, (), (), unread=True)
    return row(case.report, case.form, key)


def received_and_carried(case: Case) -> Known:
    """Return what was received together with what was carried in."""
    return _kept(case, "received and carried in", _received_and_carried)


def _received_and_carried(case: Case, _: str) -> Known:
    both = application(case, "received").plus(application(case, "carried_in"), "")
    return Known("表三本年新收与上年结转之和", both.figures, both.cells, both.blank, both.unread)


def _kept(case: Case, name: str, work_out: Callable[[Case, str], Known]) -> Known:
    ledger: dict[str, Known] = case.memo.setdefault("ledger", {})
    if name not in ledger:
        ledger[name] = work_out(case, name)
    return ledger[name]


def _label(form: Form, key: str) -> str:
    return _labels(form.form).get(key, key)


@functools.cache
def _labels(form: str) -> dict[str, str]:
    return {
        row.key: f"表三“{row.label.split('（区分')[0]}”总计" for row in forms()[form].table3.rows
    }


def _known(report: AnnualReport, names: tuple[str, ...], label: str) -> Known:
    total, filled = ZERO, False
    cells = report.cells
    for name in names:
        found = cells.get(name)
        if found is None or found.state not in (CellState.VALUE, *EMPTY):
            return Known(label, (), names, unread=True)
        if found.value is not None:
            filled = True
            if found.value:
                total += found.value
    return Known(label, (total,), names, blank=not filled)
