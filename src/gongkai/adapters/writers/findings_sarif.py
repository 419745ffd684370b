"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines they speak of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, TextIO
from urllib.parse import quote

from gongkai.adapters.auditing.audited import Audited, AuditedDocument, AuditedReport
from gongkai.adapters.writers.findings_json import problem_record, summary_record
from gongkai.adapters.writers.rule_page import RulePage, rule_page
from gongkai.core.audit.accepted import Accepted
from gongkai.core.kernel.findings import Finding, Place
from gongkai.core.kernel.rules import Rule
from gongkai.core.reporting.report import AnnualReport

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(audited: Audited, stream: TextIO, *, version: str) -> None:
    """Write the audit as one SARIF run; ``version`` is the program's.

    Raises:
        OSError: The stream cannot be written.
    """
    indices = {rule.code: index for index, rule in enumerate(audited.rules)}
    notes: list[dict[str, Any]] = []
    driver = {
        "name": "gongkai",
        "version": version,
        "language": "zh-CN",
        "rules": [_rule(rule) for rule in audited.rules],
    }
    stream.write(f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n')
    stream.write(f'"tool": {{"driver": {_dump(driver)}}},\n"language": "zh-CN",\n')
    stream.write('"columnKind": "unicodeCodePoints",\n"results": [')
    separator = "\n "
    for result in _results(audited, indices, notes):
        stream.write(separator + _dump(result))
        separator = ",\n "
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": notes}
    stream.write(f'],\n"invocations": [{_dump(invocation)}],\n')
    stream.write(f'"properties": {_dump({"summary": summary_record(audited.summary)})}}}]}}\n')


def _rule(rule: Rule) -> dict[str, Any]:
    page: RulePage = rule_page(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": page.statement},
        "fullDescription": {"text": page.statement},
        "help": {"text": page.text, "markdown": page.markdown},
        "defaultConfiguration": {"level": rule.level.value},
    }


def _results(
    audited: Audited, indices: dict[str, int], notes: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for document in audited.documents():
        notes.extend(_notification(document))
        for entry in document.reports:
            for finding in entry.findings:
                yield _result(finding, entry, indices)
            for accepted in entry.accepted:
                result = _result(accepted.finding, entry, indices)
                yield {**result, "suppressions": [_suppression(accepted)]}


def _notification(document: AuditedDocument) -> Iterable[dict[str, Any]]:
    for problem in document.problems:
        record = problem_record(problem)
        yield {
            "descriptor": {"id": record["code"]},
            "level": "warning",
            "message": {"text": record["message"]},
            "locations": [{"physicalLocation": _artifact(document.path)}],
        }


def _result(finding: Finding, entry: AuditedReport, indices: dict[str, int]) -> dict[str, Any]:
    locations = [_location(place, entry.report) for place in finding.places]
    text = finding.message + (f" 建议：{finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.level.value,
        "message": {"text": text},
        "locations": locations[:1] or [{"physicalLocation": _artifact(entry.report.path)}],
        "partialFingerprints": {"gongkai/v1": finding.fingerprint},
        "properties": {
            "body": finding.body,
            "year": finding.year,
            "expected": finding.expected,
            "actual": finding.actual,
            "basis": finding.basis,
            "causedBy": finding.caused_by,
        },
    }
    if finding.rule in indices:
        result["ruleIndex"] = indices[finding.rule]
    if len(locations) > 1:
        related = enumerate(locations[1:], start=1)
        result["relatedLocations"] = [{"id": number, **place} for number, place in related]
    return result


def _suppression(accepted: Accepted) -> dict[str, Any]:
    given = accepted.acceptance
    return {
        "kind": "external",
        "status": "accepted",
        "justification": f"{given.reason}（{given.by}，{given.on.isoformat()}）",
    }


def _location(place: Place, report: AnnualReport) -> dict[str, Any]:
    physical = _artifact(place.path or report.path)
    if place.line is not None:
        physical["region"] = _region(place, report)
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.cell:
        location["logicalLocations"] = [{"fullyQualifiedName": place.cell, "kind": "element"}]
    grid = {key: getattr(place, key) for key in ("page", "table", "row", "column")}
    if known := {key: number for key, number in grid.items() if number is not None}:
        location["properties"] = known
    return location


def _region(place: Place, report: AnnualReport) -> dict[str, Any]:
    """Return the line, with the columns of the mark when the quotation stands in it once."""
    region: dict[str, Any] = {"startLine": place.line}
    if place.quote:
        region["snippet"] = {"text": place.quote}
    texts = [line.text for line in report.lines if line.number == place.line]
    if place.mark and len(texts) == 1 and texts[0].count(place.quote) == 1:
        start = texts[0].index(place.quote)
        region["startColumn"] = start + place.mark[0] + 1
        region["endColumn"] = start + place.mark[1] + 1
    return region


def _artifact(path: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(path)}}


def _uri(path: str) -> str:
    given = PurePath(path)
    return Path(given).as_uri() if given.is_absolute() else quote(given.as_posix())


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
