"""Tables published as pictures (图片表格): the heading stands there, no table, and the file has pictures."""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.adapters.readers.detect import FileKind
from gongkai.adapters.readers.unreadable import Refusal
from gongkai.core.reporting.report import AnnualReport, Problem

MISSING_TABLE = "R-32"
MARKS = {
    FileKind.HTML: re.compile(rb"<img\b", re.IGNORECASE),
    FileKind.MHTML: re.compile(rb"<img\b", re.IGNORECASE),
    FileKind.PDF: re.compile(rb"/Subtype\s*/Image\b"),
    FileKind.DOCX: re.compile(rb"word/media/"),
}


def note_pictures(
    reports: tuple[AnnualReport, ...], kind: FileKind, data: bytes
) -> tuple[AnnualReport, ...]:
    """Return the reports; one that lacks a table is told that the file holds pictures."""
    lacking = [report for report in reports if _lacks_table(report)]
    mark = MARKS.get(kind)
    if not lacking or mark is None or mark.search(data) is None:
        return reports
    told = Problem(Refusal.PICTURED_TABLES.code, Refusal.PICTURED_TABLES.sentence())
    return tuple(
        replace(report, problems=(*report.problems, told)) if report in lacking else report
        for report in reports
    )


def _lacks_table(report: AnnualReport) -> bool:
    return any(problem.code == MISSING_TABLE for problem in report.problems)
