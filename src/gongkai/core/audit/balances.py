"""Weighing the sums a form states (勾稽关系), three-valued: a blank may be a zero or an unknown."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Mapping
from decimal import Decimal

from gongkai.core.audit.case import Case
from gongkai.core.audit.overview import EMPTY, overview
from gongkai.core.kernel.records import record
from gongkai.core.law.forms import Sum, sums
from gongkai.core.reporting.report import AnnualReport

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


@record
class Side:
    """One side of a sum: what its filled cells add up to, and which cells say nothing."""

    total: Decimal
    filled: tuple[str, ...]
    blank: tuple[str, ...]
    unread: tuple[str, ...]


class Balance:
    """A sum of the form as it stands in one report.

    ``is_full`` is true when every cell of it has a figure. The sides are added up when a rule asks
    for them: of a sum that holds hardly any does.
    """

    def __init__(
        self, stated: Sum, report: AnnualReport, *, is_full: bool, verdict: Verdict
    ) -> None:
        self.sum = stated
        self.is_full = is_full
        self.verdict = verdict
        self._report = report

    @functools.cached_property
    def left(self) -> Side:
        """Return the parts, or what came in."""
        return side(self._report, self.sum.left)

    @functools.cached_property
    def right(self) -> Side:
        """Return the total, or what became of it."""
        return side(self._report, self.sum.right)

    @property
    def difference(self) -> Decimal:
        """Return left minus right, blanks counted as nothing."""
        return self.left.total - self.right.total

    @property
    def is_out(self) -> bool:
        """Return whether the sides differ, blanks counted as nothing, and every cell was read."""
        return self.verdict in (Verdict.FAILS, Verdict.DOUBTFUL)


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


def weigh(report: AnnualReport, stated: Sum, counts: Mapping[str, int]) -> Balance:
    """Judge one sum under both readings of its blanks; ``counts`` are the report's whole figures."""
    try:
        equal = sum([counts[name] for name in stated.left]) == sum(
            [counts[name] for name in stated.right]
        )
    except KeyError:  # a blank, an unread cell or a fraction
        left, right = side(report, stated.left), side(report, stated.right)
        full = not (left.blank or left.unread or right.blank or right.unread)
        return Balance(stated, report, is_full=full, verdict=_verdict(left, right))
    return Balance(stated, report, is_full=True, verdict=Verdict.HOLDS if equal else Verdict.FAILS)


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
        counts = overview(case).counts
        found = {
            code: tuple([weigh(case.report, one, counts) for one in stated])
            for code, stated in _sums_by_rule(case.report.form).items()
        }
        case.memo["balances"] = found
    return found.get(rule, ())


@functools.cache
def _sums_by_rule(form: str | None) -> dict[str, tuple[Sum, ...]]:
    stated = sums(form) if form is not None else ()
    codes = dict.fromkeys(one.rule for one in stated)
    return {code: tuple(one for one in stated if one.rule == code) for code in codes}
