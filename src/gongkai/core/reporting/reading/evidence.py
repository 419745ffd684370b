"""What the labels of a printed row say about its place in the form (行名证据)."""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.law.forms import Form, FormRow, forms
from gongkai.core.reporting.reading.labels import Enumerator, bare, core, enumerator_of, likeness
from gongkai.core.text.normalize import squeeze

EXACT = 10.0
ENDS_WITH = 9.0
LIKE = 0.6
SHORT_REST = 2
GOOD = 6.0
SOMEWHAT_LIKE = 0.4
NUMBERED = 3.0
FIRST_OF_GROUP = 3.0
IN_GROUP = 0.4
FORBIDDEN = -100.0
"""A label that speaks for other rows is never put on this one."""
UNLABELLED = 1.0
MOST_PIECES_OF_A_LABEL = 40
EXTRA_WORDS = frozenset(
    ("小计", "合计", "备注", "注", "说明", "其中", "比上年", "同比", "序号", "单位", "件", "项")
)
SUBTOTALS = frozenset(("小计", "备注", "其中", "比上年", "同比"))
"""Behind another label these say that the figures are not that label's own."""


class Basis(enum.Enum):
    """On what a row's placement rests: its own label, only its group's, nothing, or odd words."""

    LABEL = "label"
    GROUP = "group"
    NOTHING = "nothing"
    UNKNOWN = "unknown"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a row fits each row of the form; ``exact`` is the one its label names exactly."""

    scores: tuple[float, ...]
    basis: Basis
    exact: int | None = None

    @property
    def is_good(self) -> bool:
        """Return whether the label names one row clearly better than any other."""
        first, second = sorted(self.scores, reverse=True)[:2]
        return self.exact is not None or (first >= GOOD and first >= second + 2)

    @property
    def cost_of_leaving_out(self) -> float:
        """Return what it costs to call this row an extra one."""
        if self.exact is not None:
            return -6.0
        return {Basis.LABEL: -3.0, Basis.GROUP: -1.5, Basis.NOTHING: -1.0}.get(self.basis, 0.0)


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the form as labels are compared with it."""

    key: str
    names: frozenset[str]
    longest: str
    enumerator: Enumerator | None
    groups: tuple[str, ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows of one table of one form, in order."""

    form: str
    table: int
    targets: tuple[Target, ...]
    exact: dict[str, int]
    groups: dict[str, tuple[int, ...]]
    printed_groups: tuple[str, ...]


@functools.cache
def outline(form: str, table: int) -> Outline:
    """Return the rows of table 2 or 3 of the form.

    Raises:
        KeyError: There is no such form.
    """
    found = forms()[form]
    rows = (
        _rows2(found)
        if table == 2
        else [(row, len(found.table3.columns)) for row in found.table3.rows]
    )
    targets = tuple(_target(row, columns) for row, columns in rows)
    exact = {name: index for index, target in enumerate(targets) for name in target.names}
    groups: dict[str, tuple[int, ...]] = {}
    for index, target in enumerate(targets):
        for group in target.groups:
            groups[group] = (*groups.get(group, ()), index)
    labels = {bare(group) for row, _ in rows for group in row.group}
    printed = tuple(sorted(labels, key=len, reverse=True))
    return Outline(form, table, targets, exact, groups, printed)


def _rows2(form: Form) -> list[tuple[FormRow, int]]:
    return [(row, len(block.columns)) for block in form.table2.blocks for row in block.rows]


def _target(row: FormRow, columns: int) -> Target:
    names = {name for label in (row.label, *row.aliases) for name in (core(label), bare(label))}
    return Target(
        key=row.key,
        names=frozenset(names),
        longest=core(row.label),
        enumerator=enumerator_of(squeeze(row.label))[0],
        groups=tuple(core(group) for group in row.group),
        columns=columns,
    )


@functools.cache
def divided_rows(form: str, table: int) -> frozenset[int]:
    """Return the rows of a table of ``form`` whose name is the label of several rows elsewhere."""
    groups = {label for other in forms() if other != form for label in outline(other, table).groups}
    targets = outline(form, table).targets
    return frozenset(index for index, one in enumerate(targets) if one.longest in groups)


@functools.lru_cache(maxsize=8_192)
def evidence(labels: tuple[str, ...], form: str, table: int) -> Evidence:
    """Weigh the label pieces of one printed row, left to right, against the rows of the form."""
    plan = outline(form, table)
    size = len(plan.targets)
    if not labels:
        return Evidence((UNLABELLED,) * size, Basis.NOTHING)
    exact = _exact(labels, plan)
    if exact is not None:
        index, score = exact
        scores = [FORBIDDEN] * size
        scores[index] = score
        return Evidence(tuple(scores), Basis.LABEL, index)
    return _inexact(labels, plan)


def _joined(labels: Sequence[str]) -> list[str]:
    """Return what may be the row's own label: the last piece, the last two joined, and so on."""
    labels = labels[-MOST_PIECES_OF_A_LABEL:]
    return ["".join(labels[start:]) for start in range(len(labels) - 1, -1, -1)]


def _exact(labels: tuple[str, ...], plan: Outline) -> tuple[int, float] | None:
    several = len(labels) > 1
    if several and (bare(labels[-1]) in SUBTOTALS or _members(labels, plan) is not None):
        return None
    joined = _joined(labels)
    return (
        _named(joined, plan)
        or _ending(joined, plan)
        or (_named(list(reversed(labels[:-1])), plan) if several else None)
    )


def _named(variants: Sequence[str], plan: Outline) -> tuple[int, float] | None:
    for variant in variants:
        for name in (core(variant), bare(variant)):
            index = plan.exact.get(name)
            if index is not None and not _is_numbered_otherwise(variant, name, plan.targets[index]):
                return index, EXACT
    return None


def _is_numbered_otherwise(variant: str, name: str, target: Target) -> bool:
    """Return whether a name as short as “其他” is numbered as a row of another rank is."""
    numbered = enumerator_of(squeeze(variant))[0] if len(name) <= SHORT_REST else None
    wanted = target.enumerator
    return numbered is not None and wanted is not None and numbered.kind != wanted.kind


def _ending(variants: Sequence[str], plan: Outline) -> tuple[int, float] | None:
    """Find the row whose name follows the labels of its groups, or other words."""
    for variant in variants:
        index = plan.exact.get(_without_groups(bare(variant), plan))
        if index is not None:
            return index, ENDS_WITH
        name = core(variant)
        for index, target in enumerate(plan.targets):
            if len(target.longest) >= 4 and name.endswith(target.longest):
                return index, ENDS_WITH
    return None


def _without_groups(name: str, plan: Outline) -> str:
    """Take the labels of groups, printed in one piece with the row's own, off its front."""
    again = True
    while again:
        again = False
        for group in plan.printed_groups:
            if name.startswith(group) and len(name) > len(group):
                name, again = name[len(group) :], True
    return core(name)


def _inexact(labels: tuple[str, ...], plan: Outline) -> Evidence:
    inside = _group_of(labels, plan)
    members = _members(labels, plan)
    if members is not None:
        scores = [FORBIDDEN] * len(plan.targets)
        for index in members:
            scores[index] = FIRST_OF_GROUP if index == members[0] else IN_GROUP
        return Evidence(tuple(scores), Basis.GROUP)
    if bare(labels[-1]) in SUBTOTALS or all(bare(label) in EXTRA_WORDS for label in labels):
        return Evidence((FORBIDDEN,) * len(plan.targets), Basis.EXTRA)
    scores = [_score(labels, target) for target in plan.targets]
    best = max(scores)
    if inside is not None:
        scores = [
            score + 0.5 if index in inside else FORBIDDEN for index, score in enumerate(scores)
        ]
    return Evidence(tuple(scores), Basis.LABEL if best > 0 else Basis.UNKNOWN)


def _members(labels: Sequence[str], plan: Outline) -> tuple[int, ...] | None:
    """Return the rows of the group whose label stands last, or that all pieces together spell."""
    return plan.groups.get(core(labels[-1])) or plan.groups.get(core("".join(labels)))


def _group_of(labels: tuple[str, ...], plan: Outline) -> tuple[int, ...] | None:
    """Return the rows under the innermost group named beside the row."""
    found: tuple[int, ...] | None = None
    for label in labels[:-1]:
        members = plan.groups.get(core(label))
        if members is not None and (found is None or len(members) < len(found)):
            found = members
    return found


def _score(labels: tuple[str, ...], target: Target) -> float:
    best = max(
        likeness(core(variant), target.longest) for variant in (*_joined(labels), *labels[:-1])
    )
    enumerator, rest = enumerator_of(labels[-1]) if not labels[-1].isdecimal() else (None, "")
    if labels[-1].isdecimal():
        enumerator = Enumerator("digit", int(labels[-1][:4]))
    numbered = enumerator is not None and enumerator == target.enumerator
    if best >= LIKE:
        return best * EXACT - 1 + numbered
    if best >= SOMEWHAT_LIKE:
        return 1.5 + 2.5 * numbered
    if numbered and not bare(rest):
        return NUMBERED
    if numbered and (best > 0 or len(bare(rest)) <= SHORT_REST):
        return 1.5
    return FORBIDDEN
