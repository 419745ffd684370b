"""Workbooks (xlsx, xls) into lines and grids: every visible sheet, merged cells as spans."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import python_calamine as calamine

from gongkai.adapters.readers.archive import open_archive
from gongkai.adapters.readers.grids import Anchored, compact
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import Block, PrintedDocument, TextLine

SHEET_LIMIT = 200
# A sheet is held as a rectangle: one stray cell at the far corner would ask for all memory.
AREA_LIMIT = 2_000_000
CELL_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
NAMED_BY_PROGRAM = re.compile(r"(?:sheet|工作表|表格?)\s*\d*", re.IGNORECASE)
# Text longer than this is prose, even between two rows of figures.
PROSE_LENGTH = 60

Merges = dict[tuple[int, int], tuple[int, int]]
Row = dict[int, str]


def read(data: bytes, path: str) -> PrintedDocument:
    """Read a workbook; hidden sheets are left out.

    Raises:
        UnreadableError: It is damaged, locked or absurdly large.
    """
    if data.startswith(b"PK"):
        _check_area(data)
    return PrintedDocument(path, tuple(_blocks(data, path)))


def _check_area(data: bytes) -> None:
    archive = open_archive(data)
    for name in archive.names:
        if not (name.startswith("xl/worksheets/") and name.endswith(".xml")):
            continue
        rows, columns = 1, 1
        for letters, digits in CELL_REFERENCE.findall(archive.read(name)):
            rows, columns = max(rows, int(digits)), max(columns, _column(letters))
        if rows * columns > AREA_LIMIT:
            raise UnreadableError(Refusal.TOO_LARGE, f"工作表 {rows} 行 × {columns} 列")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _blocks(data: bytes, path: str) -> Iterator[Block]:
    tables = 0
    for name, rows, merges in _sheets(data):
        first = next((text for row in rows for text in row.values()), "")
        # A sheet's name has 31 characters at most: it may be the beginning of the first line.
        if not NAMED_BY_PROGRAM.fullmatch(name) and not first.startswith(name.strip()):
            yield TextLine(name, Place(path))
        for stretch in _stretches(rows, merges):
            if len(stretch) == 1 and len(rows[stretch[0]]) == 1:
                yield from _lines(rows[stretch[0]], path)
                continue
            cells = [cell for index in stretch for cell in _cells(rows, index, merges)]
            grid = compact(cells, Place(path, table=tables + 1))
            if grid is not None:
                tables += 1
                yield grid


def _sheets(data: bytes) -> list[tuple[str, list[Row], Merges]]:
    try:
        return list(_read_sheets(data))
    except calamine.PasswordError as error:
        raise UnreadableError(Refusal.ENCRYPTED, "带密码的工作簿") from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableError(Refusal.BROKEN, "工作簿结构不完整") from error
    except BaseException as error:
        # A panic inside the Rust library is no Exception; it concerns this one file only.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(Refusal.BROKEN, "工作簿结构不完整") from None


def _read_sheets(data: bytes) -> Iterator[tuple[str, list[Row], Merges]]:
    workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible is calamine.SheetVisibleEnum.Visible
        and sheet.typ is calamine.SheetTypeEnum.WorkSheet
    ]
    for name in visible[:SHEET_LIMIT]:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > AREA_LIMIT:
            raise UnreadableError(Refusal.TOO_LARGE, f"工作表“{name}”")
        rows = [_row(values) for values in sheet.to_python(skip_empty_area=False)]
        merges = dict(sheet.merged_cell_ranges or ())
        yield name, rows, merges


def _row(values: Sequence[Any]) -> Row:
    return {column: text for column, v in enumerate(values) if (text := as_printed(v))}


def as_printed(value: Any) -> str:
    """Return a cell's value as a plain cell shows it: no trailing .0, no binary rounding."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else format(Decimal(format(value, ".12g")), "f")
    if isinstance(value, (datetime.datetime, datetime.date)):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).replace("\r", "").strip(" \t\n")


def _stretches(rows: Sequence[Row], merges: Merges) -> Iterator[list[int]]:
    """Return the sheet's rows table by table; a row of prose or a heading stands alone."""
    width = max((max(row) + 1 for row in rows if row), default=0)
    stretch: list[int] = []
    for index, row in enumerate(rows):
        if not row or _stands_alone(rows, index, merges, width):
            if stretch:
                yield stretch
            stretch = []
            if row:
                yield [index]
        else:
            stretch.append(index)
    if stretch:
        yield stretch


def _stands_alone(rows: Sequence[Row], index: int, merges: Merges, width: int) -> bool:
    row = rows[index]
    if len(row) > 1 or _covered_from_above(index, merges):
        return False
    ((column, text),) = row.items()
    last = merges.get((index, column), (index, column))
    if len(text) > PROSE_LENGTH or (last[1] - column + 1) * 2 > width:
        return not (last[0] > index)
    beside = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    return not any(len(neighbour) > 1 for neighbour in beside)


def _covered_from_above(index: int, merges: Merges) -> bool:
    return any(first[0] < index <= last[0] for first, last in merges.items())


def _cells(rows: Sequence[Row], index: int, merges: Merges) -> Iterator[Anchored]:
    """Return the cells of one row, the empty ones included: in a table blank is a statement."""
    width = max((max(row) + 1 for row in rows if row), default=0)
    hidden = _hidden_columns(index, merges)
    for column in range(width):
        if column in hidden:
            continue
        last = merges.get((index, column), (index, column))
        yield Anchored(
            text=rows[index].get(column, ""),
            row=index,
            column=column,
            rowspan=last[0] - index + 1,
            colspan=last[1] - column + 1,
        )


def _hidden_columns(index: int, merges: Merges) -> set[int]:
    """Return the columns that a merged cell begun earlier covers in this row."""
    return {
        column
        for first, last in merges.items()
        if first[0] <= index <= last[0]
        for column in range(first[1], last[1] + 1)
        if (index, column) != first
    }


def _lines(row: Row, path: str) -> Iterator[TextLine]:
    for text in row.values():
        for line in text.split("\n"):
            if line.strip():
                yield TextLine(line, Place(path))
