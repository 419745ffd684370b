"""By which day a report must be published (公布期限), as data with its article."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from gongkai.core.audit.bodies import BodyKind
from gongkai.core.kernel import data


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of the year after, for some kinds of bodies, from a day of effect on."""

    since: date
    kinds: tuple[BodyKind, ...]
    month: int
    day: int
    basis: str

    def of_year(self, year: int) -> date:
        """Return the last day on which the report of ``year`` is in time."""
        return date(year + 1, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The data file."""

    deadlines: tuple[Deadline, ...]


@functools.cache
def _deadlines() -> Deadlines:
    loaded: Deadlines = data.load("gongkai.core.audit", "deadlines.yaml", Deadlines)
    return loaded


def deadline(kind: BodyKind, year: int) -> Deadline | None:
    """Return the deadline in force for the report of ``year``; None when the law sets none."""
    standing = [
        one
        for one in _deadlines().deadlines
        if kind in one.kinds and one.since <= date(year + 1, one.month, one.day)
    ]
    return max(standing, key=lambda one: one.since, default=None)
