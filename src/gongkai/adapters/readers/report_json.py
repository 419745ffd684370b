"""Our own ``gongkai.report/1`` JSON back into the reports it was written from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.adapters.readers.encoding import decode
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    CellState,
    Line,
    PrintedCell,
    PrintedTable,
    Problem,
    Section,
)

SCHEMA = "gongkai.report/1"


def read(data: bytes) -> tuple[AnnualReport, ...]:
    """Return every report of the file, in order.

    Raises:
        UnreadableError: It is not JSON of this schema; the message says what is missing.
    """
    try:
        source = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(Refusal.OTHER_JSON, "不是完整的 JSON") from error
    schema = source.get("schema") if isinstance(source, dict) else None
    if schema != SCHEMA:
        raise UnreadableError(Refusal.OTHER_JSON, f"schema 为 {schema!r}")
    try:
        return tuple(
            _report(report, document.get("path", ""))
            for document in source["documents"]
            for report in document["reports"]
        )
    except KeyError as error:
        raise UnreadableError(Refusal.OTHER_JSON, f"缺少 {error}") from error
    except (TypeError, ValueError, AttributeError, IndexError, InvalidOperation) as error:
        raise UnreadableError(Refusal.OTHER_JSON, f"内容不合约定：{error}") from error


def _report(source: Mapping[str, Any], document_path: str) -> AnnualReport:
    path = source.get("path") or document_path
    lines = [_line(line) for line in source.get("lines", ())]
    return AnnualReport(
        path=path,
        body=source["body"],
        year=source["year"],
        form=source["form"],
        title=source.get("title", ""),
        mixed_form=source["mixed_form"],
        cells={cell["cell"]: _cell(cell, path) for cell in source["cells"]},
        sections=tuple(_section(section, lines) for section in source["sections"]),
        tables=tuple(_table(table, path) for table in source.get("tables", ())),
        head=_pick(lines, source.get("head", ())),
        lines=_pick(lines, source.get("report_lines", ())),
        problems=tuple(
            Problem(p["code"], p["message"], _place(p, path, cell=p.get("cell")))
            for p in source.get("problems", ())
        ),
    )


def _line(source: Mapping[str, Any]) -> Line:
    return Line(
        text=source["text"],
        number=source.get("line"),
        page=source.get("page"),
        in_table=source.get("in_table", False),
    )


def _pick(lines: list[Line], runs: list[list[int]]) -> tuple[Line, ...]:
    return tuple(line for first, end in runs for line in lines[first:end])


def _section(source: Mapping[str, Any], lines: list[Line]) -> Section:
    return Section(
        number=source["number"],
        title=source["title"],
        present=source["present"],
        printed=source.get("printed", ""),
        start_line=source.get("start_line"),
        end_line=source.get("end_line"),
        lines=_pick(lines, source.get("lines", ())),
    )


def _cell(source: Mapping[str, Any], path: str) -> Cell:
    state = CellState(source["state"])
    value = Decimal(source["value"]) if source["value"] is not None else None
    if (value is None) == (state is CellState.VALUE) or (value and not value.is_finite()):
        raise ValueError(f"{source['cell']} 的 state 与 value 不相符")
    return Cell(
        name=source["cell"],
        state=state,
        value=value,
        raw=source.get("raw", ""),
        place=_place(source, path),
        restored=source.get("restored", False),
        confidence=source.get("confidence", 1.0),
    )


def _table(source: Mapping[str, Any], path: str) -> PrintedTable:
    rows = tuple(tuple(_printed_cell(cell, path) for cell in row) for row in source["rows"])
    return PrintedTable(number=source["number"], rows=rows)


def _printed_cell(source: Mapping[str, Any], path: str) -> PrintedCell:
    return PrintedCell(
        text=source["text"],
        colspan=source.get("colspan", 1),
        rowspan=source.get("rowspan", 1),
        cell=source.get("cell"),
        place=_place(source, path),
    )


def _place(source: Mapping[str, Any], path: str, cell: str | None = None) -> Place | None:
    known = {name: source.get(name) for name in ("line", "page", "table", "row", "column")}
    mark, quote = source.get("mark"), source.get("quote", "")
    if not quote and cell is None and all(value is None for value in known.values()):
        return None
    return Place(
        path=path,
        quote=quote,
        mark=(mark[0], mark[1]) if mark else None,
        cell=cell,
        **known,
    )
