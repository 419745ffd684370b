"""Runs of parts (分项): figures that follow each other and divide one total, with their bases."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.measures import Said

TOTALS = ("received", "accepted", "handled", "mentioned", "concluded")
_CARRIED = ("carried_in", "carried")


@dataclass(slots=True)
class Run:
    """Parts of one kind that stand together in one saying.

    ``totals`` are the counts of applications said before them in the saying, ``carried`` the ones
    carried in; both belong to the readings of what the parts divide.
    """

    parts: list[Said] = field(default_factory=list)
    totals: list[Said] = field(default_factory=list)
    carried: list[Said] = field(default_factory=list)

    @property
    def sum(self) -> Decimal:
        """Return what the parts add up to."""
        return sum((part.figure.quantity.value for part in self.parts), Decimal(0))

    @property
    def total_said(self) -> Decimal | None:
        """Return the total said last before the parts, or None."""
        return self.totals[-1].figure.quantity.value if self.totals else None

    @property
    def members(self) -> list[Said]:
        """Return the total, when one is said, and the parts."""
        return [*self.totals[-1:], *self.parts]

    @property
    def is_open(self) -> bool:
        """Return whether the list does not claim to be complete (主要, 等)."""
        return any(part.figure.is_open for part in self.parts)

    @property
    def is_exact(self) -> bool:
        """Return whether every figure of the run is printed to the last unit."""
        return all(part.figure.quantity.is_exact for part in self.members)

    @property
    def is_complete(self) -> bool:
        """Return whether no count that the grammar does not understand stands among or behind the parts."""
        first, sentences = self.parts[0].figure, {p.figure.clause.sentence for p in self.parts}
        understood = {id(said.figure) for said in (*self.parts, *self.totals, *self.carried)}
        return not any(
            figure.start > first.start
            and figure.clause.sentence in sentences
            and figure.unit == first.unit
            and figure.noun in ("unknown", "other", "document")
            and id(figure) not in understood
            for figure in self.parts[0].saying.discourse.figures
        )

    def fits(self, tables: Iterable[Known]) -> bool:
        """Return whether the parts add up to one of the totals, said or in the tables.

        An open list only must not exceed the largest of them.
        """
        said = [total.figure.quantity.value for total in self.totals]
        carried = [one.figure.quantity.value for one in self.carried]
        bases = {*said, *(a + b for a in said for b in carried)}
        bases |= {value for known in tables for value in known.figures}
        if self.is_open or not self.is_complete:
            return bool(bases) and self.sum <= max(bases)
        return self.sum in bases


def runs(
    listed: Iterable[Said],
    is_part: Callable[[Said], bool],
    *,
    extra: Callable[[Said], bool] = lambda _: False,
) -> Iterator[Run]:
    """Yield every run of parts; ``extra`` parts (其他) join a run but do not begin one."""
    for _, group in itertools.groupby(listed, key=lambda said: id(said.saying)):
        yield from _of_saying(group, is_part, extra)


def _of_saying(
    group: Iterable[Said], is_part: Callable[[Said], bool], extra: Callable[[Said], bool]
) -> Iterator[Run]:
    run = Run()
    for said in group:
        if _is_inner(said, run):
            continue
        if is_part(said) or (run.parts and extra(said)):
            run.parts.append(said)
        elif said.measure in _CARRIED:
            run.carried.append(said)
        elif said.measure in TOTALS:
            if run.parts:
                yield run
                run = Run([], list(run.totals), list(run.carried))
            run.totals.append(said)
    if run.parts:
        yield run


def _is_inner(said: Said, run: Run) -> bool:
    """Return whether a figure is itself a part of one of the parts: 线上25件（网站20件、邮件5件）."""
    whole = said.figure.whole
    return whole is not None and any(part.figure is whole for part in run.parts)
