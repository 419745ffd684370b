"""One cause, one finding (同因归并): what follows from a finding points to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.core.kernel.findings import Finding

SEPARATOR = "\x1f"
REPAIR_RULE = "T3-08"
# Prose and year findings may follow from a wrong cell; those of the table itself link by rule.
FOLLOWERS = ("P-", "V-", "G-")


def cause(rule: str, subject: str) -> str:
    """Return what a rule puts into ``caused_by`` of a finding that follows from another one."""
    return f"{rule}{SEPARATOR}{subject}"


def link_causes(findings: Sequence[Finding]) -> list[Finding]:
    """Resolve ``cause`` to fingerprints; a cause that is not among the findings is forgotten.

    Findings outside the table whose cell is the one cell that explains failing sums follow from
    the first of these sums.
    """
    by_name = {(finding.rule, finding.subject): finding for finding in findings}
    suspects = _suspects(findings, by_name)
    return [_linked(finding, by_name, suspects) for finding in findings]


def _linked(
    finding: Finding, by_name: dict[tuple[str, str], Finding], suspects: dict[str, str]
) -> Finding:
    named = finding.caused_by
    if named is not None and SEPARATOR in named:
        rule, subject = named.split(SEPARATOR, 1)
        origin = by_name.get((rule, subject))
        known = origin is not None and origin.fingerprint != finding.fingerprint
        return replace(finding, caused_by=origin.fingerprint if known and origin else None)
    if named is None and finding.rule.startswith(FOLLOWERS):
        cells = [place.cell for place in finding.places if place.cell is not None]
        follows = next((suspects[cell] for cell in cells if cell in suspects), None)
        return replace(finding, caused_by=follows) if follows else finding
    return finding


def _suspects(
    findings: Iterable[Finding], by_name: dict[tuple[str, str], Finding]
) -> dict[str, str]:
    """Return, for each cell that alone explains failing sums, the first finding it explains."""
    found = {}
    for finding in findings:
        if finding.rule != REPAIR_RULE or finding.caused_by is None:
            continue
        rule, _, subject = finding.caused_by.partition(SEPARATOR)
        origin = by_name.get((rule, subject))
        if origin is not None:
            cells = [place.cell for place in finding.places if place.cell is not None]
            found.update(dict.fromkeys(cells, origin.fingerprint))
    return found
