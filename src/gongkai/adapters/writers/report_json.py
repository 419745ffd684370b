"""``gongkai.report/1``: what was read, as JSON (docs/reference/commands.md), streamed by document.

Beside what the contract names, each report carries its lines, sections and printed tables, so that
``gongkai audit`` can work from this file as from the original.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    Line,
    PrintedTable,
    Problem,
    Section,
    SourceDocument,
)

SCHEMA = "gongkai.report/1"


class JsonWriter:
    """Writes documents as they come, so that memory does not grow with their number."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._written = 0
        self._stream.write(f'{{"schema": "{SCHEMA}",\n "documents": ['.encode())

    def write(self, rendered: bytes) -> None:
        """Write one document, as ``render`` gave it."""
        self._stream.write(b",\n" if self._written else b"\n")
        self._stream.write(rendered)
        self._written += 1

    def close(self) -> None:
        """Write the end."""
        self._stream.write(b"\n ]}\n")


def render(document: SourceDocument) -> bytes:
    """Return one document as JSON; done where it was read, since bytes travel lightly."""
    text = json.dumps(document_as_json(document), ensure_ascii=False)
    # A file name that is not UTF-8 comes as lone surrogates; escaped they are valid JSON.
    return text.encode("utf-8", "backslashreplace")


def document_as_json(document: SourceDocument) -> dict[str, Any]:
    """Return one document as the contract has it."""
    return {
        "path": document.path,
        "sha256": document.sha256,
        "kind": document.kind.value if document.kind else None,
        "problems": _problems(document.problems),
        "reports": [report_as_json(report) for report in document.reports],
    }


def report_as_json(report: AnnualReport) -> dict[str, Any]:
    """Return one report as the contract has it, with its lines and tables."""
    lines = _all_lines(report)
    index = {line: number for number, line in reversed(list(enumerate(lines)))}
    return {
        "path": report.path,
        "body": report.body,
        "year": report.year,
        "form": report.form,
        "mixed_form": report.mixed_form,
        "title": report.title,
        "problems": _problems(report.problems),
        "sections": [_section(section, index) for section in report.sections],
        "cells": [_cell(cell) for cell in report.cells.values()],
        "lines": [_line(line) for line in lines],
        "report_lines": _runs(index[line] for line in report.lines),
        "head": _runs(index[line] for line in report.head),
        "tables": [_table(table) for table in report.tables],
    }


def _all_lines(report: AnnualReport) -> list[Line]:
    parts = (report.lines, report.head, *(section.lines for section in report.sections))
    return list(dict.fromkeys(line for part in parts for line in part))


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return ascending stretches of line numbers as [first, one past the last]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1][1] += 1
        else:
            runs.append([number, number + 1])
    return runs


def _section(section: Section, index: dict[Line, int]) -> dict[str, Any]:
    return {
        "number": section.number,
        "title": section.title,
        "present": section.present,
        "start_line": section.start_line,
        "end_line": section.end_line,
        "printed": section.printed,
        "lines": _runs(index[line] for line in section.lines),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    place = _place(cell.place)
    return {
        "cell": cell.name,
        "value": None if cell.value is None else format(cell.value, "f"),
        "raw": cell.raw,
        "state": cell.state.value,
        "line": place.pop("line", None),
        "restored": cell.restored,
        "confidence": cell.confidence,
        **place,
    }


def _line(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {"text": line.text}
    if line.number is not None:
        found["line"] = line.number
    if line.page is not None:
        found["page"] = line.page
    if line.in_table:
        found["in_table"] = True
    return found


def _table(table: PrintedTable) -> dict[str, Any]:
    return {
        "number": table.number,
        "rows": [
            [
                {
                    "text": cell.text,
                    **({"colspan": cell.colspan} if cell.colspan != 1 else {}),
                    **({"rowspan": cell.rowspan} if cell.rowspan != 1 else {}),
                    **({"cell": cell.cell} if cell.cell else {}),
                    **_place(cell.place),
                }
                for cell in row
            ]
            for row in table.rows
        ],
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for problem in problems:
        found.append({"code": problem.code, "message": problem.message, **_place(problem.place)})
        if problem.place is not None and problem.place.cell is not None:
            found[-1]["cell"] = problem.place.cell
    return found


def _place(place: Place | None) -> dict[str, Any]:
    """Return what is known of a place; its path is the report's."""
    if place is None:
        return {}
    found: dict[str, Any] = {}
    # Spelt out: this is asked several hundred times a report.
    if place.line is not None:
        found["line"] = place.line
    if place.page is not None:
        found["page"] = place.page
    if place.table is not None:
        found["table"] = place.table
    if place.row is not None:
        found["row"] = place.row
    if place.column is not None:
        found["column"] = place.column
    if place.quote:
        found["quote"] = place.quote
    if place.mark is not None:
        found["mark"] = list(place.mark)
    return found
