"""Tables 3 and 4 of the annual report as folds over the ledger (统计): each cell lists what it counts.

A case stands at any moment in exactly one row: one of the outcomes, or carried over. It counts as
concluded in the year of its first conclusion, with the last reply of that year; being handled anew
in a later year after a reconsideration or judgment does not count it twice (table 4 shows that).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.casework.progress import Conclusion
from gongkai.core.law.forms import Form, FormColumn, form_of_year, forms
from gongkai.core.law.replies import kinds

Cells = dict[str, list[int]]
TOTAL = "total"


class NoFormError(LookupError):
    """No form of the annual report covers that year."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One case as the report counts it.

    ``key`` names it for drill-down; ``applicant`` is one of the form's applicant columns. Where each
    matter counts by setting, a case stands here once for each, with the same key.
    """

    key: int
    received_on: date
    applicant: str
    conclusions: tuple[Conclusion, ...] = ()

    def concluded(self, cut_off: date) -> Conclusion | None:
        """Return the conclusion that counts on ``cut_off``, None while the case is open then."""
        reached = [each for each in self.conclusions if each.on <= cut_off]
        if not reached:
            return None
        year = reached[0].on.year
        return [each for each in reached if each.on.year == year][-1]


@dataclass(frozen=True, slots=True)
class Challenge:
    """One reconsideration or lawsuit as table 4 counts it: its group, its days, its result.

    ``group`` is the key of a group of table 4, ``result`` that of a column.
    """

    key: int
    group: str
    started_on: date
    result: str = ""
    concluded_on: date | None = None

    def column(self, cut_off: date) -> str | None:
        """Return the column it stands in on ``cut_off``; None when that year does not count it."""
        if self.started_on > cut_off:
            return None
        if self.concluded_on is None or self.concluded_on > cut_off:
            return "pending"
        return self.result if self.concluded_on.year == cut_off.year else None


def end_of(year: int) -> date:
    """Return the day on which a report year is cut off."""
    return date(year, 12, 31)


def form_for(year: int) -> Form:
    """Return the form of a report year.

    Raises:
        NoFormError: There is none.
    """
    form = form_of_year(year)
    if form is None:
        first = min(each.first_year for each in forms().values())
        raise NoFormError(f"{year} 年没有统一的年度报告格式；最早的格式自 {first} 年起")
    return form


def row_of(case: Counted, cut_off: date, form: Form) -> str | None:
    """Return the row in which a case stands on ``cut_off``: an outcome, or carried over.

    None when the case was received later or concluded in an earlier year.
    """
    if case.received_on > cut_off:
        return None
    done = case.concluded(cut_off)
    if done is None:
        return _row(form, "out")
    return kinds()[done.outcome].rows[form.form] if done.on.year == cut_off.year else None


def arrival_of(case: Counted, cut_off: date, form: Form) -> str | None:
    """Return the row that tells where a counted case comes from: this year or the year before."""
    if row_of(case, cut_off, form) is None:
        return None
    new, carried = (row.key for row in form.table3.rows if row.role == "in")
    return new if case.received_on.year == cut_off.year else carried


def _row(form: Form, role: str) -> str:
    return next(row.key for row in form.table3.rows if row.role == role)


def table3(cases: Iterable[Counted], year: int, *, cut_off: date | None = None) -> Cells:
    """Return every cell of table 3 with the keys of its cases.

    Raises:
        NoFormError: There is no form for that year.
    """
    form, until = form_for(year), cut_off or end_of(year)
    cells = _empty([row.key for row in form.table3.rows], form.table3.columns)
    concluded, out = _row(form, "concluded"), _row(form, "out")
    for case in cases:
        row = row_of(case, until, form)
        arrival = arrival_of(case, until, form)
        if row is None or arrival is None:
            continue
        for name in (arrival, row, *(() if row == out else (concluded,))):
            for column in (case.applicant, TOTAL):
                cells[f"{name}.{column}"].append(case.key)
    return cells


def table4(challenges: Iterable[Challenge], year: int, *, cut_off: date | None = None) -> Cells:
    """Return every cell of table 4 with the keys of its reconsiderations and lawsuits.

    Raises:
        NoFormError: There is no form for that year.
    """
    form, until = form_for(year), cut_off or end_of(year)
    cells = _empty([group.key for group in form.table4.groups], form.table4.columns)
    for challenge in challenges:
        column = challenge.column(until)
        for name in (column, TOTAL) if column else ():
            cells[f"{challenge.group}.{name}"].append(challenge.key)
    return cells


def _empty(rows: Sequence[str], columns: Iterable[FormColumn]) -> Cells:
    names = [column.key for column in columns]
    return {f"{row}.{column}": [] for row in rows for column in names}


def figures(cells: Cells) -> dict[str, int]:
    """Return the cells as numbers."""
    return {name: len(keys) for name, keys in cells.items()}
