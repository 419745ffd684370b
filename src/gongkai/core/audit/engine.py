"""Running the rules (核查): each report alone, then beside its years and its group.

Three steps, so that many files can be audited with flat memory: ``examine`` runs every rule on one
report and needs nothing else (a worker process does it); ``relate`` (``relations.py``) runs the
rules that compare reports over their digests; ``settle`` joins both answers, links what follows
from one cause, and applies the accepted findings. ``audit`` does all three for reports in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gongkai.core.audit.accepted import Acceptance, Acceptances, Accepted
from gongkai.core.audit.case import Case
from gongkai.core.audit.causes import link_causes
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.profiles import Profile, profile
from gongkai.core.audit.relations import Relation, relate
from gongkai.core.audit.rules.prose.speaking import topics
from gongkai.core.audit.running import Check, RuleCrashed, rules_of, run
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Outcome
from gongkai.core.law.forms import forms
from gongkai.core.reporting.report import AnnualReport

__all__ = [
    "AuditResult",
    "Check",
    "Examination",
    "Relation",
    "RuleCrashed",
    "Settled",
    "Summary",
    "audit",
    "examine",
    "relate",
    "rules_of",
    "settle",
    "summarize",
]


@dataclass(frozen=True, slots=True)
class Examination:
    """What the rules said of one report alone, and the digest that later comparisons need.

    ``crashes`` names the rules that raised, when the caller asked to go on after that.
    """

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    digest: Digest
    crashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The whole answer for one report: open findings, accepted ones, and how every rule answered."""

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    checks: tuple[Check, ...]
    crashes: tuple[str, ...] = ()


@dataclass(slots=True)
class Summary:
    """What was checked. ``passed`` to ``not_applicable`` count rules times reports."""

    reports: int = 0
    rules_run: int = 0
    passed: int = 0
    failed: int = 0
    not_assessable: int = 0
    not_applicable: int = 0
    suppressed: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    crashed: int = 0
    by_rule: dict[str, dict[str, int]] = field(default_factory=dict)
    expired: tuple[Acceptance, ...] = ()
    unmatched: tuple[Acceptance, ...] = ()

    def add(self, settled: Settled) -> None:
        """Count one report's answer."""
        self.reports += 1
        self.suppressed += len(settled.accepted)
        self.crashed += len(settled.crashes)
        for finding in settled.findings:
            if finding.level is Level.ERROR:
                self.errors += 1
            elif finding.level is Level.WARNING:
                self.warnings += 1
            else:
                self.notes += 1
        for check in settled.checks:
            counts = self.by_rule.get(check.rule)
            if counts is None:
                counts = self.by_rule[check.rule] = dict.fromkeys(Outcome, 0)
            counts[check.outcome] += 1
        outcomes = Counter([check.outcome for check in settled.checks])
        for outcome, count in outcomes.items():
            setattr(self, outcome, getattr(self, outcome) + count)
        self.rules_run = len(self.by_rule)


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The findings of all reports in order, each report's answer, and the summary."""

    findings: tuple[Finding, ...]
    settled: tuple[Settled, ...]
    summary: Summary


def examine(
    report: AnnualReport,
    chosen: Profile,
    *,
    isolate: bool = False,
    memo: dict[str, Any] | None = None,
) -> Examination:
    """Run every rule of the profile on one report alone.

    ``memo`` is filled with what the rules worked out of the report, for callers that need it too.

    Raises:
        RuleCrashed: A rule raised, and ``isolate`` is false. With ``isolate`` the rule counts as
            not assessable and is named in ``crashes``, which the caller must show.
    """
    form = forms().get(report.form) if report.form is not None else None
    case = Case(report, form, settings=chosen.settings, memo=memo if memo is not None else {})
    crashes: list[str] = []
    on_crash = crashes.append if isolate else None
    findings, checks = run(rules_of(chosen), case, chosen, on_crash=on_crash)
    return Examination(findings, checks, Digest.of(report, topics(case)), tuple(crashes))


def settle(
    examination: Examination, relation: Relation | None, acceptances: Acceptances
) -> Settled:
    """Join both answers for one report, link causes, and set accepted findings apart."""
    findings, checks = examination.findings, examination.checks
    if relation is not None:
        again = {check.rule for check in relation.checks}
        kept = [finding for finding in findings if finding.rule not in again]
        findings = (*kept, *relation.findings)
        checks = (*(check for check in checks if check.rule not in again), *relation.checks)
    left, covered = acceptances.divide(link_causes(_distinct(findings)))
    return Settled(left, covered, checks, examination.crashes)


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Drop repetitions and tell apart findings of one subject, so that fingerprints are unique."""
    result: list[Finding] = []
    seen: dict[str, list[Finding]] = {}
    for finding in findings:
        same = seen.setdefault(finding.fingerprint, [])
        if any(other.message == finding.message for other in same):
            continue
        same.append(finding)
        subject = finding.subject if len(same) == 1 else f"{finding.subject}·{len(same)}"
        result.append(replace(finding, subject=subject))
    return result


def audit(
    reports: Sequence[AnnualReport],
    *,
    chosen: Profile | None = None,
    acceptances: Acceptances | None = None,
    roster: Sequence[str] = (),
) -> AuditResult:
    """Audit reports that are in memory: alone, year against year, parent against children.

    Raises:
        RuleCrashed: A rule raised.
    """
    chosen = chosen or profile()
    acceptances = acceptances or Acceptances()
    examinations = [examine(report, chosen) for report in reports]
    relations = relate([examination.digest for examination in examinations], chosen, roster=roster)
    settled = tuple(
        settle(examination, relations.get(index), acceptances)
        for index, examination in enumerate(examinations)
    )
    return AuditResult(
        findings=tuple(finding for one in settled for finding in one.findings),
        settled=settled,
        summary=summarize(settled, acceptances),
    )


def summarize(settled: Iterable[Settled], acceptances: Acceptances) -> Summary:
    """Count the answers of all reports; ask after every report has been settled."""
    summary = Summary()
    for one in settled:
        summary.add(one)
    summary.expired, summary.unmatched = acceptances.expired, acceptances.unmatched
    return summary
