"""Likely repairs (可能的改法): the smallest set of cells whose change satisfies every failing sum.

This is the error localisation of official statistics (Fellegi and Holt): nothing is repaired, the
set only says where the contradiction most likely sits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.audit.balances import balances
from gongkai.core.audit.case import Case
from gongkai.core.law.forms import Sum
from gongkai.core.reporting.report import AnnualReport

LARGEST = 3
STEPS = 20_000
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell, the figure printed in it (None when it is blank) and the one that would fit."""

    cell: str
    printed: Decimal | None
    fitting: Decimal


Repair = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The sums as equations: which cells each holds with which sign, and each cell's figure."""

    equations: tuple[dict[str, int], ...]
    touching: Mapping[str, tuple[int, ...]]
    values: Mapping[str, Decimal]
    residues: tuple[Decimal, ...]


def repairs(report: AnnualReport, stated: Sequence[Sum]) -> tuple[Repair, ...]:
    """Return the smallest repairs, the ones nearest to what is printed first.

    Blanks count as zero. Sums with a cell that was not read are left out. Empty when every sum
    holds, or when no set of up to three cells repairs them all.
    """
    puzzle = _puzzle(report, stated)
    wrong = [r for r in puzzle.residues if r != ZERO]
    if not wrong:
        return ()
    for size in range(1, LARGEST + 1):
        found = _search(puzzle, size)
        if found:
            made = [_repair(report, puzzle, changes) for changes in found]
            return tuple(sorted(made, key=_distance))
    return ()


def table_repairs(case: Case) -> tuple[Repair, ...]:
    """Return the smallest repairs of table 3, worked out once a report."""
    found: tuple[Repair, ...] | None = case.memo.get("repairs")
    if found is None:
        weighed = [b for code in ("T3-01", "T3-02", "T3-03") for b in balances(case, code)]
        wrong = any(b.is_out for b in weighed)
        found = repairs(case.report, [b.sum for b in weighed]) if wrong else ()
        case.memo["repairs"] = found
    return found


def _puzzle(report: AnnualReport, stated: Sequence[Sum]) -> Puzzle:
    readable = [one for one in stated if all(_read(report, n) for n in (*one.left, *one.right))]
    equations = tuple(
        {**dict.fromkeys(one.left, 1), **dict.fromkeys(one.right, -1)} for one in readable
    )
    touching: dict[str, tuple[int, ...]] = {}
    for index, equation in enumerate(equations):
        for name in equation:
            touching[name] = (*touching.get(name, ()), index)
    values = {name: report.value(name) or ZERO for name in touching}
    residues = tuple(sum((values[n] * s for n, s in e.items()), ZERO) for e in equations)
    return Puzzle(equations, touching, values, residues)


def _read(report: AnnualReport, name: str) -> bool:
    cell = report.cells.get(name)
    return cell is not None and cell.state in ("value", "blank", "slash")


def _search(puzzle: Puzzle, size: int) -> list[dict[str, Decimal]]:
    """Return every set of exactly ``size`` cells found that repairs all, without repetitions."""
    found: dict[frozenset[str], dict[str, Decimal]] = {}
    steps = [0]
    for changes in _grow(puzzle, puzzle.residues, {}, size, steps):
        found.setdefault(frozenset(changes), changes)
    return list(found.values())


def _grow(
    puzzle: Puzzle,
    residues: tuple[Decimal, ...],
    changes: dict[str, Decimal],
    left: int,
    steps: list[int],
) -> Iterator[dict[str, Decimal]]:
    wrong = [index for index, residue in enumerate(residues) if residue != ZERO]
    if not wrong:
        if left == 0:
            yield changes
        return
    # A cell stands in at most three sums, so fewer cells than a third of the sums cannot do.
    if left == 0 or len(wrong) > 3 * left:
        return
    for index in _branches(puzzle, wrong, left):
        for name, sign in puzzle.equations[index].items():
            steps[0] += 1
            if steps[0] > STEPS:
                return
            fitting = puzzle.values[name] - residues[index] * sign
            if name not in changes and fitting >= ZERO:
                after = _apply(puzzle, residues, name, fitting)
                yield from _grow(puzzle, after, {**changes, name: fitting}, left - 1, steps)


def _branches(puzzle: Puzzle, wrong: list[int], left: int) -> list[int]:
    """Return the sums to start from: all of them while that is cheap, else the shortest."""
    if left < LARGEST:
        return wrong
    return [min(wrong, key=lambda index: len(puzzle.equations[index]))]


def _apply(
    puzzle: Puzzle, residues: tuple[Decimal, ...], name: str, fitting: Decimal
) -> tuple[Decimal, ...]:
    delta = fitting - puzzle.values[name]
    after = list(residues)
    for index in puzzle.touching[name]:
        after[index] += delta * puzzle.equations[index][name]
    return tuple(after)


def _repair(report: AnnualReport, puzzle: Puzzle, changes: dict[str, Decimal]) -> Repair:
    order = list(puzzle.touching)
    names = sorted(changes, key=order.index)
    return tuple(Change(name, report.value(name), changes[name]) for name in names)


def _distance(repair: Repair) -> tuple[int, Decimal, tuple[str, ...]]:
    """Order repairs by how many digits they change, then by how much."""
    digits = sum(_digits(change) for change in repair)
    amount = sum((abs(change.fitting - (change.printed or ZERO)) for change in repair), ZERO)
    return digits, amount, tuple(change.cell for change in repair)


def _digits(change: Change) -> int:
    before, after = str(change.printed or 0), str(change.fitting)
    differing = sum(a != b for a, b in zip(before, after, strict=False))
    return differing + abs(len(before) - len(after))
