"""The Chinese words for levels, places and cells that every output of findings shares."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.audit.evidence import cell_label
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.law import forms
from gongkai.core.reporting.report import AnnualReport

LEVEL_WORDS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.NOTE: "提示"}
LEVEL_SIGNS = {Level.ERROR: "✕", Level.WARNING: "▲", Level.NOTE: "●"}
LEVEL_MEANINGS = {
    Level.ERROR: "报告自相矛盾或者不符合规定",
    Level.WARNING: "很可能有误",
    Level.NOTE: "值得核对",
}
LONGEST_FIGURE = 24
TABLE_WORDS = {2: "表二", 3: "表三", 4: "表四"}
TABLE_TITLES = {
    2: "表二 主动公开政府信息情况",
    3: "表三 收到和处理政府信息公开申请情况",
    4: "表四 政府信息公开行政复议、行政诉讼情况",
}


def report_name(report: AnnualReport) -> str:
    """Return whose report it is and of which year; what could not be read is said."""
    body = report.body or "（未读出单位名称）"
    year = f"{report.year}年度" if report.year else "（未读出年度）"
    return f"{body} {year}"


def form_name(report: AnnualReport) -> str:
    """Return the form's name as offices use it."""
    if report.form is None:
        return "格式未能判定"
    return f"{report.form}年格式" + ("（混用其他年度格式）" if report.mixed_form else "")


def cell_parts(form: str | None, name: str) -> tuple[str, str]:
    """Return the label of a cell in two parts: table and row, then column."""
    label = cell_label(form, name)
    cell = forms.cells(form).get(name) if form in forms.forms() else None
    if cell is None or not label.endswith(cell.column_label):
        return label, ""
    return label.removesuffix(cell.column_label), cell.column_label


def cell_names(form: str | None, names: Iterable[str]) -> list[str]:
    """Return the labels of several cells, a row named only once: 表三“（一）予以公开”自然人, 总计."""
    said: set[str] = set()
    labels = []
    for row, column in (cell_parts(form, name) for name in names):
        labels.append(column if row in said and column else row + column)
        said.add(row)
    return labels


def position(place: Place) -> str:
    """Return where in its file the place is, without the path; "" when nothing is known."""
    if place.line is not None:
        return f"第{place.line}行"
    parts = [f"第{place.page}页"] if place.page is not None else []
    if place.table is not None:
        parts.append(f"第{place.table}个表格")
    if place.row is not None:
        parts.append(f"第{place.row}行")
    if place.column is not None and place.cell is None:
        parts.append(f"第{place.column}列")
    return " ".join(parts)


def figures(finding: Finding) -> str:
    """Return both figures in one phrase, or "" when the finding is not about two figures."""
    actual, expected = finding.actual or "", finding.expected or ""
    if not (_is_figure(actual) and _is_figure(expected)):
        return ""
    return f"填报 {actual}，核对为 {expected}"


def _is_figure(text: str) -> bool:
    return len(text) <= LONGEST_FIGURE and any(character.isdecimal() for character in text)
