"""Lists as tables (列表): filters and order in the address, saved views, bulk acts, a workbook.

A page is shown without counting all rows: one row more than a page tells whether there is a next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from openpyxl.styles import Alignment, Font

from gongkai.apps.accounts.queries import saved_views
from gongkai.apps.publishing.situations import local

PER_PAGE = 40
EXPORT_LIMIT = 50_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A state as an icon with a word; ``kind`` is a class of the design's chips."""

    kind: str
    word: str

    def __str__(self) -> str:
        """Return the word, for the workbook."""
        return self.word


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its heading, its value, where the value leads, the field it may be sorted by.

    ``shown`` is false for what stands in the workbook only; ``depth`` tells how far a row is set in.
    """

    label: str
    value: Callable[[Any], Any]
    link: Callable[[Any], str] | None = None
    sort: str = ""
    shown: bool = True
    depth: Callable[[Any], int] | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows a list: a choice, or words to look for when there are no options."""

    name: str
    label: str
    options: Options = ()
    words: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One shown cell."""

    text: str
    link: str = ""
    chip: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: title, lead, columns, rows (a query set or a sequence), what to say when empty.

    ``screen`` names the list for saved views; ``dates`` labels the filter by days; ``bulk`` offers
    acts on chosen rows, which ``key`` names; ``sorted_by`` is the order without anybody's choice; ``whole``
    shows all rows on one page (a tree, a catalogue).
    """

    title: str
    columns: Sequence[ListColumn]
    rows: Any
    screen: str = ""
    lead: str = ""
    empty: str = "没有符合条件的记录"
    filters: Sequence[Filter] = ()
    dates: str = ""
    acts: Options = ()
    signed_export: str = ""
    tabs: Options = ()
    bulk: Options = ()
    key: Callable[[Any], str] = str
    sorted_by: str = ""
    whole: bool = False


def shown(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Show the asked page of a list, or all of it as a workbook."""
    asked = request.GET
    order = _order(listing, asked.get("sort", ""))
    rows = _ordered(listing.rows, order)
    if asked.get("export") == "xlsx":
        return workbook(listing, rows)
    text = asked.get("page", "1")
    number = min(max(1, int(text)), 100_000) if text.isdecimal() else 1
    start, size = (0, len(rows)) if listing.whole else ((number - 1) * PER_PAGE, PER_PAGE)
    found = list(rows[start : start + size + 1])
    columns = [column for column in listing.columns if column.shown]
    values = {
        "title": listing.title,
        "listing": listing,
        "rows": [
            (listing.key(row), [_cell(column, row) for column in columns]) for row in found[:size]
        ],
        "heads": [_head_of(column, order or listing.sorted_by, asked) for column in columns],
        "page": number,
        "has_next": len(found) > size,
        "address": _address(asked),
        "condition": _address(asked, "tab"),
        "asked": asked,
        "narrowed": any(
            asked.get(name) for name in [one.name for one in listing.filters] + ["since", "until"]
        ),
        "views": list(saved_views(request.user, listing.screen)) if listing.screen else [],
    }
    return render(request, "office/list.html", values, using="jinja2")


def _address(asked: QueryDict, *without: str) -> str:
    """Return the filters and order of a list as the tail of an address, without page and empty ones."""
    kept = asked.copy()
    for name in ("page", "export", *without):
        kept.pop(name, None)
    for name in list(kept):
        kept.setlist(name, [value for value in kept.getlist(name) if value])
    return kept.urlencode()


def _order(listing: Listing, asked: str) -> str:
    """Return the asked order when a column may be sorted so, else nothing."""
    known = {column.sort for column in listing.columns if column.sort}
    return asked if asked.removeprefix("-") in known else ""


def _ordered(rows: Any, order: str) -> Any:
    if not order or not isinstance(rows, QuerySet):
        return rows
    field = F(order.removeprefix("-"))
    if order.startswith("-"):
        return rows.order_by(field.desc(nulls_last=True), "-id")
    return rows.order_by(field.asc(nulls_last=True), "id")


def _head_of(column: ListColumn, order: str, asked: QueryDict) -> dict[str, str]:
    """Return a heading: its label, where a click sorts by it, and how it is sorted now."""
    if not column.sort:
        return {"label": column.label, "link": "", "sorted": ""}
    sorted_now = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(order, "")
    following = f"-{column.sort}" if sorted_now == "ascending" else column.sort
    kept = asked.copy()
    kept.pop("page", None)
    kept["sort"] = following
    return {"label": column.label, "link": f"?{kept.urlencode()}", "sorted": sorted_now}


def _cell(column: ListColumn, row: Any) -> Cell:
    value = column.value(row)
    link = column.link(row) if column.link else ""
    depth = column.depth(row) if column.depth else 0
    return Cell(plain(value), link, value.kind if isinstance(value, Chip) else "", depth)


def plain(value: Any) -> str:
    """Return a value as it stands in a cell."""
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if value is True or value is False:
        return "是" if value else "否"
    return "" if value is None else str(value)


def workbook(listing: Listing, rows: Any) -> HttpResponse:
    """Return a list as a workbook with a styled head and a filter."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(listing.title[:30])
    sheet.freeze_panes = "A2"
    for number, _ in enumerate(listing.columns, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = 22
    sheet.append([_head(sheet, column.label) for column in listing.columns])
    for row in _all(rows):
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
