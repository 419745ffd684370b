"""The whole way from a printed document to its reports (整份文件读取)."""

from __future__ import annotations

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import PrintedDocument
from gongkai.core.reporting.reading.landmarks import stretches
from gongkai.core.reporting.reading.problems import Met, problem
from gongkai.core.reporting.reading.reports import read_stretch
from gongkai.core.reporting.reading.rows import MOST_ROWS, rows_of
from gongkai.core.reporting.report import AnnualReport, Problem


def read_reports(document: PrintedDocument) -> tuple[tuple[AnnualReport, ...], tuple[Problem, ...]]:
    """Return the reports found in a document, in its order, and what concerns the whole document.

    What was met inside one report is in its ``problems``. A document without a report (a news
    item, a regulation, the empty form) gives no report and the problem that says so.
    """
    rows = rows_of(document)
    reports: list[AnnualReport] = []
    problems: list[Problem] = []
    for stretch in stretches(rows):
        report = read_stretch(rows, stretch, document.path)
        if isinstance(report, Problem):
            problems.append(report)
        elif report is not None:
            reports.append(report)
    if len(rows) >= MOST_ROWS:
        problems.append(problem(Met.TOO_MANY_ROWS, Place(path=document.path), count=MOST_ROWS))
    if not reports and not problems:
        problems.append(problem(Met.NO_REPORT, Place(path=document.path)))
    return tuple(reports), tuple(problems)
