"""Lists as tables (列表): one page of rows without counting them all, and the same rows as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from openpyxl.styles import Alignment, Font

from gongkai.apps.publishing.situations import local

PER_PAGE = 40
EXPORT_LIMIT = 50_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its heading, its value, and where the value leads."""

    label: str
    value: Callable[[Any], Any]
    link: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: title, lead, columns, rows (a query set or a sequence), what to say when empty."""

    title: str
    columns: Sequence[ListColumn]
    rows: Any
    lead: str = ""
    empty: str = "没有符合条件的记录"
    filters: Sequence[tuple[str, str, Sequence[tuple[str, str]]]] = ()
    dates: bool = False
    acts: Sequence[tuple[str, str]] = ()
    signed_export: str = ""


def shown(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Show the asked page of a list, or all of it as a workbook."""
    if request.GET.get("export") == "xlsx":
        return workbook(listing)
    text = request.GET.get("page", "1")
    number = max(1, int(text)) if text.isdigit() else 1
    start = (number - 1) * PER_PAGE
    found = list(listing.rows[start : start + PER_PAGE + 1])
    kept = request.GET.copy()
    kept.pop("page", None)
    values = {
        "title": listing.title,
        "listing": listing,
        "rows": [
            [(plain(c.value(row)), c.link(row) if c.link else "") for c in listing.columns]
            for row in found[:PER_PAGE]
        ],
        "page": number,
        "has_next": len(found) > PER_PAGE,
        "address": kept.urlencode(),
        "asked": request.GET,
    }
    return render(request, "office/list.html", values, using="jinja2")


def plain(value: Any) -> str:
    """Return a value as it stands in a cell."""
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if value is True or value is False:
        return "是" if value else "否"
    return "" if value is None else str(value)


def workbook(listing: Listing) -> HttpResponse:
    """Return a list as a workbook with a styled head and a filter."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(listing.title[:30])
    sheet.freeze_panes = "A2"
    for number, _ in enumerate(listing.columns, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = 22
    sheet.append([_head(sheet, column.label) for column in listing.columns])
    for row in _all(listing.rows):
        sheet.append([_safe(plain(column.value(row))) for column in listing.columns])
    out = BytesIO()
    book.save(out)
    answer = HttpResponse(out.getvalue(), content_type=WORKBOOK)
    answer["Content-Disposition"] = "attachment; filename=list.xlsx"
    return answer


def _head(sheet: Any, label: str) -> openpyxl.cell.WriteOnlyCell:
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=label)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="center")
    return cell


def _safe(text: str) -> str:
    """Return the text so that a spreadsheet never takes it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _all(rows: Any) -> Iterable[Any]:
    if isinstance(rows, list | tuple):
        return rows
    return rows[:EXPORT_LIMIT].iterator(chunk_size=1000)
