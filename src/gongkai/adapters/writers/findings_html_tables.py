"""Which tables of a report are redrawn (重画表格): as printed, or laid out as the form has them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace

from gongkai.core.law.forms import cells
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    CellState,
    PrintedCell,
    PrintedTable,
    SourceKind,
)
from gongkai.core.reporting.tables import official_tables

WITHOUT_GRID = (SourceKind.TEXT, SourceKind.JSON)
ABSENT = "缺"


def tables_to_draw(report: AnnualReport, kind: SourceKind | None) -> tuple[PrintedTable, ...]:
    """Return the report's tables: as printed where the file has a grid, else in the form's layout.

    A text has lost its columns, so its figures are set into the form, each as it was printed.
    """
    if report.form is None or _as_printed(report, kind):
        return report.tables
    return tuple(_filled(table, report.cells) for table in _layout(report.form))


def cells_to_draw(report: AnnualReport, kind: SourceKind | None) -> frozenset[str]:
    """Return the names of the cells that ``tables_to_draw`` draws."""
    if report.form is None or _as_printed(report, kind):
        printed = (cell for table in report.tables for row in table.rows for cell in row)
        return frozenset(cell.cell for cell in printed if cell.cell)
    return frozenset(cells(report.form))


def _as_printed(report: AnnualReport, kind: SourceKind | None) -> bool:
    return bool(report.tables) and kind not in WITHOUT_GRID


@functools.cache
def _layout(form: str) -> tuple[PrintedTable, ...]:
    return official_tables(form, {})


def _filled(table: PrintedTable, read: Mapping[str, Cell]) -> PrintedTable:
    rows = (tuple(_as_read(cell, read) for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _as_read(printed: PrintedCell, read: Mapping[str, Cell]) -> PrintedCell:
    if printed.cell is None:
        return printed
    cell = read.get(printed.cell)
    if cell is None or cell.state is CellState.ABSENT:
        return replace(printed, text=ABSENT)
    shown = cell.raw or ("" if cell.value is None else f"{cell.value:f}")
    return replace(printed, text=shown)
