"""From documents as read and audited to the rows of the tables (取行)."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongkai.core.audit.case import Case
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.law.forms import cells, forms
from gongkai.core.reporting.report import AnnualReport, SourceDocument
from gongkai.core.text.figures import Figure

Row = tuple[Any, ...]


def document_row(document: SourceDocument) -> Row:
    """Return the row of a document."""
    problems = document.problems
    return (
        document.path,
        document.sha256 or None,
        str(document.kind) if document.kind else None,
        len(document.reports),
        _codes(problem.code for problem in problems),
        problems[0].message if problems else None,
    )


def report_row(report: AnnualReport, number: int) -> Row:
    """Return the row of a report but for its last three columns, the numbers of findings."""
    return (
        *_whose(report, number),
        report.form,
        report.mixed_form,
        report.title or None,
        " ".join(str(section.number) for section in report.sections if section.present),
        sum(cell.value is not None for cell in report.cells.values()),
        sum(cell.restored for cell in report.cells.values()),
        _codes(problem.code for problem in report.problems),
    )


def levels(findings: Iterable[Finding]) -> Row:
    """Return how many findings of each level there are: the last three columns of a report."""
    found = Counter(finding.level for finding in findings)
    return tuple(found[level] for level in (Level.ERROR, Level.WARNING, Level.NOTE))


def cell_rows(report: AnnualReport, number: int) -> Iterator[Row]:
    """Return a row for each cell of the report's form, in the form's order."""
    whose = _whose(report, number)
    names = comparable_names(report.form) if report.form else {}
    for cell in report.cells.values():
        place = cell.place
        yield (
            *whose,
            report.form,
            cell.name,
            names.get(cell.name),
            cell.value,
            cell.raw or None,
            str(cell.state),
            place.line if place else None,
            place.page if place else None,
            cell.restored,
            cell.confidence,
        )


@functools.cache
def comparable_names(form: str) -> Mapping[str, str | None]:
    """Return, for each cell of the form, the name under which figures of all forms compare.

    Rows that one form divides and another does not share the name of the undivided one: their sum
    compares with it. A cell that has no counterpart has None.
    """
    own = forms()[form]
    renamed: dict[str, str | None] = {}
    for pairs in own.comparable.values():
        renamed.update({here: pair.there[0] for pair in pairs for here in pair.here})
    for names in own.not_comparable.values():
        renamed.update(dict.fromkeys(names))
    return {cell: _renamed(cell, renamed) for cell in cells(form)}


def _renamed(cell: str, renamed: Mapping[str, str | None]) -> str | None:
    parts = cell.split(".")
    for size in range(len(parts), 0, -1):
        start = ".".join(parts[:size])
        if start in renamed:
            new = renamed[start]
            return ".".join((new, *parts[size:])) if new is not None else None
    return cell


def sentence_rows(report: AnnualReport, number: int, memo: dict[str, Any]) -> Iterator[Row]:
    """Return a row for each figure in the prose; ``memo`` is that of the audit of the report."""
    form = forms().get(report.form) if report.form else None
    whose = _whose(report, number)
    for saying in sayings(Case(report=report, form=form, memo=memo)):
        for figure in saying.discourse.figures:
            yield (*whose, *_of_figure(report, saying, figure))


def _of_figure(report: AnnualReport, saying: Saying, figure: Figure) -> Row:
    place = saying.place(report, figure.start, figure.end)
    return (
        place.line,
        place.page,
        saying.sentence_around(figure.start),
        saying.words(figure.start, figure.end),
        figure.quantity.value,
        figure.unit or None,
        figure.quantity.bound or None,
        figure.noun or None,
        figure.key("verb") or None,
        figure.key("outcome") or None,
        figure.key("channel") or None,
        figure.key("applicant") or None,
        figure.time or None,
        figure.key("change") or None,
        figure.whole is not None,
        saying.is_plan(figure.start),
    )


def finding_rows(report: AnnualReport, number: int, findings: Iterable[Finding]) -> Iterator[Row]:
    """Return a row for each finding of the report."""
    whose = _whose(report, number)
    for finding in findings:
        first = finding.places[0] if finding.places else None
        names = dict.fromkeys(place.cell for place in finding.places if place.cell)
        yield (
            *whose,
            finding.rule,
            str(finding.level),
            finding.message,
            finding.expected,
            finding.actual,
            " ".join(names) or None,
            first.line if first else None,
            first.quote or None if first else None,
            finding.basis,
            finding.fingerprint,
            finding.caused_by,
        )


def _whose(report: AnnualReport, number: int) -> Row:
    return (report.path, number, report.body, report.year)


def _codes(codes: Iterable[str]) -> str | None:
    return " ".join(dict.fromkeys(codes)) or None
