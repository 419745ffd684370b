"""Findings as a workbook (工作簿): 汇总, 问题, 单元格, 规则; styled, filtered, heads frozen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from gongkai.adapters.auditing.audited import Audited, AuditedReport
from gongkai.adapters.writers.findings_words import (
    LEVEL_WORDS,
    TABLE_WORDS,
    form_name,
    position,
    report_name,
)
from gongkai.adapters.writers.quotation import printable
from gongkai.adapters.writers.rule_page import rule_page
from gongkai.core.audit.accepted import Accepted
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.kernel.rules import Outcome
from gongkai.core.law.forms import FormCell, cells
from gongkai.core.reporting.report import CellState

Value = str | int | float | None
Sheet = Any
"""A write-only worksheet; its attributes are missing from the published types."""

LONGEST_TEXT = 32_000
"""A cell of a workbook holds 32,767 characters."""

MOST_ROWS = 1_000_000
"""A sheet holds 1,048,576 rows."""

STATES = {
    CellState.VALUE: "有数值",
    CellState.BLANK: "空白",
    CellState.SLASH: "以斜线或横线代替",
    CellState.UNREADABLE: "无法辨认",
    CellState.ABSENT: "本件中没有",
}
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1D4F73")
_HEAD_LOOK = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT_LOOK = Alignment(vertical="top", wrap_text=True)
_LINE = Border(bottom=Side(style="thin", color="DDD8CE"))
_FILLS = {
    Level.ERROR: PatternFill("solid", fgColor="FBE9E6"),
    Level.WARNING: PatternFill("solid", fgColor="FBF1DD"),
    Level.NOTE: PatternFill("solid", fgColor="E6EFF6"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading and its width in characters."""

    heading: str
    width: int


SUMMARY = (
    Column("项目", 44),
    Column("数量或说明", 60),
    Column("错误", 10),
    Column("警告", 10),
    Column("提示", 10),
)
FINDINGS = (
    Column("级别", 8),
    Column("规则", 9),
    Column("单位", 28),
    Column("年度", 8),
    Column("问题", 60),
    Column("填报", 12),
    Column("核对为", 12),
    Column("位置", 32),
    Column("引文", 60),
    Column("建议", 40),
    Column("依据", 40),
    Column("编号", 19),
    Column("由此引起", 19),
    Column("接受情况", 32),
)
CELLS = (
    Column("单位", 28),
    Column("年度", 8),
    Column("格式", 10),
    Column("表", 7),
    Column("行", 40),
    Column("列", 20),
    Column("数值", 12),
    Column("原文", 14),
    Column("状态", 16),
    Column("位置", 14),
    Column("相关问题", 24),
    Column("单元格", 48),
)
RULES = (
    Column("规则", 9),
    Column("默认级别", 10),
    Column("说明", 80),
    Column("通过", 9),
    Column("不通过", 9),
    Column("无法判断", 10),
    Column("不适用", 9),
)


def write(audited: Audited, stream: BinaryIO, *, made_on: date) -> None:
    """Write the workbook; ``made_on`` is the day printed in it.

    Raises:
        OSError: The stream cannot be written.
    """
    book = Workbook(write_only=True)
    summary, findings = _sheet(book, "汇总", SUMMARY), _sheet(book, "问题", FINDINGS)
    read, rules = _sheet(book, "单元格", CELLS), _sheet(book, "规则", RULES)
    reports: list[list[Value]] = []
    rows = {"问题": 1, "单元格": 1}
    left_out = 0
    for document in audited.documents():
        reports.extend([document.path, f"{p.code} {p.message}"] for p in document.problems)
        for entry in document.reports:
            reports.append(_report_row(entry))
            for level, finding_row in _finding_rows(entry):
                rows["问题"] += _append(findings, finding_row, level)
            if rows["单元格"] >= MOST_ROWS:
                left_out += 1
                continue
            for marked, cell_row in _cell_rows(entry):
                rows["单元格"] += _append(read, cell_row, marked)
    for row in (*_totals(audited, made_on), *_left_out(left_out), *reports):
        _append(summary, row)
    for row in _rule_rows(audited):
        _append(rules, row)
    _filter(findings, FINDINGS, rows["问题"])
    _filter(read, CELLS, rows["单元格"])
    _filter(rules, RULES, len(audited.rules) + 1)
    book.save(stream)


def _sheet(book: Workbook, title: str, columns: Sequence[Column]) -> Sheet:
    sheet: Sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.sheet_view.zoomScale = 110
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[1].height = 28
    heads = []
    for column in columns:
        cell = WriteOnlyCell(sheet, value=column.heading)
        cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD_LOOK
        heads.append(cell)
    sheet.append(heads)
    return sheet


def _append(sheet: Sheet, row: Sequence[Value], level: Level | None = None) -> int:
    """Append a row; the first cell is tinted by ``level``. Text stays text, even after “=”."""
    written = []
    for index, value in enumerate(row):
        shown = printable(value)[:LONGEST_TEXT] if isinstance(value, str) else value
        cell = WriteOnlyCell(sheet, value=shown)
        if isinstance(value, str):
            cell.data_type = "s"
        cell.alignment, cell.border = _TEXT_LOOK, _LINE
        if level is not None and index == 0:
            cell.fill = _FILLS[level]
        written.append(cell)
    sheet.append(written)
    return 1


def _filter(sheet: Sheet, columns: Sequence[Column], rows: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows}"


def _totals(audited: Audited, made_on: date) -> list[list[Value]]:
    summary = audited.summary
    return [
        ["核查日期", made_on.isoformat()],
        ["核查方案", f"{audited.profile.title}：{audited.profile.description}"],
        ["报告份数", summary.reports, summary.errors, summary.warnings, summary.notes],
        ["已接受的问题", summary.suppressed],
        ["运行的规则", summary.rules_run],
        ["逐份判断：通过", summary.passed],
        ["逐份判断：不通过", summary.failed],
        ["逐份判断：无法判断", summary.not_assessable],
        ["逐份判断：不适用", summary.not_applicable],
    ]


def _left_out(reports: int) -> list[list[Value]]:
    """Return the row that says how many reports the sheet of cells had no room for."""
    return [["“单元格”表容纳不下的报告份数", reports]] if reports else []


def _report_row(entry: AuditedReport) -> list[Value]:
    levels = [finding.level for finding in entry.findings]
    name = report_name(entry.report)
    source = f"{form_name(entry.report)} {entry.report.path}"
    return [name, source, *(levels.count(level) for level in Level)]


def _finding_rows(entry: AuditedReport) -> Iterator[tuple[Level, list[Value]]]:
    for finding in entry.findings:
        yield finding.level, _finding_row(finding, "")
    for accepted in entry.accepted:
        yield accepted.finding.level, _finding_row(accepted.finding, _acceptance(accepted))


def _acceptance(accepted: Accepted) -> str:
    given = accepted.acceptance
    return f"已接受：{given.reason}（{given.by}，{given.on}）"


def _finding_row(finding: Finding, acceptance: str) -> list[Value]:
    places = [f"{place.path} {position(place)}".strip() for place in finding.places]
    quotes = [place.quote.strip() for place in finding.places if place.quote.strip()]
    return [
        LEVEL_WORDS[finding.level],
        finding.rule,
        finding.body,
        finding.year,
        finding.message,
        finding.actual,
        finding.expected,
        "；".join(dict.fromkeys(places)),
        " / ".join(dict.fromkeys(quotes)),
        finding.hint,
        finding.basis,
        finding.fingerprint,
        finding.caused_by,
        acceptance,
    ]


def _cell_rows(entry: AuditedReport) -> Iterator[tuple[Level | None, list[Value]]]:
    report = entry.report
    official = cells(report.form) if report.form else {}
    concerned = _concerned(entry)
    for name, cell in report.cells.items():
        if name not in official:
            continue
        found = concerned.get(name, [])
        levels = {finding.level for finding in found}
        yield (
            next((level for level in Level if level in levels), None),
            [
                report.body,
                report.year,
                report.form,
                *_labels(official[name]),
                _number(cell.value) if cell.value is not None else None,
                cell.raw,
                STATES[cell.state] + ("，按位置推定行列" if cell.restored else ""),
                position(cell.place) if cell.place else "",
                "、".join(dict.fromkeys(finding.rule for finding in found)),
                name,
            ],
        )


def _concerned(entry: AuditedReport) -> dict[str, list[Finding]]:
    """Return the open findings that point at each cell of this very report."""
    found: dict[str, list[Finding]] = {}
    for finding in entry.findings:
        for place in finding.places:
            cell = entry.report.cells.get(place.cell) if place.cell else None
            same_line = (
                cell is not None and cell.place is not None and cell.place.line == place.line
            )
            if cell is not None and (cell.place is None or same_line):
                found.setdefault(cell.name, []).append(finding)
    return found


def _labels(cell: FormCell) -> list[Value]:
    return [TABLE_WORDS[cell.table], cell.row_label, cell.column_label]


def _number(value: object) -> Value:
    text = str(value)
    return int(text) if text.lstrip("-").isdecimal() else float(text)


def _rule_rows(audited: Audited) -> Iterator[list[Value]]:
    for rule in audited.rules:
        counts = audited.summary.by_rule.get(rule.code, {})
        numbers = [counts.get(outcome, 0) for outcome in Outcome]
        yield [rule.code, LEVEL_WORDS[rule.level], rule_page(rule).text, *numbers]
