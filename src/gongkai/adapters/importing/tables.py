"""Tables of records (记录表): CSV, XLSX and JSON as rows of text with the numbers the file shows."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine

from gongkai.adapters.readers.encoding import decode
from gongkai.core.publishing.importing.records import Row


class TableError(Exception):
    """The table cannot be read; the message says what was met and what is allowed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings and its rows."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, *, sheet: str = "") -> Table:
    """Read a table by its ending: ``.csv``, ``.xlsx`` (or ``.xls``, ``.ods``), ``.json``, ``.jsonl``.

    Raises:
        TableError: Another ending, an unreadable file, no such sheet, no or repeated headings.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise TableError(f"{path.name}：不能识别的记录表。可以是 {'、'.join(READERS)}")
    try:
        table = reader(path, sheet)
    except (OSError, ValueError, python_calamine.CalamineError) as error:
        raise TableError(f"{path.name}：无法读取（{error}）") from error
    twice = sorted({one for one in table.headings if table.headings.count(one) > 1})
    if not table.headings or twice:
        raise TableError(
            f"{path.name}：表头{'重复：' + '、'.join(twice) if twice else '为空'}。请整理后再试"
        )
    return table


def _csv(path: Path, _: str) -> Table:
    # Old exports are GB 18030 as often as UTF-8; what the bytes are decides.
    csv.field_size_limit(64 * 1024 * 1024)
    reader = csv.reader(io.StringIO(decode(path.read_bytes()).text, newline=""))
    headings: list[str] = []
    rows = []
    for cells in reader:
        if not headings:
            headings = [one.strip() for one in cells]
        elif any(cells):
            rows.append(Row(reader.line_num, dict(zip(headings, cells, strict=False))))
    return Table(tuple(headings), tuple(rows))


def _sheet(path: Path, sheet: str) -> Table:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    if sheet and sheet not in book.sheet_names:
        raise TableError(f"{path.name}：没有工作表“{sheet}”。有：{'、'.join(book.sheet_names)}")
    lines = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python(skip_empty_area=False)
    headings = [str(one).strip() for one in lines[0]] if lines else []
    rows = [
        Row(number, {h: _text(one) for h, one in zip(headings, cells, strict=False) if h})
        for number, cells in enumerate(lines[1:], start=2)
        if any(one != "" for one in cells)
    ]
    return Table(tuple(one for one in headings if one), tuple(rows))


def _json(path: Path, _: str) -> Table:
    text = decode(path.read_bytes()).text
    listed: Any
    if path.suffix.lower() == ".jsonl":
        listed = [json.loads(line) for line in text.splitlines() if line.strip()]
    else:
        listed = json.loads(text)
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise TableError(f"{path.name}：应当是记录的列表（[{{…}}, {{…}}]）")
    headings = tuple(dict.fromkeys(str(key) for one in listed for key in one))
    return Table(headings, tuple(Row(number, one) for number, one in enumerate(listed, start=1)))


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


READERS = {
    ".csv": _csv,
    ".xlsx": _sheet,
    ".xls": _sheet,
    ".ods": _sheet,
    ".json": _json,
    ".jsonl": _json,
}
