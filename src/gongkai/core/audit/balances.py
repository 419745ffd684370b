"""Weighing the sums a form states (勾稽关系), three-valued: a blank may be a zero or an unknown."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.audit.case import Case
from gongkai.core.law.forms import Sum, sums
from gongkai.core.reporting.report import AnnualReport, CellState

EMPTY = (CellState.BLANK, CellState.SLASH)
ZERO = Decimal(0)


class Verdict(enum.StrEnum):
    """What can be said of a sum: it holds; fails under every reading; fails only if blanks are zero.

    ``OPEN``: it has blanks and holds if they are zero. ``EMPTY``: nothing is filled in.
    ``UNREAD``: a cell is missing from the copy or could not be read.
    """

    HOLDS = "holds"
    FAILS = "fails"
    DOUBTFUL = "doubtful"
    OPEN = "open"
    EMPTY = "empty"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sum: what its filled cells add up to, and which cells say nothing."""

    total: Decimal
    filled: tuple[str, ...]
    blank: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """A sum of the form as it stands in one report."""

    sum: Sum
    left: Side
    right: Side
    verdict: Verdict

    @property
    def difference(self) -> Decimal:
        """Return left minus right, blanks counted as nothing."""
        return self.left.total - self.right.total


def side(report: AnnualReport, names: Iterable[str]) -> Side:
    """Add up the cells ``names``; keep apart what is blank and what could not be read."""
    total = ZERO
    filled: list[str] = []
    blank: list[str] = []
    unread: list[str] = []
    cells = report.cells
    for name in names:
        cell = cells.get(name)
        if cell is None:
            unread.append(name)
        elif cell.value is not None:
            filled.append(name)
            if cell.value:
                total += cell.value
        else:
            (blank if cell.state in EMPTY else unread).append(name)
    return Side(total, tuple(filled), tuple(blank), tuple(unread))


def weigh(report: AnnualReport, stated: Sum) -> Balance:
    """Judge one sum under both readings of its blanks."""
    left, right = side(report, stated.left), side(report, stated.right)
    return Balance(stated, left, right, _verdict(left, right))


def _verdict(left: Side, right: Side) -> Verdict:
    if left.unread or right.unread:
        return Verdict.UNREAD
    if not left.filled and not right.filled:
        return Verdict.EMPTY
    equal = left.total == right.total
    if not left.blank and not right.blank:
        return Verdict.HOLDS if equal else Verdict.FAILS
    if equal:
        return Verdict.OPEN
    too_much_left = left.total > right.total and not right.blank
    too_much_right = right.total > left.total and not left.blank
    return Verdict.FAILS if too_much_left or too_much_right else Verdict.DOUBTFUL


def balances(case: Case, rule: str) -> tuple[Balance, ...]:
    """Return every sum that the rule states for the report's form, weighed once a report."""
    found: dict[str, tuple[Balance, ...]] | None = case.memo.get("balances")
    if found is None:
        found = {}
        for stated in sums(case.report.form) if case.report.form is not None else ():
            weighed = weigh(case.report, stated)
            found[stated.rule] = (*found.get(stated.rule, ()), weighed)
        case.memo["balances"] = found
    return found.get(rule, ())
