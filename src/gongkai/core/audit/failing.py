"""The sums of table 3 that fail (勾稽关系不成立): their level, places, hint and cause."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.balances import Balance, Verdict, balances
from gongkai.core.audit.case import Case
from gongkai.core.audit.causes import cause
from gongkai.core.audit.evidence import (
    cell_label,
    cell_places,
    number,
    row_label,
)
from gongkai.core.audit.repairs import Change, table_repairs
from gongkai.core.kernel.findings import Level, Place
from gongkai.core.kernel.rules import NotAssessable

TOTAL = "total"
MOST_SHOWN = 8


def table3_basis(case: Case) -> str:
    """Return what table 3 rests on in the report's form."""
    return case.form.table3.basis if case.form is not None else "年度报告格式表三"


def sum_places(case: Case, balance: Balance) -> tuple[Place, ...]:
    """Return the places of both sides: the totals, and the parts that are not zero."""
    told = [*balance.sum.left, *balance.sum.right]
    totals = [name for name in told if name.endswith(".total") or ".concluded." in name]
    ends = set(balance.sum.right) if len(balance.sum.right) == 1 else set(totals)
    parts = [name for name in told if name not in ends and case.report.value(name)]
    shown = [*(name for name in told if name in ends), *parts[:MOST_SHOWN]]
    return cell_places(case.report, shown or told[:2])


def why_open(balance: Balance) -> str:
    """Return why a sum could not be judged."""
    if balance.verdict is Verdict.UNREAD:
        return f"“{row_label(balance.sum.label)}”有单元格未能读出"
    return f"“{row_label(balance.sum.label)}”有空白单元格"


def hint_of(case: Case, balance: Balance) -> str | None:
    """Return the one repair that is unique, told for this sum; None when there are several."""
    found = table_repairs(case)
    if len(found) != 1:
        return None
    names = {*balance.sum.left, *balance.sum.right}
    changes = [change for change in found[0] if change.cell in names]
    return "；".join(told_change(case, change) for change in changes) or None


def told_change(case: Case, change: Change) -> str:
    """Return one change of a repair in words: the cell, what is printed, what would fit."""
    printed = "空白" if change.printed is None else number(change.printed)
    label = cell_label(case.report.form, change.cell)
    return f"{label}由 {printed} 改为 {number(change.fitting)}"


def cause_of(case: Case, balance: Balance) -> str | None:
    """Return the first sum that the same cell explains, when one cell explains several."""
    found = table_repairs(case)
    if len(found) != 1:
        return None
    names = {*balance.sum.left, *balance.sum.right}
    for change in found[0]:
        if change.cell in names:
            first = first_failing(case, change.cell)
            if first is not None and first is not balance:
                return cause(first.sum.rule, subject_of(first))
    return None


def first_failing(case: Case, cell: str) -> Balance | None:
    """Return the first failing sum of table 3 that holds the cell, in the order of the rules."""
    for code in ("T3-01", "T3-02", "T3-03"):
        for balance in balances(case, code):
            wrong = balance.verdict in (Verdict.FAILS, Verdict.DOUBTFUL)
            if wrong and cell in (*balance.sum.left, *balance.sum.right):
                return balance
    return None


def subject_of(balance: Balance) -> str:
    """Return what the sum is about without any figure: its column, or its row."""
    right = balance.sum.right[0]
    row, _, column = right.rpartition(".")
    return row if balance.sum.rule == "T3-02" else column


def judge(case: Case, code: str) -> Iterator[tuple[Balance, Level] | NotAssessable]:
    """Yield the sums that fail, with their level, and why others cannot be judged."""
    for balance in balances(case, code):
        match balance.verdict:
            case Verdict.FAILS:
                yield balance, Level.ERROR
            case Verdict.DOUBTFUL if not _left_to_others(balance):
                yield balance, Level.WARNING
            case Verdict.HOLDS:
                continue
            case _:
                yield NotAssessable(why_open(balance), subject_of(balance))


def _left_to_others(balance: Balance) -> bool:
    """Return whether the blanks are a total (T3-04 says so) or all parts (T3-05 says so)."""
    if balance.sum.rule == "T3-01":
        return any(name.endswith(".total") or ".concluded." in name for name in _blanks(balance))
    return bool(balance.right.blank) or not balance.left.filled


def _blanks(balance: Balance) -> tuple[str, ...]:
    return (*balance.left.blank, *balance.right.blank)


def if_zero(level: Level) -> str:
    """Return the remark that a finding holds only if blanks are zeros."""
    return "（空白按 0 计）" if level is Level.WARNING else ""
