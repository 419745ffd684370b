"""Findings as JSON of the schema ``gongkai.findings/1``, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from gongkai.adapters.auditing.audited import Audited, AuditedDocument
from gongkai.core.audit.accepted import Accepted
from gongkai.core.audit.engine import Summary
from gongkai.core.kernel.findings import Finding, Place
from gongkai.core.reporting.report import Problem

SCHEMA = "gongkai.findings/1"


def write(audited: Audited, stream: TextIO) -> None:
    """Write the whole audit as one JSON object, one finding a line.

    Raises:
        OSError: The stream cannot be written.
    """
    accepted: list[Accepted] = []
    documents: list[dict[str, Any]] = []
    stream.write(f'{{"schema": {_dump(SCHEMA)},\n"findings": [')
    _write_list(stream, _findings(audited, accepted, documents))
    stream.write('],\n"accepted": [')
    _write_list(stream, (accepted_record(entry) for entry in accepted))
    stream.write('],\n"documents": [')
    _write_list(stream, documents)
    stream.write(f'],\n"summary": {_dump(summary_record(audited.summary))}}}\n')


def _findings(
    audited: Audited, accepted: list[Accepted], documents: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for document in audited.documents():
        documents.append(document_record(document))
        for report in document.reports:
            accepted.extend(report.accepted)
            yield from (finding_record(finding) for finding in report.findings)


def finding_record(finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract has it."""
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "body": finding.body,
        "year": finding.year,
        "message": finding.message,
        "message_en": finding.message_en,
        "expected": finding.expected,
        "actual": finding.actual,
        "places": [place_record(place) for place in finding.places],
        "basis": finding.basis,
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
        "caused_by": finding.caused_by,
    }


def place_record(place: Place) -> dict[str, Any]:
    """Return one place: path, line, quote and cell always, the rest when it is known."""
    record: dict[str, Any] = {
        "path": place.path,
        "line": place.line,
        "quote": place.quote,
        "cell": place.cell,
    }
    if place.mark is not None:
        record["mark"] = list(place.mark)
    for key in ("page", "table", "row", "column"):
        if (number := getattr(place, key)) is not None:
            record[key] = number
    return record


def accepted_record(entry: Accepted) -> dict[str, Any]:
    """Return an accepted finding: the finding, and who accepted it, when and why."""
    given = entry.acceptance
    acceptance = {
        "reason": given.reason,
        "by": given.by,
        "on": given.on.isoformat(),
        "until": given.until.isoformat() if given.until else None,
    }
    return {**finding_record(entry.finding), "acceptance": acceptance}


def document_record(document: AuditedDocument) -> dict[str, Any]:
    """Return one file: what it is, how many reports it held, what could not be read."""
    return {
        "path": document.path,
        "sha256": document.sha256,
        "kind": document.kind.value if document.kind else None,
        "reports": len(document.reports),
        "problems": [problem_record(problem) for problem in document.problems],
    }


def problem_record(problem: Problem) -> dict[str, Any]:
    """Return one problem met while reading."""
    return {"code": problem.code, "message": problem.message}


def summary_record(summary: Summary) -> dict[str, Any]:
    """Return what was checked: the four outcomes in all and rule by rule, and the levels found."""
    return {
        "rules_run": summary.rules_run,
        "passed": summary.passed,
        "failed": summary.failed,
        "not_assessable": summary.not_assessable,
        "not_applicable": summary.not_applicable,
        "suppressed": summary.suppressed,
        "reports": summary.reports,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "notes": summary.notes,
        "crashed": summary.crashed,
        "by_rule": summary.by_rule,
        "acceptances_expired": [entry.fingerprint for entry in summary.expired],
        "acceptances_unmatched": [entry.fingerprint for entry in summary.unmatched],
    }


def _write_list(stream: TextIO, records: Iterable[dict[str, Any]]) -> None:
    separator = "\n "
    for record in records:
        stream.write(separator + _dump(record))
        separator = ",\n "


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
