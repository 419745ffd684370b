"""What a run of the import says (迁移报告): a workbook, a page, checksums, old addresses to new ones."""

from __future__ import annotations

import csv
import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from gongkai.core.publishing.importing.records import Fault

LABELS = {
    "rows": "记录表行数",
    "sound": "可以迁入",
    "imported": "本次迁入",
    "imported_before": "此前已迁入",
    "refused": "不能迁入的行",
    "notes": "提醒",
    "alarms": "筛查提示",
    "files": "附件和图片",
    "file_bytes": "附件和图片字节数",
}
FAULTS = ("行", "记录号", "列", "填写内容", "应为")
ALARMS = ("行", "记录号", "规则", "位置", "提示", "原文")
TAKEN = ("记录号", "索引号", "新网址", "原网址", "记录摘要值（SHA-256）", "内容摘要值（SHA-256）")
SHOWN = 200  # faults listed on the page; the workbook has all of them


@dataclass(frozen=True, slots=True)
class Report:
    """The contents of a report; ``alarms`` and ``taken`` are rows in the order of their headings."""

    title: str
    counts: Mapping[str, int]
    faults: Sequence[Fault]
    alarms: Sequence[Sequence[object]]
    taken: Sequence[Sequence[str]]


def write_report(folder: Path, report: Report) -> list[Path]:
    """Write ``report.html``, ``report.xlsx``, ``errors.csv``, ``checksums.csv``, ``redirects.map``."""
    folder.mkdir(parents=True, exist_ok=True)
    refused = [_fault(one) for one in report.faults if not one.is_note]
    notes = [_fault(one) for one in report.faults if one.is_note]
    sheets = (
        ("结果", ("项目", "数量"), [(LABELS[k], v) for k, v in report.counts.items()]),
        ("不能迁入", FAULTS, refused),
        ("提醒", FAULTS, notes),
        ("筛查提示", ALARMS, report.alarms),
        ("已迁入", TAKEN, report.taken),
    )
    book = Workbook(write_only=True)
    for title, headings, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append(headings)
        for row in rows:
            sheet.append([_harmless(cell) for cell in row])
    book.save(folder / "report.xlsx")
    _write_csv(folder / "errors.csv", FAULTS, refused)
    _write_csv(folder / "checksums.csv", TAKEN, report.taken)
    (folder / "redirects.map").write_text("".join(_redirects(report.taken)), "utf-8")
    (folder / "report.html").write_text(_page(report, refused, notes), "utf-8")
    return sorted(folder.iterdir())


def _fault(one: Fault) -> tuple[object, ...]:
    return one.row, one.key, one.column, one.met, one.allowed


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


def _write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _redirects(taken: Iterable[Sequence[str]]) -> Iterable[str]:
    """Yield the lines of an nginx ``map`` from where a page stood to where it stands."""
    for _, _, new, old, *_ in taken:
        path = "/" + old.partition("://")[2].partition("/")[2] if "://" in old else old
        if path.startswith("/") and path != "/" and not set(path) & set(' "\\;{}$'):
            yield f'"{path}" {new};\n'


def _page(
    report: Report, refused: Sequence[Sequence[object]], notes: Sequence[Sequence[object]]
) -> str:
    counts = [(LABELS[name], value) for name, value in report.counts.items()]
    parts = [
        _table("结果", ("项目", "数量"), counts),
        _table("不能迁入", FAULTS, refused),
        _table("提醒", FAULTS, notes),
        _table("筛查提示", ALARMS, report.alarms),
    ]
    title = html.escape(report.title)
    style = (
        "body{font:16px/1.6 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem .5rem;"
        "text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    )
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
        f"<body><main><h1>{title}</h1>{''.join(parts)}</main></body></html>\n"
    )


def _table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return f"<h2>{title}</h2><p>没有。</p>"
    head = "".join(f'<th scope="col">{one}</th>' for one in headings)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows[:SHOWN]
    )
    more = f"<p>另有 {len(rows) - SHOWN} 条，见 report.xlsx。</p>" if len(rows) > SHOWN else ""
    return (
        f"<h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
    )
