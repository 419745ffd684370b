"""Audit papers as a faultless reader would hand them over, and say which rules spoke."""

from collections.abc import Sequence

from gongkai.core.audit.engine import audit
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.reporting.paper import ReportPaper
from tests.damage import prose_defects, table_defects
from tests.damage.defects import DEFECTS, Defect, Planted
from tests.damage.faithful import faithful

__all__ = [
    "DEFECTS",
    "Defect",
    "audit_papers",
    "is_found",
    "loud",
    "prose_defects",
    "table_defects",
]


def audit_papers(papers: Sequence[ReportPaper]) -> tuple[Finding, ...]:
    """Return every finding over the papers, each read from a file of its own."""
    reports = [faithful(paper, path=f"{i}.txt") for i, paper in enumerate(papers)]
    return audit(reports).findings


def is_found(planted: Planted, findings: Sequence[Finding]) -> bool:
    """Return whether the rule spoke about the report in which the defect was planted."""
    changed = planted.papers[0]
    return any(
        finding.rule == planted.rule
        and finding.body == changed.body
        and finding.year in (changed.year, planted.year)
        for finding in findings
    )


def loud(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that would trouble the author of a sound report."""
    return [f for f in findings if f.level in (Level.ERROR, Level.WARNING)]
