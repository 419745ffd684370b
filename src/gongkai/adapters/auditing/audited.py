"""What an audit leaves behind (核查结果), as the writers of findings take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from gongkai.core.audit.accepted import Accepted
from gongkai.core.audit.engine import Summary
from gongkai.core.audit.profiles import Profile
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Rule
from gongkai.core.reporting.report import AnnualReport, Problem, SourceKind

GRAVITY = (Level.ERROR, Level.WARNING, Level.NOTE)


@dataclass(frozen=True, slots=True)
class AuditedReport:
    """One report with what was found in it; ``findings`` are open, ``accepted`` are not counted."""

    report: AnnualReport
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """One file: what it is, what went wrong while reading it, and its reports with their findings."""

    path: str
    sha256: str
    kind: SourceKind | None
    problems: tuple[Problem, ...]
    reports: tuple[AuditedReport, ...]


class Audited(Protocol):
    """A whole audit, however large: its documents come one by one, in the order they were named."""

    @property
    def profile(self) -> Profile:
        """Return the profile (核查方案) that chose rules and levels."""

    @property
    def rules(self) -> Sequence[Rule]:
        """Return the rules that ran, in their order."""

    @property
    def summary(self) -> Summary:
        """Return what was checked; complete once ``documents`` has been gone through."""

    def documents(self) -> Iterator[AuditedDocument]:
        """Yield the documents; may be asked for again."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding with what follows from it (由此引起的问题)."""

    finding: Finding
    followers: tuple[Finding, ...]

    @property
    def consequences(self) -> tuple[Finding, ...]:
        """Return the followers as they are shown: without a hint that the cause has given already."""
        given = self.finding.hint
        return tuple(replace(f, hint=None) if f.hint == given else f for f in self.followers)


def by_cause(findings: Sequence[Finding]) -> list[Cause]:
    """Return the findings grouped under their causes, the gravest cause first.

    What follows from a follower is listed under the first cause; a finding whose cause is not among
    ``findings`` (it was accepted, or belongs to another report) stands on its own.
    """
    by_fingerprint = {finding.fingerprint: finding for finding in findings}
    followers: dict[int, list[Finding]] = {}
    roots = []
    for finding in findings:
        root = _root(finding, by_fingerprint)
        if root is finding:
            roots.append(finding)
        else:
            followers.setdefault(id(root), []).append(finding)
    causes = [Cause(root, tuple(followers.get(id(root), ()))) for root in roots]
    return sorted(causes, key=lambda cause: GRAVITY.index(cause.finding.level))


def _root(finding: Finding, by_fingerprint: dict[str, Finding]) -> Finding:
    seen = {finding.fingerprint}
    found = finding
    while found.caused_by in by_fingerprint:
        found = by_fingerprint[found.caused_by]
        if found.fingerprint in seen:
            return finding
        seen.add(found.fingerprint)
    return found
