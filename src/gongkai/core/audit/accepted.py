"""Findings that somebody has accepted (已接受的问题): counted in the summary, never silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel.findings import Finding


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One accepted finding: its fingerprint, why, when and by whom; ``until`` is the last day it holds.

    ``rule``, ``body`` and ``year`` repeat what the finding was about, for the person who reads the
    file; only the fingerprint decides.
    """

    fingerprint: str
    reason: str
    on: date
    by: str
    until: date | None = None
    rule: str | None = None
    body: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding beside the acceptance that covers it."""

    finding: Finding
    acceptance: Acceptance


class Acceptances:
    """A list of accepted findings, ready to be asked on a given day.

    An acceptance whose ``until`` lies before ``today`` covers nothing and is listed in ``expired``.
    """

    def __init__(self, entries: Iterable[Acceptance] = (), *, today: date | None = None) -> None:
        self._standing: dict[str, Acceptance] = {}
        self._used: set[str] = set()
        lapsed = []
        for entry in entries:
            if entry.until is not None and today is not None and entry.until < today:
                lapsed.append(entry)
            else:
                self._standing[entry.fingerprint] = entry
        self.expired = tuple(lapsed)

    def divide(
        self, findings: Sequence[Finding]
    ) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:
        """Return the findings that stay open, and those that are accepted, in their order."""
        left = []
        covered = []
        for finding in findings:
            acceptance = self._standing.get(finding.fingerprint)
            if acceptance is None:
                left.append(finding)
            else:
                self._used.add(finding.fingerprint)
                covered.append(Accepted(finding, acceptance))
        return tuple(left), tuple(covered)

    @property
    def unmatched(self) -> tuple[Acceptance, ...]:
        """Return the standing acceptances that have covered no finding so far."""
        return tuple(a for f, a in self._standing.items() if f not in self._used)
